"""The texts of a dataset: taken out of the responses, in an order and under ids of their own."""

import secrets
from collections.abc import Iterator, Sequence

import msgspec
import pyarrow as pa  # type: ignore[import-untyped]  # the package ships no types

from dialogs.answers import Answer
from dialogs.questions.base import Measure
from dialogs.round import Round
from dialogs.session import Response
from storage.codebook import asked

_COLUMNS = pa.schema([(name, pa.string()) for name in ("text", "question", "language", "words")])
_RESPONSES = msgspec.json.Decoder(Response)


Text = tuple[str, str, str]
"""What was typed: the id of its question, its language, the words."""


def texts_of(round_: Round, responses: Sequence[bytes], own: Sequence[Text]) -> pa.Table:
    """Return the rows of `texts.parquet`: everything that was typed, in an order of chance.

    `own` are the statements that participants added, which are in no response.
    """
    measures = {one.id: one.measure for one in asked(round_)}
    texts = list(own)
    for content in responses:
        response = _RESPONSES.decode(content)
        for question, measure in measures.items():
            answer = response.answers.get(question)
            if answer is not None:
                words = _words_in(answer, measure)
                texts.extend((question, response.language, one) for one in words)
    secrets.SystemRandom().shuffle(texts)
    columns = zip(*texts, strict=True) if texts else ((), (), ())
    rows = dict(zip(_COLUMNS.names, (new_ids(len(texts)), *columns), strict=True))
    return pa.table(rows, schema=_COLUMNS)


def new_ids(count: int) -> list[str]:
    """Return ids of chance: 32 hexadecimal digits each."""
    return [secrets.token_hex(16) for _ in range(count)]


def _words_in(answer: Answer, measure: Measure) -> Iterator[str]:
    """Yield what was typed: a free text, or the words for "other".

    Statements of one's own come apart; where an earlier version of the program left them in a
    response as well, they are not taken twice.
    """
    if measure is Measure.TEXT and answer.value is not None:
        yield str(answer.value)
    if measure is not Measure.VOTES:
        yield from answer.words.splitlines()
