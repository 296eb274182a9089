"""Whether an answer can be given to a question at all: written apart from the engine.

It knows the round and the answers, not how they were given.
"""

from collections.abc import Collection, Mapping

from dialogs.answers import Answer, Outcome
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
from dialogs.questions.options import WithOptions


def plausible(question: AnyQuestion, answer: Answer, answers: Mapping[str, Answer]) -> bool:
    """Return whether somebody with these answers can have given this one."""
    if answer.outcome is not Outcome.ANSWERED:
        return answer.value is None and not answer.words and _may(question, answer.outcome)
    if isinstance(question, WithOptions):
        return _options(question, answer, _offered(question, answers))
    return _plain(question, answer)


def _may(question: AnyQuestion, outcome: Outcome) -> bool:
    if outcome is Outcome.SKIPPED:
        return not question.required
    return outcome is Outcome.DECLINED and (question.may_decline or question.required)


def _offered(question: WithOptions, answers: Mapping[str, Answer]) -> set[str]:
    source = answers.get(question.filter_by)
    value = source.value if source else None
    if value is None:
        return {option.id for option in question.options}
    if isinstance(value, dict):
        value = tuple(name for name, points in value.items() if points > 0)
    chosen = set(value) if isinstance(value, tuple) else {value}
    return {
        option.id
        for option in question.options
        if not option.belongs_to or chosen & set(option.belongs_to)
    }


def _options(question: WithOptions, answer: Answer, offered: Collection[str]) -> bool:
    value = answer.value
    others = {option.id for option in question.options if option.other}
    alone = {option.id for option in question.options if option.exclusive}
    match question, value:
        case PickOne(), str():
            return value in offered and (not answer.words or value in others)
        case PickMany(), tuple():
            enough = question.least <= len(value) <= question.ceiling
            single = bool(alone & set(value))
            return (
                set(value) <= set(offered)
                and len(set(value)) == len(value)
                and (len(value) == 1 if single else enough)
                and (not answer.words or bool(others & set(value)))
            )
        case Ranking(), tuple():
            length = min(question.length, len(offered))
            return set(value) <= set(offered) and len(value) == len(set(value)) == length
        case Points(), dict():
            total = sum(value.values())
            return set(value) == set(offered) and total == question.total
    return False


def _plain(question: AnyQuestion, answer: Answer) -> bool:
    value = answer.value
    match question, value:
        case Scale(), int():
            return value in question.numbers
        case Number(), int() | float():
            return question.least <= value <= question.most
        case DatePart(), str():
            return len(value) == (4 if question.precision == "year" else 7)
        case FreeText(), str():
            return 0 < len(value) <= question.limit
        case Statements(), dict():
            ids = {seed.id for seed in question.seeds}
            own = answer.words.splitlines()
            voted = set(value) <= ids and set(value.values()) <= {1, 0, -1}
            return voted and len(value) <= question.most and len(own) <= question.own
    return False
