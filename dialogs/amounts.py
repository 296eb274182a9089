"""Words that claim how many: "nine out of ten", "nobody", "twice as many".

Whoever reads such a word in a report takes it for a figure of the report. The lists are one file a
language in `dialogs/word_lists/amounts`, and drafts. Their entries are what `dialogs/phrases.py`
describes, compared as `dialogs/orthography.py` does; a `0` stands for a figure or a number word.
"""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum

from msgspec import Struct

from dialogs.orthography import TOKEN, spelling_of, written
from dialogs.phrases import Found, Phrases, composed
from dialogs.round import Review

_FIGURE = "0"
_YEAR = re.compile(r"20[2-4]\d")
"""A year of our time counts nobody: "the third meeting in 2027"."""


class Kind(StrEnum):
    """What a word claims; the names of the parts of a list."""

    SHARE = "shares"
    NUMBER = "numbers"
    AMOUNT = "amounts"
    COMPARISON = "comparisons"


class Amount(Struct, frozen=True):
    """What was found in a text, as it is written there."""

    found: str
    kind: Kind


class AmountList(Struct, frozen=True, forbid_unknown_fields=True):
    """One file: whether a speaker has read it, and its entries.

    Attributes:
        numbers: number words and fractions, without a "one" that is an article or pronoun too.
        amounts: whatever claims how many without a number.
        comparisons: of amounts, and of places in an order.
        shares: per cent, and so many out of so many.
    """

    numbers: tuple[str, ...]
    amounts: tuple[str, ...]
    comparisons: tuple[str, ...]
    shares: tuple[str, ...]
    review: str = str(Review.DRAFTED)

    @property
    def entries(self) -> Iterator[tuple[str, str]]:
        """Each entry with its kind before it."""
        return ((kind, entry) for kind in Kind for entry in getattr(self, kind))


class Amounts:
    """The list of one language, ready to be looked for."""

    def __init__(self, tag: str, entries: AmountList) -> None:
        """Take the tag of a list and what it holds; PhraseError where an entry is none."""
        self._tag, spelling = tag, spelling_of(tag)
        self._lists = {kind: Phrases(getattr(entries, kind), spelling) for kind in Kind}
        single = (one for entry in entries.numbers if " " not in (one := entry.split(" !")[0]))
        self._number_words = Phrases(single, spelling)

    def claim_in(self, text: str) -> Amount | None:
        """Return the first words that claim how many; None where there are none."""
        return self._found(text, tuple(Kind))

    def share_in(self, text: str) -> Amount | None:
        """Return the first share: per cent, or so many out of so many."""
        return self._found(text, (Kind.SHARE,))

    def share_with(self, pieces: Sequence[str | None]) -> Amount | None:
        """Return the first share that typed words make of a figure that a program writes.

        `pieces` are a text in its order, with None where such a figure stands. Beside one, a year
        counts people like any other figure.
        """
        tokens: list[str | None] = []
        for piece in pieces:
            tokens += [None] if piece is None else TOKEN.findall(composed(piece))
        for found in self._lists[Kind.SHARE].each([self._counted(one) for one in tokens]):
            passage = tokens[found.start : found.end]
            if passage.count(None) == 1:
                return Amount(" ".join(one or "…" for one in passage), Kind.SHARE)
        return None

    def _counted(self, token: str | None) -> str:
        if token is None or token[0].isdigit():
            return _FIGURE
        word = written(token, self._tag)
        return _FIGURE if self._is_number(word) else word

    def _found(self, text: str, kinds: Sequence[Kind]) -> Amount | None:
        text = composed(text)
        tokens = list(TOKEN.finditer(text))
        words = [self._read(token[0]) for token in tokens]
        counted = [_FIGURE if self._is_number(word) else word for word in words]
        for kind in kinds:
            found = self._lists[kind].find(counted if kind is Kind.SHARE else words)
            if found:
                return Amount(_passage(text, tokens, found), kind)
        return None

    def _read(self, token: str) -> str:
        is_figure = token[0].isdigit() and not _YEAR.fullmatch(token)
        return _FIGURE if is_figure else written(token, self._tag)

    def _is_number(self, word: str) -> bool:
        return self._number_words.find([word]) is not None


def _passage(text: str, tokens: Sequence[re.Match[str]], found: Found) -> str:
    return text[tokens[found.start].start() : tokens[found.end - 1].end()]
