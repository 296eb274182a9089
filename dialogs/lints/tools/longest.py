"""The answer to a question that takes most room where answers are shown again."""

from collections.abc import Callable

from dialogs.answers import Answer, answered
from dialogs.questions import (
    AnyQuestion,
    DatePart,
    FreeText,
    Number,
    PickMany,
    PickOne,
    Points,
    Ranking,
    Scale,
    Statements,
)
from dialogs.questions.options import OWN_WORDS_LIMIT, Option, WithOptions

WIDEST = "😀"
"""One character that somebody can type, and two of the units that Telegram counts."""

_OWN_WORDS = WIDEST * OWN_WORDS_LIMIT


def longest(question: AnyQuestion, language: str) -> Answer:
    """Return the longest answer; KeyError for a kind that has none."""
    return _LONGEST[type(question)](question, language)


def _one(question: PickOne, language: str) -> Answer:
    option = max(question.options, key=lambda one: _room(one, language))
    return answered(option.id, _OWN_WORDS if option.other else "")


def _widest(question: WithOptions, count: int, language: str) -> Answer:
    by_room = sorted(question.options, key=lambda one: _room(one, language), reverse=True)
    return answered(tuple(option.id for option in by_room[:count]), _OWN_WORDS)


def _votes(question: Statements, language: str) -> Answer:
    words = "\n".join([WIDEST * question.limit] * question.own)
    return answered({seed.id: 1 for seed in question.seeds}, words)


def _room(option: Option, language: str) -> int:
    return len(option.label[language]) + (2 * OWN_WORDS_LIMIT if option.other else 0)


_LONGEST: dict[type, Callable[..., Answer]] = {
    DatePart: lambda question, _: answered(str(question.earliest)),
    FreeText: lambda question, _: answered(WIDEST * question.limit),
    Number: lambda question, _: answered(question.most),
    PickMany: lambda question, language: _widest(question, question.ceiling, language),
    PickOne: _one,
    Points: lambda question, _: answered({one.id: question.total for one in question.options}),
    Ranking: lambda question, language: _widest(question, question.length, language),
    Scale: lambda question, _: answered(question.numbers[-1]),
    Statements: _votes,
}
