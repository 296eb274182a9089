"""What `show_if` tells of who was asked a question.

Where it looks at one question, those who were asked are the people of certain categories; where it
looks at several, they are at most, or at least, the people of each part.
"""

from collections.abc import Iterator
from dataclasses import replace

from admin.addresses import groups_of, is_apart, size_of
from admin.analysis.counting import EVERYBODY, Group, UnprotectedCounts
from admin.analysis.routing import Part, routed
from admin.analysis.variables import Plan
from admin.cells import NOT, CellRef
from admin.suppression import Tie
from admin.ties.themes import groups_of_writers, wrote
from dialogs.round import Round


def over_routes(raw: UnprotectedCounts, round_: Round) -> Iterator[Tie[CellRef]]:
    """Yield who was asked a question, as far as `show_if` looks at what is counted."""
    for variable in raw.plan.variables:
        condition = round_.question(variable.question).show_if if variable.question else None
        if condition is None or is_apart(variable):
            continue
        parts = list(routed(condition, raw.plan, round_))
        for by in ("", *raw.plan.breakdowns):
            for group in groups_of(raw.plan, variable, by):
                asked = CellRef(variable.id, "", *group)
                yield from (_route(asked, part, group, raw.plan) for part in parts)
    yield from _over_writers(raw, round_)


def _over_writers(raw: UnprotectedCounts, round_: Round) -> Iterator[Tie[CellRef]]:
    """Yield that whoever wrote something, in a group that themes are counted in, was asked."""
    for variable, group in groups_of_writers(raw):
        condition = round_.question(variable.question).show_if
        for part in routed(condition, raw.plan, round_) if condition else ():
            if part.most == 0:
                yield _route(wrote(variable, group), replace(part, least=None), group, raw.plan)


def _route(asked: CellRef, part: Part, group: Group, plan: Plan) -> Tie[CellRef]:
    """Return that those asked are, or are at most or at least, the people of some categories."""
    people = [CellRef(part.variable, category, *group) for category in part.categories]
    if group != EVERYBODY and part.variable == group[0]:
        levels = plan.grouping(group[0]).category(group[1]).levels or (group[1],)
        people = [CellRef(part.variable, one) for one in levels if one in part.categories]
    elif (part.variable, *group) in plan.absent:
        people = [size_of(group)] if NOT in part.categories else []
    return Tie(((asked, 1), *((ref, -1) for ref in people)), part.least, part.most)
