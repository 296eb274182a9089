"""Which values a question can have, as far as conditions and filters tell them apart."""

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

from msgspec import Struct

from dialogs.answers import Value
from dialogs.conditions import Condition
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

MOST_MENTIONED = 10
"""Of more options than this, not every combination is tried."""


class TooManyError(Exception):
    """There are too many possibilities to try them all."""


class Looked(Struct, frozen=True):
    """What is looked at: comparisons with this question, and options that decide elsewhere."""

    compared: Sequence[Condition]
    filtered: frozenset[str]

    @property
    def mentioned(self) -> frozenset[str]:
        """The options that make a difference to anybody."""
        return self.filtered | {one.includes for one in self.compared if one.includes is not None}

    @property
    def bounds(self) -> list[str | int | float]:
        """Everything that the question is compared with."""
        found = ((one.equals, one.is_not, one.at_least, one.at_most) for one in self.compared)
        return [bound for bounds in found for bound in bounds if bound is not None]


def possible(
    question: AnyQuestion, compared: Sequence[Condition], filtered: frozenset[str]
) -> Iterator[Value]:
    """Yield values that can be given: at least one for each way to be told apart.

    Of a question with several options a value holds only those that somebody looks at.

    Raises:
        TooManyError: there are too many combinations.
    """
    values = _VALUES.get(type(question))
    return values(question, Looked(compared, filtered)) if values else iter(())


def _one(question: PickOne, looked: Looked) -> Iterator[Value]:
    yield from (option.id for option in question.options)


def _points_of(question: Scale, looked: Looked) -> Iterator[Value]:
    yield from question.numbers


def _numbers(question: Number, looked: Looked) -> Iterator[Value]:
    """Yield the ends of the range, and each number that is compared with, and its neighbours."""
    step = 10**-question.decimals if question.decimals else 1
    bounds = [bound for bound in looked.bounds if isinstance(bound, int | float)]
    near = [round(bound + way, question.decimals) for bound in bounds for way in (-step, 0, step)]
    for number in (question.least, question.most, *bounds, *near):
        whole = number == round(number, question.decimals)
        if question.least <= number <= question.most and whole:
            yield number if question.decimals else int(number)


def _dates(question: DatePart, looked: Looked) -> Iterator[Value]:
    """Yield every year, or every month, that can be chosen; without an end, until 2100."""
    last = str(question.latest) if question.latest is not None else "2100-12"
    first = str(question.earliest)
    for year in range(int(first[:4]), int(last[:4]) + 1):
        months = [f"{year}-{month:02}" for month in range(1, 13)]
        for part in [str(year)] if question.precision == "year" else months:
            if first <= part[: len(first)] and part[: len(last)] <= last:
                yield part


def _text(question: FreeText, looked: Looked) -> Iterator[Value]:
    """Yield a text that nothing is compared with, and every text that something is."""
    yield "…"
    yield from (bound for bound in looked.bounds if isinstance(bound, str))


def _votes(question: Statements, looked: Looked) -> Iterator[Value]:
    yield {question.seeds[0].id: 1}


def _shares(question: Points, looked: Looked) -> Iterator[Value]:
    """Every option that was shown is in the value, with 0 if need be."""
    yield {option.id: 1 for option in question.options}
    yield from ({},) if question.filter_by else ()


def _choices(question: PickMany, looked: Looked) -> Iterator[Value]:
    """Yield what can be chosen of the options that matter, beside any of the others."""
    exclusive = {option.id for option in question.options if option.exclusive}
    others = {option.id for option in question.options} - looked.mentioned
    for chosen in _subsets(looked.mentioned):
        if exclusive.intersection(chosen):
            fits = len(chosen) == 1
        else:
            most = min(question.ceiling, len(chosen) + len(others - exclusive))
            enough = max(question.least, len(chosen), 1) <= most
            fits = enough or (not chosen and bool(others & exclusive))
        if fits:
            yield chosen


def _rankings(question: Ranking, looked: Looked) -> Iterator[Value]:
    others = len(question.options) - len(looked.mentioned)
    for chosen in _subsets(looked.mentioned):
        if len(chosen) <= question.length <= len(chosen) + others or question.filter_by:
            yield chosen


def _subsets(mentioned: frozenset[str]) -> Iterator[tuple[str, ...]]:
    if len(mentioned) > MOST_MENTIONED:
        raise TooManyError
    for size in range(len(mentioned) + 1):
        yield from combinations(sorted(mentioned), size)


_VALUES: dict[type, Callable[..., Iterator[Value]]] = {
    DatePart: _dates,
    FreeText: _text,
    Number: _numbers,
    PickMany: _choices,
    PickOne: _one,
    Points: _shares,
    Ranking: _rankings,
    Scale: _points_of,
    Statements: _votes,
}
"""How each kind's values are found; `info` has none."""
