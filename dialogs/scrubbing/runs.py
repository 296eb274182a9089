"""Rows of digits, as people write them: spaced, dotted, in brackets, with O for 0 and l for 1."""

import re
from collections.abc import Iterator

from msgspec import Struct

_SIMILAR = str.maketrans("oil", "011")
_MIXED = re.compile(r"(?<!\w)[\doil][\doil+/.\-]{2,40}(?!\w)")
_SOME = re.compile(r"(?:\d\D*){3}")
_RUN = re.compile(r"\+?\(?\d(?:[ .()/\-–—·*~|]{0,3}\d)+")


class Run(Struct, frozen=True):
    """A row of at least two digits: where it stands, how it is written, and its digits alone."""

    start: int
    end: int
    written: str
    digits: str


def runs(plain: str) -> Iterator[Run]:
    """Yield the rows of digits in a text as `characters.plain` has it.

    A text with two digits in all has none that anybody asks for.
    """
    if not _SOME.search(plain):
        return
    text = _MIXED.sub(_as_digits, plain)
    for hit in _RUN.finditer(text):
        digits = "".join(filter(str.isdecimal, hit[0]))
        yield Run(hit.start(), hit.end(), hit[0], digits)


def _as_digits(hit: re.Match[str]) -> str:
    """Read letters as digits where most of a row are digits."""
    count = sum(map(str.isdecimal, hit[0]))
    letters = sum(map(str.isalpha, hit[0]))
    return hit[0].translate(_SIMILAR) if letters and count >= 2 and letters <= count else hit[0]
