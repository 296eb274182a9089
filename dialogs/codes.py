"""The codes that people hold: to take a response back, and to be let in.

The withdrawal code is the only way to a sealed response: 16 letters and digits in four groups (80
bits), in Crockford's base 32, which has no letters that look alike. Reading is tolerant: any case,
O for 0, I and L for 1, spaces or hyphens or none.

An invitation has two forms on one slip of paper. The link carries 16 random bytes; the code, for
those without a camera, is derived from them, so that either lets the same one person in. The code
is what is stored (as a tag) and what buttons carry, whose 64 bytes have no room for more. As long
as a code can be typed, guessing one is as hard as guessing 60 bits: with 10,000 codes out, a
million tries a day for a month find one with a chance of less than one in a million.
"""

import base64
import hashlib
import re

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOKALIKES = str.maketrans("OIL", "011")
_SHAPE = re.compile(r"(?<![0-9A-Za-z])(?:[0-9A-Za-z]{4}[\s\-–—]?){3}[0-9A-Za-z]{4}(?![0-9A-Za-z])")

_TICKET = re.compile(r"(?<![0-9A-Za-z])(?:[0-9A-Za-z]{4}[\s\-–—]?){2}[0-9A-Za-z]{4}(?![0-9A-Za-z])")

_LINK = re.compile(r"(?:\S*[?&]start=)?(?:([a-z][a-z0-9_]*)-)?([A-Za-z0-9_-]{21}[AQgw])")

ENTROPY_BYTES = 10
TICKET_BYTES = 8
LINK_BYTES = 16


def new_code(entropy: bytes) -> str:
    """Return the code made of `ENTROPY_BYTES` unpredictable bytes."""
    return _written(entropy[:ENTROPY_BYTES], 16)


def new_ticket(entropy: bytes) -> str:
    """Return the invitation or guardian's code made of `TICKET_BYTES` unpredictable bytes.

    12 letters and digits in three groups (60 bits): one group fewer than a withdrawal code, so
    that nobody takes the one for the other.
    """
    return _written(entropy[:TICKET_BYTES], 12)


def new_link(entropy: bytes) -> str:
    """Return the invitation made of `LINK_BYTES` unpredictable bytes, as a link carries it.

    22 characters of base64url, which Telegram lets a `start` link carry.
    """
    return base64.urlsafe_b64encode(entropy[:LINK_BYTES]).decode().rstrip("=")


def in_round(round_id: str, link: str) -> str:
    """Return what the link of an invitation to a round carries; at most 64 characters do."""
    return f"{round_id}-{link}"


def round_in(text: str) -> str | None:
    """Return the id of the round to which a link invites; None where it does not say."""
    link = _LINK.fullmatch(text.strip())
    return link[1] if link else None


def ticket_of(link: str) -> str:
    """Return the code that stands for what a link carries; one does not lead back to the other."""
    secret = base64.urlsafe_b64decode(link + "==")
    return new_ticket(hashlib.sha256(b"consult/ticket/1|" + secret).digest())


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
    """Return the invitation or guardian's code that `text` is; None when it is something else.

    What a link carries, or the whole link, is turned into the code that stands for it.
    """
    link = _LINK.fullmatch(text.strip())
    if link is not None:
        return ticket_of(link[2])
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
