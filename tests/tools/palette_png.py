"""Writes pictures of few colours small: a PNG with a palette of its 256 most frequent colours."""

import struct
import zlib
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

MOST = 256
_LEVEL = 8
"""Colours are taken as equal where each of red, green and blue differs by less than this."""


def encode(pixels: npt.NDArray[np.uint8]) -> bytes:
    """Return a PNG of `pixels` (height, width, red-green-blue); rare colours become the nearest."""
    height, width, _ = pixels.shape
    coarse = (pixels.reshape(-1, 3) // _LEVEL).astype(np.int32)
    keys = (coarse[:, 0] << 16) | (coarse[:, 1] << 8) | coarse[:, 2]
    _, first, places, counts = np.unique(
        keys, return_index=True, return_inverse=True, return_counts=True
    )
    colours = pixels.reshape(-1, 3)[first].astype(np.int32)
    kept = np.argsort(-counts)[:MOST]
    apart = ((colours[:, None, :] - colours[None, kept, :]) ** 2).sum(axis=2)
    rows = apart.argmin(axis=1)[places].astype(np.uint8).reshape(height, width)
    return _png(rows, colours[kept].astype(np.uint8))


def _png(rows: npt.NDArray[np.uint8], palette: npt.NDArray[np.uint8]) -> bytes:
    height, width = rows.shape
    lines = b"".join(b"\0" + row.tobytes() for row in rows)
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
        (b"PLTE", palette.tobytes()),
        (b"IDAT", zlib.compress(lines, 9)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunks(parts))


def _chunks(parts: tuple[tuple[bytes, bytes], ...]) -> Iterator[bytes]:
    for name, data in parts:
        length, check = len(data), zlib.crc32(name + data)
        yield struct.pack(">I", length) + name + data + struct.pack(">I", check)
