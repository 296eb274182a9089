"""The codebook: what each column of a dataset means, in every language of the round."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from dialogs.answers import Outcome
from dialogs.questions import FreeText, Question, Statements
from dialogs.questions.base import Level, Localised, Measure, Statement
from dialogs.questions.options import WithOptions
from dialogs.round import Round
from dialogs.session import Respondent
from storage.quotable import RULE as QUOTABLE_RULE
from storage.stuffing import RULE


class Column(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One column; `measure` is a question's, id, respondent, language, yes_no or outcome.

    `rule` says how the program came to it, where nobody answered it.
    """

    id: str
    file: str
    measure: str
    wording: Localised
    levels: tuple[Level, ...]
    rule: str = ""


Added = Mapping[str, tuple[Statement, ...]]
"""The statements that participants added and a moderator let through, by question."""


def codebook(round_: Round, added: Added) -> tuple[Column, ...]:
    """Return all columns of both files of the dataset of `round_`, in their order."""
    return (*_about_the_response(round_), *_answers(round_, added), *_texts(round_))


def asked(round_: Round) -> tuple[Question, ...]:
    """Return the questions that have columns: those that ask something."""
    return tuple(one for one in round_.questions if one.measure is not Measure.NOTHING)


def _about_the_response(round_: Round) -> Iterator[Column]:
    yield _plain("response", "responses.parquet", "id")
    respondents = tuple(respondent.value for respondent in Respondent)
    yield _plain("respondent", "responses.parquet", "respondent", respondents)
    yield _plain("language", "responses.parquet", "language", tuple(round_.languages))
    bands = tuple(
        Level(band.id, dict.fromkeys(round_.languages, band.label)) for band in round_.age_bands
    )
    yield Column(id="age", file="responses.parquet", measure="one", wording={}, levels=bands)
    yield _plain("invited", "responses.parquet", "yes_no")
    yield Column(
        id="quarantined",
        file="responses.parquet",
        measure="yes_no",
        wording={},
        levels=(),
        rule=RULE,
    )


def _answers(round_: Round, added: Added) -> Iterator[Column]:
    outcomes = tuple(outcome.value for outcome in Outcome)
    for question in asked(round_):
        if question.measure is not Measure.TEXT:
            yield _asked(question, "responses.parquet", added.get(question.id, ()))
        yield _plain(f"{question.id}__outcome", "responses.parquet", "outcome", outcomes)


def _texts(round_: Round) -> Iterator[Column]:
    texts = [question for question in asked(round_) if _takes_words(question)]
    yield _plain("text", "texts.parquet", "id")
    levels = tuple(Level(question.id, question.text) for question in texts)
    yield Column(id="question", file="texts.parquet", measure="one", wording={}, levels=levels)
    yield _plain("language", "texts.parquet", "language", tuple(round_.languages))
    yield _plain("words", "texts.parquet", "text")
    if round_.may_quote:
        yield Column(
            id="quotable",
            file="texts.parquet",
            measure="yes_no",
            wording={},
            levels=(),
            rule=QUOTABLE_RULE,
        )


def _takes_words(question: Question) -> bool:
    if isinstance(question, WithOptions):
        return any(option.other for option in question.options)
    return isinstance(question, FreeText) or (isinstance(question, Statements) and question.own > 0)


def _asked(question: Question, file: str, added: tuple[Statement, ...]) -> Column:
    statements = (*question.seeds, *added) if isinstance(question, Statements) else ()
    votes = tuple(Level(one.id, one.text) for one in statements)
    return Column(
        id=question.id,
        file=file,
        measure=question.measure.value,
        wording=question.text,
        levels=votes or question.levels(),
    )


def _plain(column: str, file: str, measure: str, levels: tuple[str, ...] = ()) -> Column:
    return Column(
        id=column,
        file=file,
        measure=measure,
        wording={},
        levels=tuple(Level(level, {}) for level in levels),
    )
