"""Drafts open with the right key, in the right row, undamaged."""

import pytest

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
        (CIPHER, b"row", b"\x02" + BOX[1:]),
        (CIPHER, b"row", BOX[:5]),
        (CIPHER, b"row", b""),
    ],
    ids=["key", "row", "damage", "format", "short", "empty"],
)
def test_anything_else_is_refused(cipher: DraftCipher, row: bytes, box: bytes) -> None:
    with pytest.raises(DraftError):
        cipher.open(row, box)
