"""The codebook: what each column of a dataset means, in every language of the round."""

from collections.abc import Iterator

from msgspec import Struct

from dialogs.answers import Outcome
from dialogs.questions import Question
from dialogs.questions.base import Level, Localised, Measure
from dialogs.round import Round


class Column(Struct, frozen=True, kw_only=True):
    """One column. `measure` is a question's `Measure`, or "id", "language" or "outcome"."""

    id: str
    file: str
    measure: str
    wording: Localised
    levels: tuple[Level, ...]


def codebook(round_: Round) -> tuple[Column, ...]:
    """Return all columns of both files of the dataset of `round_`, in their order."""
    return (*_about_the_response(round_), *_answers(round_), *_texts(round_))


def _about_the_response(round_: Round) -> Iterator[Column]:
    yield _plain("response", "responses.parquet", "id")
    yield _plain("language", "responses.parquet", "language", tuple(round_.languages))
    bands = tuple(
        Level(band.id, dict.fromkeys(round_.languages, band.label)) for band in round_.age_bands
    )
    yield Column(id="age", file="responses.parquet", measure="one", wording={}, levels=bands)


def _answers(round_: Round) -> Iterator[Column]:
    outcomes = tuple(outcome.value for outcome in Outcome)
    for question in round_.questions:
        if question.measure is not Measure.TEXT:
            yield _asked(question, "responses.parquet")
        yield _plain(f"{question.id}__outcome", "responses.parquet", "outcome", outcomes)


def _texts(round_: Round) -> Iterator[Column]:
    texts = [question for question in round_.questions if question.measure is Measure.TEXT]
    yield _plain("text", "texts.parquet", "id")
    levels = tuple(Level(question.id, question.text) for question in texts)
    yield Column(id="question", file="texts.parquet", measure="one", wording={}, levels=levels)
    yield _plain("language", "texts.parquet", "language", tuple(round_.languages))
    yield _plain("words", "texts.parquet", "text")


def _asked(question: Question, file: str) -> Column:
    return Column(
        id=question.id,
        file=file,
        measure=question.measure.value,
        wording=question.text,
        levels=question.levels(),
    )


def _plain(column: str, file: str, measure: str, levels: tuple[str, ...] = ()) -> Column:
    return Column(
        id=column,
        file=file,
        measure=measure,
        wording={},
        levels=tuple(Level(level, {}) for level in levels),
    )
