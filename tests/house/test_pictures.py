"""The pictures of the documents: one of each language, and small."""

import struct
import zlib

import numpy as np
import pytest

from dialogs.languages import OWN_NAMES
from tests.house.programs import ROOT
from tests.tools import palette_png

FOLDER = ROOT / "docs" / "pictures" / "languages"
MOST_BYTES = 60 * 1024


@pytest.mark.parametrize("language", OWN_NAMES)
def test_each_language_has_a_small_picture(language: str) -> None:
    picture = FOLDER / f"{language}.png"
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert picture.stat().st_size <= MOST_BYTES


def test_there_is_no_other_picture() -> None:
    assert {path.stem for path in FOLDER.iterdir()} == set(OWN_NAMES)


def test_a_picture_of_few_colours_keeps_them() -> None:
    pixels = np.zeros((3, 4, 3), dtype=np.uint8)
    pixels[1, 2], pixels[2, 3] = (255, 128, 0), (0, 90, 107)
    height, width, rows, palette = read(palette_png.encode(pixels))
    assert (height, width) == (3, 4)
    assert (palette[rows] == pixels).all()


def test_of_many_colours_the_frequent_ones_are_kept() -> None:
    pixels = np.random.default_rng(1).integers(0, 256, (60, 60, 3), dtype=np.uint8)
    pixels[:30] = (17, 34, 51)
    _, _, rows, palette = read(palette_png.encode(pixels))
    assert len(palette) == palette_png.MOST
    assert (palette[rows][:30] == (17, 34, 51)).all()


def read(picture: bytes) -> tuple[int, int, np.ndarray, np.ndarray]:
    """Return height, width, rows of places, and the palette, of a picture of ours."""
    chunks, at = {}, 8
    while at < len(picture):
        (length,) = struct.unpack(">I", picture[at : at + 4])
        chunks[picture[at + 4 : at + 8]] = picture[at + 8 : at + 8 + length]
        at += 12 + length
    width, height = struct.unpack(">II", chunks[b"IHDR"][:8])
    lines = np.frombuffer(zlib.decompress(chunks[b"IDAT"]), dtype=np.uint8)
    rows = lines.reshape(height, width + 1)[:, 1:]
    return height, width, rows, np.frombuffer(chunks[b"PLTE"], dtype=np.uint8).reshape(-1, 3)
