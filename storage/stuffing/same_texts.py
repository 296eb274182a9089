"""Texts that are nearly the same, found by MinHash in one pass over all of them.

A text becomes the set of its runs of five letters; each run is hashed, and the least hash in each
of 32 bins makes its signature ("one permutation hashing": Li, Owen and Zhang, NIPS 2012). Four bins
together are a band. Texts that share a band are copies of each other with changes: two that have 80
of 100 runs in common share one of the eight bands in 99 of 100 cases, two that have 30 of 100 in
common in 6. Nothing is compared pair by pair.

"More buses" is what many people think. Only a text of 60 letters and more counts: so long a
sentence is not written twice by chance.
"""

import unicodedata
import zlib
from collections.abc import Iterator, Mapping

from dialogs.answers import Answer
from dialogs.questions.base import Measure
from dialogs.round import Round

LEAST_LETTERS = 60
"""Letters and figures of the shortest text that is compared."""

LEAST_TIMES = 10
"""Texts that must share a band before it counts."""

_RUN_BYTES = 5 * 4
_BANDS = 8
_BINS_A_BAND = 4
_BINS = _BANDS * _BINS_A_BAND
_NOTHING = -1


def text_questions(round_: Round) -> tuple[str, ...]:
    """Return the questions that are answered with a text."""
    return tuple(one.id for one in round_.questions if one.measure is Measure.TEXT)


def bands_of(answers: Mapping[str, Answer], questions: tuple[str, ...]) -> Iterator[int]:
    """Yield the bands of every text that is long enough, as numbers."""
    for number, question in enumerate(questions):
        answer = answers.get(question)
        if answer is not None and isinstance(answer.value, str):
            yield from _bands(number, answer.value)


def _bands(question: int, text: str) -> Iterator[int]:
    letters = _letters(text)
    if len(letters) < LEAST_LETTERS:
        return
    signature = _signature(letters)
    for band in range(_BANDS):
        start = band * _BINS_A_BAND
        yield hash((question, band, *signature[start : start + _BINS_A_BAND]))


def _letters(text: str) -> str:
    """Return the letters and figures of a text, all that is easily varied taken out."""
    folded = unicodedata.normalize("NFKD", text.casefold())
    return "".join(filter(str.isalnum, folded))


def _signature(letters: str) -> list[int]:
    """Return the least hash in each bin; `_NOTHING` for an empty one."""
    data = letters.encode("utf-32-le")
    runs = {data[start : start + _RUN_BYTES] for start in range(0, len(data) - _RUN_BYTES + 1, 4)}
    least = [_NOTHING] * _BINS
    for value in sorted(map(zlib.crc32, runs), reverse=True):
        least[value % _BINS] = value
    return least
