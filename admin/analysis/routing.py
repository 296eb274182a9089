"""What `show_if` says about how many people were asked, for a reader who knows the round.

A condition on one question picks some of its categories: those asked are exactly their people.
Where a band, or a merged part of a scale, holds numbers for which the condition is true and others
for which it is not, those asked are at least the people of the bands within, and at most those of
all bands that it touches.
Where several questions are looked at, `all` gives a most for each of its parts and `any` a least.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from admin.analysis.bands import LAST_YEAR
from admin.analysis.variables import (
    AGE,
    DECLINED,
    LANGUAGE,
    SKIPPED,
    Category,
    Kind,
    Plan,
    Variable,
    among_id,
    merged_id,
    points_id,
)
from dialogs.answers import Answer, Value, answered
from dialogs.conditions import Condition, Facts, comparisons, holds, named
from dialogs.questions import DatePart, Number, Points, Ranking
from dialogs.questions.base import Measure
from dialogs.questions.date_part import Precision
from dialogs.round import Round

NOT_ASKED = "!"
_MONTHS = range(1, 13)


@dataclass(frozen=True)
class Part:
    """Those asked, less the people of `categories`, are between `least` and `most`."""

    variable: str
    categories: tuple[str, ...]
    least: float | None = 0
    most: float | None = 0


def routed(condition: Condition, plan: Plan, round_: Round) -> Iterator[Part]:
    """Yield what is known of those asked; nothing where a condition is not about what is counted.

    `NOT_ASKED` among the categories stands for those who were not asked the question named.
    """
    looked_at = set(named(condition))
    if len(looked_at) == 1:
        yield from _of_one(condition, looked_at.pop(), plan, round_)
    elif condition.all_of is not None:
        for each in condition.all_of:
            yield from _bounds(each, plan, round_, most=True)
    elif condition.any_of is not None:
        for each in condition.any_of:
            yield from _bounds(each, plan, round_, most=False)


def _bounds(condition: Condition, plan: Plan, round_: Round, *, most: bool) -> Iterator[Part]:
    for part in routed(condition, plan, round_):
        if most and part.most == 0:
            yield Part(part.variable, part.categories, None, 0)
        if not most and part.least == 0:
            yield Part(part.variable, part.categories, 0, None)


def _of_one(condition: Condition, name: str, plan: Plan, round_: Round) -> Iterator[Part]:
    ways = [one for one in plan.variables if one.id in {name, merged_id(name)}]
    if ways and condition.includes is not None:
        yield including(name, condition.includes, plan, round_)
        return
    for variable in ways:
        if variable.kind is Kind.PARTS and _can_be_tried(condition, variable, round_):
            yield from _touched(condition, variable, round_)


def including(name: str, option: str, plan: Plan, round_: Round) -> Part:
    """Return that those asked are the people who chose an option, placed it, or gave it points."""
    question = round_.question(name)
    if isinstance(question, Points):
        points = plan.variable(points_id(name, option))
        some = (one.id for one in points.substance if one.span and one.span[0] > 0)
        return Part(points.id, tuple(some))
    if not isinstance(question, Ranking):
        return Part(name, (option,))
    among = among_id(name)
    if any(variable.id == among for variable in plan.variables):
        return Part(among, (option,))
    return Part(name, tuple(one.id for one in plan.variable(name).substance))


def _can_be_tried(condition: Condition, variable: Variable, round_: Round) -> bool:
    """Return whether each category says by itself, or in part, if the condition is true."""
    if not variable.question:
        return True
    if all(one.answered is not None for one in comparisons(condition)):
        return True
    measure = round_.question(variable.question).measure
    return measure in {Measure.ONE, Measure.SCALE, Measure.NUMBER, Measure.DATE}


def _touched(condition: Condition, variable: Variable, round_: Round) -> Iterator[Part]:
    within, touched = [], []
    for category in _every(variable):
        found = {
            holds(condition, facts) for facts in _possible(condition, variable, category, round_)
        }
        within += [category.id] if found == {True} else []
        touched += [category.id] if True in found else []
    if within == touched:
        yield Part(variable.id, tuple(within))
    else:
        yield Part(variable.id, tuple(within), 0, None)
        yield Part(variable.id, tuple(touched), None, 0)


def _every(variable: Variable) -> tuple[Category, ...]:
    gone = (Category(NOT_ASKED, {}),) if variable.conditional else ()
    return (*variable.categories, *gone)


def _possible(
    condition: Condition, variable: Variable, category: Category, round_: Round
) -> Iterator[Facts]:
    """Yield what a condition can see of somebody in a category, in all ways that matter."""
    name = variable.question or variable.id
    if name == AGE:
        band = next(one for one in round_.age_bands if one.id == category.id)
        yield Facts({}, "", "", category.id, (band.least, band.most))
    elif name == LANGUAGE:
        yield _facts({}, category.id)
    elif category.id in {SKIPPED, DECLINED, NOT_ASKED}:
        yield _facts({})
    else:
        for value in _values(condition, name, category, round_):
            yield _facts({name: answered(value)})


def _facts(given: dict[str, Answer], language: str = "") -> Facts:
    return Facts(given, language, "", "", (0, None))


def _values(condition: Condition, name: str, category: Category, round_: Round) -> Iterator[Value]:
    question = round_.question(name)
    if isinstance(question, Number) and category.span is not None:
        yield from _numbers(condition, category.span, question.decimals)
    elif isinstance(question, DatePart) and category.span is not None:
        yield from _dates(condition, category.span, question)
    elif question.measure is Measure.SCALE:
        yield from map(int, category.levels)
    else:
        yield from category.levels or ("",)


def _numbers(condition: Condition, span: tuple[float, float], decimals: int) -> Iterator[float]:
    """Yield the ends of a band, and what lies at and beside each number that is compared with."""
    least, most = span
    yield from span
    for bound in _bounds_in(condition):
        if isinstance(bound, int | float):
            beside = (round(bound + step * 10**-decimals, decimals) for step in (-1, 0, 1))
            yield from (value for value in beside if least <= value <= most)


def _dates(condition: Condition, span: tuple[float, float], question: DatePart) -> Iterator[str]:
    """Yield what can be answered in the years at the ends of a band, and near what is compared."""
    years = {int(span[0]), int(span[1])}
    for bound in _bounds_in(condition):
        year = int(str(bound)[:4]) if str(bound)[:4].isdecimal() else LAST_YEAR
        years |= {one for one in (year - 1, year, year + 1) if span[0] <= one <= span[1]}
    first, last = str(question.earliest), str(question.latest or LAST_YEAR)
    for year in sorted(years):
        for date in _in_year(year, question.precision):
            if first <= date[: len(first)] and date[: len(last)] <= last:
                yield date


def _in_year(year: int, precision: Precision) -> list[str]:
    return [str(year)] if precision is Precision.YEAR else [f"{year}-{m:02}" for m in _MONTHS]


def _bounds_in(condition: Condition) -> Iterator[str | int | float]:
    for one in comparisons(condition):
        for bound in (one.equals, one.is_not, one.at_least, one.at_most):
            if bound is not None:
                yield bound
