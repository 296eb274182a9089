"""Labels that a format cannot hold, shortened between characters as a reader sees them."""

import unicodedata
from collections.abc import Callable

ELLIPSIS = "…"

Size = Callable[[str], int]

_JOINER = "\u200d"
_JOINED = frozenset({"Mn", "Me", "Mc", "Cf", "Sk"})


def in_bytes(text: str) -> int:
    """Return how long a text is in UTF-8."""
    return len(text.encode())


def shortened(text: str, most: int, size: Size = len) -> str:
    """Return a text of at most `most` by `size`; "…" at the end where something was left out.

    An accent, a variation or a joined sign is never torn from the character before it.
    """
    if size(text) <= most:
        return text
    kept, room = "", most - size(ELLIPSIS)
    for character in characters(text):
        if size(kept + character) > room:
            break
        kept += character
    return kept.rstrip() + ELLIPSIS


def characters(text: str) -> list[str]:
    """Return a text cut into characters as a reader sees them."""
    found: list[str] = []
    for sign in text:
        if found and (_belongs(sign) or found[-1].endswith(_JOINER)):
            found[-1] += sign
        else:
            found.append(sign)
    return found


def _belongs(sign: str) -> bool:
    return unicodedata.category(sign) in _JOINED and sign not in {"^", "`"}


def one_line(text: str) -> str:
    """Return a text without line breaks and without signs that end a text in other programs."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
