"""Reading what is encrypted, with the keys of a seized vault.

Whatever follows a tag in a file may be a draft: live, or the remains of one in a log, in free space
or in a page that was written over in part. AES-GCM is a stream cipher, so a beginning is enough.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from tests.support.attacking.scanner import Hit

_FORMAT = b"\x02"
_NEAR = 12
"""Bytes between a tag and its box, at most: lengths and padding of the database."""

_LONGEST = 4200
_WORDS = re.compile(rb"(?:kanarinac|adresa)-[0-9a-f]{16}")


def remains(file: Path, hits: Iterable[Hit]) -> Iterator[bytes]:
    """Yield what follows each tag that was found in a file."""
    with file.open("rb") as stream:
        for hit in hits:
            stream.seek(hit.at + len(hit.mark))
            yield stream.read(_LONGEST)


def words_in(pieces: Iterable[bytes], key: bytes) -> set[bytes]:
    """Return the words that can be read in pieces of files, with the key of drafts."""
    found: set[bytes] = set()
    for piece in pieces:
        for box in _boxes(piece):
            found |= set(_WORDS.findall(_opened(box, key)))
    return found


def _boxes(piece: bytes) -> Iterator[bytes]:
    start = piece.find(_FORMAT, 0, _NEAR)
    while start >= 0:
        yield piece[start:]
        start = piece.find(_FORMAT, start + 1, _NEAR)


def _opened(box: bytes, key: bytes) -> bytes:
    nonce, content = box[1:13], box[13:]
    if len(nonce) < 12:
        return b""
    counter = modes.CTR(nonce + b"\0\0\0\2")
    return Cipher(algorithms.AES(key), counter).decryptor().update(content)
