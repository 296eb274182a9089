"""E-mail addresses, also those that are spelt out ("ana at gmail dot com", "ана ет гмаил").

The sign between the two halves is found first; then what stands before and behind it is read,
within a fixed width.
"""

import re
from collections.abc import Iterator
from itertools import islice

from dialogs.placeholders import Kind
from dialogs.scrubbing.base import Found, Given
from dialogs.scrubbing.characters import one_of
from dialogs.scrubbing.spoken import AT, DOT, ENDINGS, PROVIDERS

_WIDTH = 140
_MOST_SIGNS = 100
"""No text of 4,096 letters that means anything has more of them."""

_SIGN = re.compile(rf"@|[\[({{<]\s?{one_of(AT)}\s?[\])}}>]|(?<=\s){one_of(AT)}(?=\s)")
_DOT = rf"(?:\s?[.,]\s?|\s?[\[({{<]\s?(?:\.|{one_of(DOT)})\s?[\])}}>]\s?|\s{one_of(DOT)}\s)"
_BEFORE = re.compile(rf"[\w.+-]{{1,64}}(?:\s{one_of(DOT)}\s[\w.+-]{{1,64}}){{0,2}}\s?$")
_CLOSE = re.compile(r"\s?[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_SPELT = re.compile(rf"\s?[\w-]{{1,63}}(?:{_DOT}[\w-]{{1,63}}){{1,4}}")
_PROVIDER = re.compile(rf"\s?{one_of(PROVIDERS)}\b")
_ENDING = re.compile(rf"(?<=\W){one_of(ENDINGS)}$")
_WORD = re.compile(r"[\w-]+")


def find(given: Given) -> Iterator[Found]:
    """Yield the addresses."""
    begin = 0
    for sign in islice(_SIGN.finditer(given.plain), _MOST_SIGNS):
        if sign.start() < begin:
            continue
        start, end = _before(given.plain, sign, begin), _behind(given.plain, sign)
        if start is not None and end is not None:
            begin = end
            yield Found(start, end, Kind.EMAIL)


def _before(text: str, sign: re.Match[str], begin: int) -> int | None:
    """Return where the half before the sign begins."""
    window = text[max(begin, sign.start() - _WIDTH) : sign.start()]
    half = _BEFORE.search(window)
    return sign.start() - len(window) + half.start() if half else None


def _behind(text: str, sign: re.Match[str]) -> int | None:
    """Return where the half behind the sign ends; None when that is no domain."""
    window = text[sign.end() : sign.end() + _WIDTH]
    if sign[0] == "@" and (close := _CLOSE.match(window)):
        return sign.end() + close.end()
    if (spelt := _SPELT.match(window)) and (length := _domain(spelt[0])):
        return sign.end() + length
    provider = _PROVIDER.match(window)
    return sign.end() + provider.end() if provider else None


def _domain(spelt: str) -> int:
    """Return how much of `spelt` is a domain, up to a part that domains end in; 0 if none."""
    ends = [part.end() for part in _WORD.finditer(spelt)][1:]
    return next((end for end in reversed(ends) if _ENDING.search(spelt[:end])), 0)
