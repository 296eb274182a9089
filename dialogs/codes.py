"""The withdrawal code: what a participant holds, and the only way to a sealed response.

16 letters and digits in four groups (80 bits), in Crockford's base 32, which has no letters that
look alike. Reading is tolerant: any case, O for 0, I and L for 1, spaces or hyphens or none.
"""

import hashlib
import re

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOKALIKES = str.maketrans("OIL", "011")
_SHAPE = re.compile(r"(?<![0-9A-Za-z])(?:[0-9A-Za-z]{4}[\s\-–—]?){3}[0-9A-Za-z]{4}(?![0-9A-Za-z])")

_TICKET = re.compile(r"(?<![0-9A-Za-z])(?:[0-9A-Za-z]{4}[\s\-–—]?){2}[0-9A-Za-z]{4}(?![0-9A-Za-z])")

ENTROPY_BYTES = 10
TICKET_BYTES = 8


def new_code(entropy: bytes) -> str:
    """Return the code made of `ENTROPY_BYTES` unpredictable bytes."""
    return _written(entropy[:ENTROPY_BYTES], 16)


def new_ticket(entropy: bytes) -> str:
    """Return the invitation or guardian's code made of `TICKET_BYTES` unpredictable bytes.

    12 letters and digits in three groups (60 bits): one group fewer than a withdrawal code, so
    that nobody takes the one for the other.
    """
    return _written(entropy[:TICKET_BYTES], 12)


def _written(entropy: bytes, length: int) -> str:
    number = int.from_bytes(entropy, "big")
    letters = [_ALPHABET[(number >> 5 * place) & 31] for place in reversed(range(length))]
    return _grouped("".join(letters))


def _grouped(letters: str) -> str:
    return "-".join(letters[start : start + 4] for start in range(0, len(letters), 4))


def find_code(text: str) -> str | None:
    """Return the code that `text` holds, in its written form; None when there is none."""
    return _found(_SHAPE, text)


def find_ticket(text: str) -> str | None:
    """Return the invitation or guardian's code that `text` is; None when it is something else."""
    return None if find_code(text) else _found(_TICKET, text.strip())


def _found(shape: re.Pattern[str], text: str) -> str | None:
    match = shape.search(text)
    if match is None:
        return None
    letters = re.sub(r"[\s\-–—]", "", match[0]).upper().translate(_LOOKALIKES)
    return _grouped(letters) if all(letter in _ALPHABET for letter in letters) else None


def row_key(code: str) -> bytes:
    """Return the key under which the response of this code is stored (32 bytes).

    One-way, so a stolen row key does not give the code, and independent of the person.
    """
    return hashlib.sha256(b"consult/row-key/1|" + code.encode()).digest()
