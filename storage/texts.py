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


def texts_of(round_: Round, responses: Sequence[bytes]) -> pa.Table:
    """Return the rows of `texts.parquet`: everything that was typed, in an order of chance."""
    free_texts = {one.id: one.measure is Measure.TEXT for one in asked(round_)}
    texts: list[tuple[str, str, str]] = []
    for content in responses:
        response = _RESPONSES.decode(content)
        for question, free in free_texts.items():
            answer = response.answers.get(question)
            if answer is not None:
                words = _words_in(answer, free=free)
                texts.extend((question, response.language, one) for one in words)
    secrets.SystemRandom().shuffle(texts)
    columns = zip(*texts, strict=True) if texts else ((), (), ())
    rows = dict(zip(_COLUMNS.names, (new_ids(len(texts)), *columns), strict=True))
    return pa.table(rows, schema=_COLUMNS)


def new_ids(count: int) -> list[str]:
    """Return ids of chance: 32 hexadecimal digits each."""
    return [secrets.token_hex(16) for _ in range(count)]


def _words_in(answer: Answer, *, free: bool) -> Iterator[str]:
    """Yield what was typed: a free text, the words for "other", statements of one's own."""
    if free and answer.value is not None:
        yield str(answer.value)
    yield from answer.words.splitlines()
