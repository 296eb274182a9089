"""What a typed text names when buttons were shown: an option, a place in a list, a number."""

import unicodedata
from collections.abc import Sequence

from dialogs.folding import fold


def match(typed: str, among: Sequence[str]) -> int | None:
    """Return the index of the one text that is named."""
    found = [i for i, one in enumerate(among) if fold(one) == fold(typed).rstrip(".!")]
    return found[0] if len(found) == 1 else None


def position(typed: str, count: int, language: str) -> int | None:  # noqa: ARG001
    """Return the index that a typed number stands for."""
    typed = typed.strip()
    place = int(typed) - 1 if typed.isdecimal() else -1
    return place if 0 <= place < count else None


def number(typed: str) -> int | float | None:
    """Return the number that a text is; None when it is anything else.

    Digits of any script, a decimal comma or point, and spaces between groups of three are read.
    """
    text = unicodedata.normalize("NFKC", typed).strip().replace(" ", "").replace("−", "-")
    text = text.replace(",", ".")
    bare = text.removeprefix("-")
    whole, mark, rest = bare.partition(".")
    if not whole.isdecimal() or (mark and not rest.isdecimal()) or len(bare) > 15:
        return None
    return float(text) if mark else int(text)
