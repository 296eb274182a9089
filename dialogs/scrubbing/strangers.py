"""Words with a capital inside a sentence that no list knows: most are somebody's or some place's.

Asked last. Known are everyday words, months, countries, languages, and what is in everybody's mouth
(`lists/public.txt`: networks, brands, institutions), and what the round itself names. Not in
English, where a capital says less. It takes out too much rather than too little: a club, a street,
a film. Whoever wrote it sees that, and can say it otherwise.
"""

from collections.abc import Iterator

from dialogs.placeholders import Kind
from dialogs.scrubbing.base import Found, Given
from dialogs.scrubbing.inflection import endings_of, is_form
from dialogs.scrubbing.tokens import Case, Token

_CAPITALS_SAY_LITTLE = frozenset({"en"})


def find(given: Given) -> Iterator[Found]:
    """Yield the words."""
    if given.language.partition("-")[0] not in _CAPITALS_SAY_LITTLE:
        for word in given.words:
            if word.case is Case.INSIDE and _is_strange(word, given):
                yield Found(word.start, word.end, Kind.NAME)


def _is_strange(word: Token, given: Given) -> bool:
    written = given.text[word.start : word.end]
    if (
        len(word.key) < 3
        or not written[1:].islower()
        or given.lists.is_word_key(word.key, given.language)
    ):
        return False
    endings = endings_of(given.language)
    known = (given.public, given.lists.public, given.lists.not_people(given.language))
    return not any(is_form(word.key, each, endings) for each in known)
