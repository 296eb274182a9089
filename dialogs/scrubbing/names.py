"""Names of people: given names of the region, and what is said to be a name.

A capital letter inside a sentence makes a listed name one, whatever else it means. Where case says
nothing (first word, small letters, capitals throughout, Georgian) a listed name that is also an
everyday word of the language is left. After "my name is" or "teacher" any word with a capital is a
name, listed or not; in Georgian, any that is no everyday word after "მქვია", and a listed one after
"მასწავლებელი". A family name is taken along behind a given name, and alone by its ending.

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
from dialogs.scrubbing.families import is_family, is_family_behind_a_name, is_word
from dialogs.scrubbing.inflection import endings_of, is_form
from dialogs.scrubbing.lists import Keys
from dialogs.scrubbing.spoken import CALLED, ROLES, SAID_BEHIND
from dialogs.scrubbing.tokens import Case, Token

_CALLED = re.compile(rf"(?<!\w){one_of(CALLED)}$")
_LAST_OF_CALLED = frozenset(fold(said.split()[-1]) for said in CALLED)
_ROLES = frozenset(map(fold, ROLES))
_ANNOUNCING = _ROLES | _LAST_OF_CALLED
_SAID_BEHIND = frozenset(map(fold, SAID_BEHIND))
_WIDTH = 40
_BETWEEN = re.compile(r"[ .:,\"„“«-]{1,3}")
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
    if len(word.key) < 3:
        return False
    is_known = _is_listed if word.case is Case.INSIDE else _is_usual
    if not (is_known(word, given) or is_family(word, given)) or _is_never(word, given):
        return False
    if word.case is Case.INSIDE:
        return not _is_a_place(word, given)
    return not given.lists.is_word_key(word.key, given.language)


def _is_never(word: Token, given: Given) -> bool:
    """Return whether this is a month, a country or a language; small, also with an ending."""
    if word.case in {Case.LOWER, Case.NONE}:
        never = given.lists.not_people(given.language)
        return is_form(word.key, never, endings_of(given.language))
    return word.key in given.lists.never(given.language)


def _is_a_place(word: Token, given: Given) -> bool:
    """Return whether this names a settlement and nobody: that rule is asked later."""
    places = given.lists.places(tuple(given.countries))
    return word.key in places.whole and word.key not in given.lists.names.whole


def _is_usual(word: Token, given: Given) -> bool:
    """Return whether a word that no capital tells apart is a name that is usual here."""
    if word.case is Case.LOWER and len(word.key) < _LEAST_SMALL:
        return False
    near = given.lists.near_names(given.language)
    if word.case is Case.NONE:
        return _is_in(near, word, given) or _is_a_neighbours(word, given)
    return word.key in near.whole


def _is_a_neighbours(word: Token, given: Given) -> bool:
    """Return whether this is a name of other languages of the same country, and long enough."""
    beyond = given.lists.names_beyond(given.language)
    return len(word.key) >= _LEAST_SMALL and _is_in(beyond, word, given)


def _is_in(names: Keys, word: Token, given: Given) -> bool:
    """Return whether a word is a name, or a form of one and of no everyday word."""
    if word.key in names.whole:
        return True
    endings, everyday = endings_of(given.language), given.lists.words_in_forms(given.language)
    return is_form(word.key, names, endings) and not is_form(word.key, everyday, endings)


def _announced(given: Given, words: Sequence[Token]) -> Iterator[int]:
    """Yield which words are said to be names: behind what says it, or before it ("X ჰქვია")."""
    for index, (one, two) in enumerate(pairwise(words)):
        announces, behind = one.key in _ANNOUNCING, two.key in _SAID_BEHIND
        if not (announces or behind) or not _BETWEEN.fullmatch(given.text[one.end : two.start]):
            continue
        if announces and _is_announced(two, one, given):
            yield index + 1
        if behind and one.case is Case.NONE and not is_word(one, given):
            yield index


def _is_announced(word: Token, before: Token, given: Given) -> bool:
    """Return whether a word is a name because of the one before it."""
    called, role = _is_called(given, before), before.key in _ROLES
    match word.case:
        case Case.INSIDE:
            return called or (role and not is_word(word, given))
        case Case.NONE:
            return not is_word(word, given) and (called or (role and _is_listed(word, given)))
        case _:
            return called and _is_listed(word, given)


def _is_called(given: Given, word: Token) -> bool:
    return _CALLED.search(given.plain[max(0, word.end - _WIDTH) : word.end]) is not None


def _is_listed(word: Token, given: Given) -> bool:
    return is_form(word.key, given.lists.names, endings_of(given.language))


def _family_of(index: int, words: Sequence[Token], given: Given) -> Iterator[int]:
    """Yield the words right behind a name that belong to it."""
    end = words[index].end
    for place in range(index + 1, min(index + _MOST_TAKEN, len(words))):
        word = words[place]
        if given.text[end : word.start] not in {" ", "-"}:
            return
        if not is_family_behind_a_name(word, given):
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
