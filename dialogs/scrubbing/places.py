"""Settlements of the countries of the round, with a capital letter, in any case and script.

Large towns are taken out like villages: where people live is asked with a list, coarsely, and a
text need not say it again. A place that the round itself names (in a question, an option, as who
decides) is kept: it is what the answers are about. Cannot be done well: quarters, streets, and
places that are everyday words where case says nothing.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from dialogs.placeholders import Kind
from dialogs.scrubbing.base import Found, Given
from dialogs.scrubbing.inflection import endings_of, is_form
from dialogs.scrubbing.lists import Keys
from dialogs.scrubbing.tokens import Case, Token

_MOST_WORDS = 3


def find(given: Given) -> Iterator[Found]:
    """Yield the settlements, the longest name first."""
    words, index = given.words, 0
    while index < len(words):
        length = _length(words, index, given)
        if length and not _is_public(words[index : index + length], given):
            yield Found(words[index].start, words[index + length - 1].end, Kind.PLACE)
        index += length or 1


def _length(words: Sequence[Token], index: int, given: Given) -> int:
    """Return how many words from `index` on name a settlement; 0 when they do not."""
    first = words[index]
    if first.case is Case.LOWER:
        return 0
    known = given.lists.places(tuple(given.countries))
    most = min(_MOST_WORDS, len(words) - index) if first.key in known.firsts else 1
    for length in range(most, 1, -1):
        if _is_one(words[index : index + length], given, known):
            return length
    return int(_is_place(first, given, known))


def _is_public(words: Sequence[Token], given: Given) -> bool:
    """Return whether the round itself speaks of this place."""
    endings = endings_of(given.language)
    return all(is_form(word.key, given.public, endings) for word in words)


def _is_one(words: Sequence[Token], given: Given, known: Keys) -> bool:
    """Return whether several words that stand together name a settlement."""
    gaps = {given.text[one.end : two.start] for one, two in pairwise(words)}
    key = " ".join(word.key for word in words)
    return gaps <= {" ", "-"} and is_form(key, known, endings_of(given.language))


def _is_place(word: Token, given: Given, known: Keys) -> bool:
    if len(word.key) < 3 or word.key in given.lists.never(given.language):
        return False
    if word.case is Case.INSIDE:
        return is_form(word.key, known, endings_of(given.language))
    return word.key in known.whole and not given.lists.is_word_key(word.key, given.language)
