"""The words in which a round itself speaks: of its topic, its options, who asks and who decides.

A town that a round asks about tells nothing about who names it, and an answer without it ("[place]
needs buses") says less. So such words are kept in typed texts. Names of people are taken out
nevertheless, and the words of the consent and of the help lines count for nothing here.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

import msgspec

from dialogs.folding import keys
from dialogs.round import Round

_WORD = re.compile(r"[^\W\d_]{3,}")


@lru_cache(maxsize=64)
def words_of(round_: Round) -> frozenset[str]:
    """Return the keys of the words that begin with no small letter, in all languages."""
    said = (
        round_.public_label,
        round_.purpose,
        round_.organiser.name,
        round_.addressee,
        round_.questions,
        round_.publication.asks,
    )
    words = {word for text in _texts(said) for word in _WORD.findall(text)}
    return frozenset(key for word in words if not word[0].islower() for key in keys(word))


def _texts(part: object) -> Iterator[str]:
    """Yield all texts in a part of a round: the values of every mapping by language."""
    if isinstance(part, msgspec.Struct):
        for name in part.__struct_fields__:
            yield from _texts(getattr(part, name))
    elif isinstance(part, tuple):
        for one in part:
            yield from _texts(one)
    elif isinstance(part, dict):
        yield from (text for text in part.values() if isinstance(text, str))
