"""What `show_if` says about how many people were asked, for a reader who knows the round.

A condition on one question picks some of its categories: those asked are exactly their people.
Where several questions are looked at, `all` gives a most for each of its parts and `any` a least.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from admin.analysis.variables import AGE, DECLINED, LANGUAGE, SKIPPED, Kind, Plan
from dialogs.answers import Answer, Value, answered
from dialogs.conditions import Condition, Facts, holds, named
from dialogs.questions.base import Measure
from dialogs.round import Round

NOT_ASKED = "!"


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
        yield from _exactly(condition, looked_at.pop(), plan, round_)
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


def _exactly(condition: Condition, name: str, plan: Plan, round_: Round) -> Iterator[Part]:
    variable = next((one for one in plan.variables if one.id == name), None)
    if variable is None:
        return
    if condition.includes is not None:
        yield Part(name, (condition.includes,))
    elif variable.kind is Kind.PARTS and (not variable.question or _one_value(name, round_)):
        ids = [category.id for category in variable.categories]
        ids += [NOT_ASKED] if variable.conditional else []
        yield Part(name, tuple(id_ for id_ in ids if holds(condition, _facts(name, id_, round_))))


def _one_value(question: str, round_: Round) -> bool:
    return round_.question(question).measure in {Measure.ONE, Measure.SCALE}


def _facts(name: str, category: str, round_: Round) -> Facts:
    """Return what a condition sees of somebody in a category."""
    if name == AGE:
        band = next(one for one in round_.age_bands if one.id == category)
        return Facts({}, "", "", category, (band.least, band.most))
    given: dict[str, Answer] = {}
    if name != LANGUAGE and category not in {SKIPPED, DECLINED, NOT_ASKED}:
        scale = round_.question(name).measure is Measure.SCALE
        value: Value = int(category) if scale else category
        given = {name: answered(value)}
    return Facts(given, category if name == LANGUAGE else "", "", "", (0, None))
