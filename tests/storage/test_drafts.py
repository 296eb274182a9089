"""Drafts open with the right key, in the right row, undamaged, and their size says nothing."""

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from storage.drafts import DraftCipher, DraftError

CIPHER = DraftCipher(b"k" * 32)
BOX = CIPHER.seal(b"row", b"content")


def test_a_draft_comes_back() -> None:
    assert CIPHER.open(b"row", BOX) == b"content"


def test_the_same_draft_never_looks_the_same() -> None:
    assert CIPHER.seal(b"row", b"content") != BOX


@pytest.mark.parametrize(
    ("cipher", "row", "box"),
    [
        (DraftCipher(b"j" * 32), b"row", BOX),
        (CIPHER, b"another row", BOX),
        (CIPHER, b"row", BOX[:-1] + bytes([BOX[-1] ^ 1])),
        (CIPHER, b"row", b"\x01" + BOX[1:]),
        (CIPHER, b"row", b"\x03" + BOX[1:]),
        (CIPHER, b"row", BOX[:5]),
        (CIPHER, b"row", b""),
    ],
    ids=["key", "row", "damage", "other format", "unknown format", "short", "empty"],
)
def test_anything_else_is_refused(cipher: DraftCipher, row: bytes, box: bytes) -> None:
    with pytest.raises(DraftError):
        cipher.open(row, box)


def test_a_box_of_before_padding_still_opens() -> None:
    nonce = b"n" * 12
    box = b"\x01" + nonce + AESGCM(b"k" * 32).encrypt(nonce, b"content", b"\x01row")
    assert CIPHER.open(b"row", box) == b"content"


def test_boxes_come_in_few_sizes() -> None:
    sizes = {len(CIPHER.seal(b"row", b"x" * length)) for length in range(0, 4000, 7)}
    assert len(sizes) == 3
