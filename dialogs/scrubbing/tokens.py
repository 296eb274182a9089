"""The words of a text with what their place says about a capital letter."""

import re
from collections.abc import Iterator
from enum import Enum, auto

from msgspec import Struct

from dialogs.folding import folds

_WORD = re.compile(r"[^\W\d_]+")
_APOSTROPHES = "'’ʼʻ`´"
_BEGINS = re.compile(r"(?:^|[.!?…:;։\n\r\"„“”«»‘(\[*•—–-])[\s\"„“«‘(\-—–]{0,4}$")
_LONGEST = 24


class Case(Enum):
    """What the first letter of a word tells."""

    INSIDE = auto()
    """A capital inside a sentence: a name of something."""
    OPEN = auto()
    """Nothing: it begins a sentence, or everything is in capitals."""
    NONE = auto()
    """Nothing: its script has no capitals."""
    LOWER = auto()
    """A small letter: an everyday word, unless somebody writes everything small."""


class Token(Struct, frozen=True):
    """A word: where it stands, its key for comparing, and what its first letter tells."""

    start: int
    end: int
    key: str
    case: Case


def tokens(text: str) -> Iterator[Token]:
    """Yield the words of at least two letters, and at most twenty-four."""
    words = [word for word in _WORD.finditer(text) if _counts(text, word)]
    written = list({word[0]: None for word in words})
    keys = dict(zip(written, folds(written), strict=True))
    shouted = _is_shouted(text)
    for word in words:
        yield Token(*word.span(), keys[word[0]], _case(text, word, shouted=shouted))


def _counts(text: str, word: re.Match[str]) -> bool:
    start, end = word.span()
    return 2 <= end - start <= _LONGEST and not _is_an_ending(text, start)


def _is_shouted(text: str) -> bool:
    upper = sum(map(str.isupper, text))
    return upper > sum(map(str.islower, text))


def _is_an_ending(text: str, start: int) -> bool:
    """Return whether this follows an apostrophe inside a word: Aylin'e, Ana's."""
    return start > 1 and text[start - 1] in _APOSTROPHES and text[start - 2].isalpha()


def _case(text: str, word: re.Match[str], *, shouted: bool) -> Case:
    first = word[0][0]
    if (
        first.islower() and not "ა" <= first <= "ჿ"
    ):  # Unicode has Georgian capitals, nobody else has
        return Case.LOWER
    if not first.isupper():
        return Case.NONE
    opens = shouted or _BEGINS.search(text[max(0, word.start() - 6) : word.start()])
    return Case.OPEN if opens else Case.INSIDE
