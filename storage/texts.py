"""The texts of a dataset: taken out of the responses, in an order and under ids of their own.

Where the round asks whether words may be quoted, each text says so; see `storage.quotable`. Which
text is of which response is known here for a moment; only where the round says so is it kept for
longer, sealed (`storage.join`).
"""

import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import msgspec
import pyarrow as pa  # type: ignore[import-untyped]  # the package ships no types

from dialogs.answers import Answer
from dialogs.questions.base import Measure
from dialogs.round import Round
from dialogs.session import Respondent, Response
from storage.codebook import asked
from storage.quotable import Writer, quotable

_COLUMNS = pa.schema([(name, pa.string()) for name in ("text", "question", "language", "words")])
QUOTABLE = "quotable"
"""The column that says which texts may be quoted, in rounds that ask for it."""
_RESPONSES = msgspec.json.Decoder(Response)


Text = tuple[str, str, str]
"""What was typed: the id of its question, its language, the words."""


@dataclass(frozen=True)
class _Row:
    text: Text
    quotable: bool = False
    response: int | None = None


def texts_of(
    round_: Round, responses: Sequence[bytes], own: Sequence[Text], apart: Sequence[bool]
) -> tuple[pa.Table, dict[str, int]]:
    """Return the rows of `texts.parquet`: everything that was typed, in an order of chance.

    In a round that links them, each free text is also led by its id to the place of its response.

    Args:
        round_: the round as it was asked.
        responses: JSON of `Response`.
        own: the statements that participants added, which are in no response.
        apart: whether each response looks like stuffing.
    """
    typed = list(_typed(round_, responses))
    may = [False] * len(typed)
    if round_.may_quote:
        allowed = _allowed(responses, apart)
        writers = [Writer(one, text[0], text[1], yes=allowed[one]) for one, text in typed]
        may = quotable(writers, round_.publication.threshold)
    rows = [_Row(text) for text in own]
    rows += [_Row(text, yes, one) for (one, text), yes in zip(typed, may, strict=True)]
    secrets.SystemRandom().shuffle(rows)
    ids = new_ids(len(rows))
    table = _table(ids, rows, flagged=round_.may_quote)
    return table, dict(_linked(round_, ids, rows)) if round_.links_texts else {}


def _linked(round_: Round, ids: Sequence[str], rows: Sequence[_Row]) -> Iterator[tuple[str, int]]:
    """Yield the id of each answer to a question in own words, with the place of its response."""
    coded = {one.id for one in asked(round_) if one.measure is Measure.TEXT}
    for id_, row in zip(ids, rows, strict=True):
        if row.response is not None and row.text[0] in coded:
            yield id_, row.response


def _typed(round_: Round, responses: Sequence[bytes]) -> Iterator[tuple[int, Text]]:
    """Yield everything that is in the responses, with the place of its response."""
    measures = {one.id: one.measure for one in asked(round_)}
    for place, content in enumerate(responses):
        response = _RESPONSES.decode(content)
        for question, measure in measures.items():
            answer = response.answers.get(question)
            if answer is not None:
                for words in _words_in(answer, measure):
                    yield place, (question, response.language, words)


def _allowed(responses: Sequence[bytes], apart: Sequence[bool]) -> list[bool]:
    """Return of each response whether it is a person's, looks genuine, and holds a yes."""
    decoded = map(_RESPONSES.decode, responses)
    return [
        one.quotable and one.respondent is Respondent.PERSON and not stuffed
        for one, stuffed in zip(decoded, apart, strict=True)
    ]


def _table(ids: Sequence[str], rows: Sequence[_Row], *, flagged: bool) -> pa.Table:
    columns = zip(*(row.text for row in rows), strict=True) if rows else ((), (), ())
    table = pa.table(dict(zip(_COLUMNS.names, (ids, *columns), strict=True)), schema=_COLUMNS)
    if not flagged:
        return table
    return table.append_column(QUOTABLE, pa.array([row.quotable for row in rows], pa.bool_()))


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
