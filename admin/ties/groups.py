"""What ties groups to everybody, and the ways of counting one question to each other.

- The groups of a breakdown add up to everybody; a merged category or a joined group is the sum of
  what it gathers; "no answer" is one number, however its question is counted.
- Small groups are joined one after the other, in declared order, by how many people each holds.
"""

from collections.abc import Iterator

from admin.addresses import asked_apart, groups_of, is_apart, size_of, tables_of
from admin.analysis.counting import EVERYBODY, Group, UnprotectedCounts
from admin.analysis.statements import are_groups
from admin.analysis.variables import DECLINED, LANGUAGE, SKIPPED, Plan, Variable
from admin.cells import NOT, CellRef
from admin.merging import Members, steps
from admin.suppression import Rule, Tie, adds_up
from dialogs.round import Round


def over_groups(raw: UnprotectedCounts) -> Iterator[Tie[CellRef]]:
    """Yield that groups add up to everybody, or to less if not all were asked for their group.

    Opinion groups are another matter: they are those who have voted. So are groups of coded texts
    but for their languages: see `admin.ties.themes`.
    """
    for variable, by in tables_of(raw.plan):
        if not by or are_groups(by) or (variable.of_texts and by != LANGUAGE):
            continue
        rows = [category.id for category in variable.categories]
        if asked_apart(raw, variable):
            rows += ["", NOT]
        most = None if asked_apart(raw, raw.plan.variable(by)) else 0
        for row in rows:
            groups = groups_of(raw.plan, variable, by)
            parts = [CellRef(variable.id, row, *group) for group in groups]
            parts += _never_asked(raw.plan, variable, by) if row == NOT else []
            whole = CellRef(variable.id, row)
            yield Tie(((whole, 1), *((part, -1) for part in parts)), 0, most)


def _never_asked(plan: Plan, variable: Variable, by: str) -> list[CellRef]:
    """Return the sizes of the groups that cannot have been asked."""
    every = (category.id for category in plan.grouping(by).categories)
    return [size_of((by, one)) for one in every if (variable.id, by, one) in plan.absent]


def over_unions(raw: UnprotectedCounts) -> Iterator[Tie[CellRef]]:
    """A merged category, or a joined group, holds those of the categories it gathers."""
    for merged, fine in raw.plan.merged:
        variable = raw.plan.variable(merged)
        for group in _everywhere(raw.plan, variable):
            yield from _unions(variable, fine, group)
    for grouping in raw.plan.groupings:
        yield from _unions(grouping, grouping.id, EVERYBODY)


def _unions(gathered: Variable, fine: str, group: Group) -> Iterator[Tie[CellRef]]:
    for category in gathered.substance:
        parts = tuple(CellRef(fine, level, *group) for level in category.levels)
        whole = CellRef(gathered.id, category.id, *group)
        if parts != (whole,):
            yield adds_up(whole, parts)


def _everywhere(plan: Plan, variable: Variable) -> Iterator[Group]:
    """Yield everybody and every group that there can be; not every variable is counted in each."""
    for by in ("", *plan.breakdowns):
        yield from groups_of(plan, variable, by)


def same_number(raw: UnprotectedCounts) -> Iterator[Tie[CellRef]]:
    """Yield that a question has one "no answer" and one base, whichever way it is counted."""
    for variable in raw.plan.variables:
        if variable.question in {"", variable.id} or is_apart(variable):
            continue
        for group in _everywhere(raw.plan, variable):
            for category in ("", NOT, SKIPPED, DECLINED):
                other = CellRef(variable.question, category, *group)
                yield adds_up(CellRef(variable.id, category, *group), (other,))


def over_joined(raw: UnprotectedCounts, round_: Round, rule: Rule) -> Iterator[Tie[CellRef]]:
    """Yield what the joining of groups tells: at each step, which were large, and which was not.

    Whoever sees that options were put together knows only that one of them was too small. That it
    was the first of those that were is one way in which it can be; what is safe there is safe.
    """
    least = rule.least_shown_as(rule.percent_base)
    for by in raw.plan.compared:
        for step in steps(raw, by, round_, rule):
            for members in step.large:
                yield Tie(_people(by, members), least, None)
            if step.small is not None:
                yield Tie(_people(by, step.small), None, least - 1)


def _people(by: str, members: Members) -> tuple[tuple[CellRef, int], ...]:
    return tuple((CellRef(by, one), 1) for one in members)
