"""A figure that somebody typed beside one that the program writes: it looks like one of its own.

In "{number of …} of 600" the total is nobody's but the author's. So where a sentence holds a figure
or a strength word of a cell, the only other figures in it are dates and numbers such as 45/2019.
In other sentences a figure may be a sum, an age or a number of things.
"""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from functools import cache

from admin.formats import day
from admin.word_lists import amounts

_WRITTEN = "\0"
_ENDED = re.compile(r"(?<=[.!?…։])[”“»\"’)]*\s+")
_TOKEN = re.compile(r"\d+(?:[.,/:\u00a0\u202f-]+\d+)*|[^\W\d_]+")
"""A figure with all that is written in one with it, or a word; a ½ is one as well."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_WHOLE_DATE = re.compile(
    r"\d{1,2}([./-])[\u00a0\u202f]?\d{1,2}\1[\u00a0\u202f]?(?:19|20)\d\d"
    r"|(?:19|20)\d\d([.-])\d{1,2}\2\d{1,2}"
    r"|(?:19|20)\d\d\.?/\d\d"
    r"|\d+/(?:19|20)\d\d"
)
"""A day in figures, a school year, the number of a law."""
_LAST_DAY = 31
_NEAR = 3
"""Within how many words of a day its month or year stands."""
_SAME = 3
"""Letters by which a name of a month is known in any form."""


def sentences(pieces: Sequence[str | None]) -> Iterator[list[str | None]]:
    """Yield the pieces of each sentence; None stands for a figure that the program writes."""
    text = "".join(_WRITTEN if piece is None else piece for piece in pieces)
    for sentence in sentences_of(text):
        parts = re.split(f"({_WRITTEN})", sentence)
        yield [None if part == _WRITTEN else part for part in parts if part]


def sentences_of(text: str) -> list[str]:
    """Return the sentences of a text; the point of an ordinal such as "15. maja" ends none."""
    made: list[str] = []
    for part in _ENDED.split(text):
        if made and re.search(r"\d\.$", made[-1]) and (part[:1].islower() or part[:1].isdigit()):
            made[-1] += f" {part}"
        else:
            made.append(part)
    return made


def typed_beside(pieces: Sequence[str | None], language: str) -> str:
    """Return what is wrong with a figure typed beside one that the program writes; else nothing.

    Args:
        pieces: a text in its order, with None where the program writes a figure or strength word.
        language: of the text.
    """
    known = amounts(language)
    for sentence in sentences(pieces):
        if None not in sentence:
            continue
        found = next(_undated("".join(one or _WRITTEN for one in sentence), language), "")
        if not found and known and (share := known.share_with(sentence)):
            found = share.found
        if found:
            return f"“{found}” stands beside a figure of the tables, and names no cell."
    return ""


def _undated(sentence: str, language: str) -> Iterator[str]:
    """Yield each figure that is no part of a date and no number of a law."""
    tokens = _TOKEN.findall(sentence)
    for place, token in enumerate(tokens):
        if not token[0].isnumeric() or _YEAR.fullmatch(token) or _WHOLE_DATE.fullmatch(token):
            continue
        near = tokens[max(0, place - _NEAR) : place + _NEAR + 1]
        is_day = token.isdecimal() and 1 <= int(token) <= _LAST_DAY
        if not (is_day and any(_YEAR.fullmatch(one) or _is_month(one, language) for one in near)):
            yield token


def _is_month(word: str, language: str) -> bool:
    return word[:_SAME].casefold() in _months(language)


@cache
def _months(language: str) -> frozenset[str]:
    """Return how the names of the months begin, as the program writes them."""
    days = (day(dt.date(2027, month, 15), language) for month in range(1, 13))
    words = (word for one in days for word in re.findall(r"[^\W\d_]+", one))
    return frozenset(word[:_SAME].casefold() for word in words if len(word) >= _SAME)
