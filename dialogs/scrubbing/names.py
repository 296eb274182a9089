"""Names of people: given names of the region, and what is said to be a name.

A capital letter inside a sentence makes a listed name one, whatever else it means. Where case says
nothing (first word, small letters, capitals throughout, Georgian) a listed name that is also an
everyday word of the language is left. After "my name is" or "teacher" any word with a capital is a
name, listed or not. A family name is taken along behind a given name, and alone by its ending.

Cannot be done well: unlisted names that nothing announces, family names without a telling ending,
nicknames, names that are words ("Nada", "Besa", "Надежда") at the beginning of a sentence or in
small letters, and names whose stem changes inside.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from dialogs.folding import fold
from dialogs.placeholders import Kind
from dialogs.scrubbing.base import Found, Given
from dialogs.scrubbing.characters import one_of
from dialogs.scrubbing.inflection import endings_of, is_form
from dialogs.scrubbing.spoken import CALLED, ROLES
from dialogs.scrubbing.tokens import Case, Token

_CALLED = re.compile(rf"(?<!\w){one_of(CALLED)}$")
_LAST_OF_CALLED = frozenset(fold(said.split()[-1]) for said in CALLED)
_ROLES = frozenset(map(fold, ROLES))
_ANNOUNCING = _ROLES | _LAST_OF_CALLED
_WIDTH = 40
_BETWEEN = re.compile(r"[ .:,\"„“«-]{1,3}")
_FAMILY = re.compile(
    r"\w{3,}(?:ovic|evic|ovici|evici|ovski|evski|ovska|evska|oska|eska|oski|eski|svili|enko|oglu"
    r"|zade|ovna|ovic|ova|eva|ov|ev|iev|ieva)(?:a|u|om|oi|i|em|e)?"
)
_MOST_TAKEN = 3
_LEAST_SMALL = 5
"""Shorter names in small letters are too often something else."""


def find(given: Given) -> Iterator[Found]:
    """Yield the names; given and family name together are one."""
    words = given.words
    named = {index for index, word in enumerate(words) if _is_name(word, given)}
    named |= set(_announced(given, words))
    named |= {one for index in sorted(named) for one in _family_of(index, words, given)}
    yield from _joined(given.text, [words[index] for index in sorted(named)])


def _is_name(word: Token, given: Given) -> bool:
    if len(word.key) < 3 or word.key in given.lists.never(given.language):
        return False
    if word.case is Case.INSIDE:
        if _is_a_place(word, given):
            return False
        listed = is_form(word.key, given.lists.names, endings_of(given.language))
        return listed or _FAMILY.fullmatch(word.key) is not None
    return _is_usual(word, given) and not given.lists.is_word_key(word.key, given.language)


def _is_a_place(word: Token, given: Given) -> bool:
    """Return whether this names a settlement and nobody: that rule is asked later."""
    places = given.lists.places(tuple(given.countries))
    return word.key in places.whole and word.key not in given.lists.names.whole


def _is_usual(word: Token, given: Given) -> bool:
    """Return whether a word that no capital tells apart is a name that is usual here."""
    near = given.lists.near_names(given.language)
    if word.case is Case.NONE:
        return is_form(word.key, near, endings_of(given.language))
    return word.key in near.whole and (word.case is Case.OPEN or len(word.key) >= _LEAST_SMALL)


def _announced(given: Given, words: Sequence[Token]) -> Iterator[int]:
    """Yield which words are said to be names."""
    for index, (word, following) in enumerate(pairwise(words), start=1):
        if word.key not in _ANNOUNCING:
            continue
        if not _BETWEEN.fullmatch(given.text[word.end : following.start]):
            continue
        capital = following.case is Case.INSIDE
        if (capital and word.key in _ROLES and not _is_word(following, given)) or (
            (capital or _is_listed(following, given)) and _is_called(given, word)
        ):
            yield index


def _is_called(given: Given, word: Token) -> bool:
    return _CALLED.search(given.plain[max(0, word.end - _WIDTH) : word.end]) is not None


def _is_listed(word: Token, given: Given) -> bool:
    return is_form(word.key, given.lists.names, endings_of(given.language))


def _is_word(word: Token, given: Given) -> bool:
    never = given.lists.never(given.language)
    return word.key in never or given.lists.is_word_key(word.key, given.language)


def _family_of(index: int, words: Sequence[Token], given: Given) -> Iterator[int]:
    """Yield the words behind a name that belong to it: with a capital, and no everyday words."""
    end = words[index].end
    for place in range(index + 1, min(index + _MOST_TAKEN, len(words))):
        word = words[place]
        if given.text[end : word.start] not in {" ", "-"} or word.case is not Case.INSIDE:
            return
        if _is_word(word, given):
            return
        yield place
        end = word.end


def _joined(text: str, found: Sequence[Token]) -> Iterator[Found]:
    start = end = -1
    for word in found:
        if end >= 0 and text[end : word.start] in {" ", "-"}:
            end = word.end
            continue
        if end >= 0:
            yield Found(start, end, Kind.NAME)
        start, end = word.start, word.end
    if end >= 0:
        yield Found(start, end, Kind.NAME)
