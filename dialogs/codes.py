"""The withdrawal code: what a participant holds, and the only way to a sealed response.

16 letters and digits in four groups (80 bits), in Crockford's base 32, which has no letters that
look alike. Reading is tolerant: any case, O for 0, I and L for 1, spaces or hyphens or none.
"""

import hashlib
import re

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOKALIKES = str.maketrans("OIL", "011")
_SHAPE = re.compile(r"(?<![0-9A-Za-z])(?:[0-9A-Za-z]{4}[\s\-–—]?){3}[0-9A-Za-z]{4}(?![0-9A-Za-z])")

ENTROPY_BYTES = 10


def new_code(entropy: bytes) -> str:
    """Return the code made of `ENTROPY_BYTES` unpredictable bytes."""
    number = int.from_bytes(entropy[:ENTROPY_BYTES], "big")
    letters = [_ALPHABET[(number >> shift) & 31] for shift in range(75, -1, -5)]
    return "-".join("".join(letters[start : start + 4]) for start in range(0, 16, 4))


def find_code(text: str) -> str | None:
    """Return the code that `text` holds, in its written form; None when there is none."""
    match = _SHAPE.search(text)
    if match is None:
        return None
    letters = re.sub(r"[\s\-–—]", "", match[0]).upper().translate(_LOOKALIKES)
    if any(letter not in _ALPHABET for letter in letters):
        return None
    return "-".join(letters[start : start + 4] for start in range(0, 16, 4))


def row_key(code: str) -> bytes:
    """Return the key under which the response of this code is stored (32 bytes).

    One-way, so a stolen row key does not give the code, and independent of the person.
    """
    return hashlib.sha256(b"consult/row-key/1|" + code.encode()).digest()
