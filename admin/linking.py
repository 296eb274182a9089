"""Every number of a round under its address, and what ties them together.

The numbers are exact: only `admin.disclosure` asks for them, to decide what may be shown.
"""

from collections.abc import Iterator
from typing import NamedTuple

from admin.analysis.counting import EVERYBODY, ORGANISATIONS, Group, UnprotectedCounts
from admin.analysis.variables import QUARANTINED, Kind, Plan, Variable
from admin.suppression import Counted, Sum
from admin.with_and_without import Compared, Pair


class CellRef(NamedTuple):
    """The address of a cell.

    An empty category is the base of the row; no breakdown and no group is everybody.
    """

    variable: str
    category: str = ""
    by: str = ""
    group: str = ""


FINISHED = CellRef("finished")
TALLY = "tally"
NOT_FINISHED = (ORGANISATIONS, QUARANTINED, "stopped", "unfinished", "withdrawn", "blocked")
EVERYONE = ":everyone"
"""Stands for the breakdown where a cell holds the quarantined as well."""
_APART = ":apart"
"""Stands for it where a cell holds the quarantined alone; such a cell is never shown."""


def tally(name: str) -> CellRef:
    """Return the address of a number about people who have no response in the dataset."""
    return CellRef(TALLY, name)


def linked(raw: UnprotectedCounts) -> Counted[CellRef]:
    """Return all cells of a round with every sum and share that ties them together."""
    counts = dict(counts_of(raw))
    sums = [*_over_tallies(raw), *_over_categories(raw), *_over_groups(raw), *_over_unions(raw)]
    return Counted(counts, sums, dict(_within(raw)), frozenset({FINISHED}))


def compared_of(raw: UnprotectedCounts, counted: Counted[CellRef]) -> Compared[CellRef]:
    """Return the headline numbers with the quarantined, tied to all numbers without them."""
    counts, within, sums = dict(counted.counts), dict(counted.within), list(counted.sums)
    counts |= dict(counts_of_everyone(raw))
    questions = []
    for name in (variable for variable, category in raw.everyone if not category):
        variable = raw.plan.variable(name)
        base = _pair(raw, variable, "")
        pairs = [_pair(raw, variable, category.id) for category in variable.categories]
        sums += [Sum(one.everyone, (one.without, one.apart)) for one in (base, *pairs)]
        if counts[base.apart] == raw.tallies[QUARANTINED]:
            sums.append(Sum(base.apart, (tally(QUARANTINED),)))
        if variable.kind is Kind.PARTS:
            sums.append(Sum(base.everyone, tuple(one.everyone for one in pairs)))
            sums.append(Sum(base.apart, tuple(one.apart for one in pairs)))
        else:
            within |= {one.everyone: base.everyone for one in pairs}
            within |= {one.apart: base.apart for one in pairs}
        questions.append((base, *pairs))
    return Compared(Counted(counts, sums, within, counted.kept), questions)


def _pair(raw: UnprotectedCounts, variable: Variable, category: str) -> Pair[CellRef]:
    base = base_of(raw, variable, EVERYBODY)
    without = CellRef(variable.id, category) if category else base
    names = (variable.id, category)
    return Pair(without, CellRef(*names, EVERYONE), CellRef(*names, _APART))


def counts_of_everyone(raw: UnprotectedCounts) -> Iterator[tuple[CellRef, int]]:
    """Yield the headline numbers with the quarantined, and those of the quarantined alone."""
    for (variable, category), number in raw.everyone.items():
        whole = (variable, EVERYBODY)
        without = raw.counts[variable, category, EVERYBODY] if category else raw.asked[whole]
        yield CellRef(variable, category, EVERYONE), number
        yield CellRef(variable, category, _APART), number - without


def tables_of(plan: Plan) -> Iterator[tuple[Variable, str]]:
    """Yield every table of a plan: its variable, and its breakdown or ""."""
    yield from ((variable, "") for variable in plan.variables)
    yield from ((plan.variable(variable), by) for variable, by in plan.pairs)


def groups_of(plan: Plan, by: str) -> list[Group]:
    """Return the rows of a table."""
    return [(by, c.id) for c in plan.grouping(by).categories] if by else [EVERYBODY]


def base_of(raw: UnprotectedCounts, variable: Variable, group: Group) -> CellRef:
    """Return the cell that a row is a share of.

    When everybody was asked it is the group itself, so that one number is published once.
    """
    size = FINISHED if group == EVERYBODY else CellRef(group[0], group[1])
    everybody = raw.asked[variable.id, EVERYBODY] == raw.finished
    return size if everybody else CellRef(variable.id, "", *group)


def counts_of(raw: UnprotectedCounts) -> Iterator[tuple[CellRef, int]]:
    """Yield every number without the quarantined."""
    yield FINISHED, raw.finished
    yield from ((tally(name), number) for name, number in raw.tallies.items())
    for (variable, category, group), number in raw.counts.items():
        yield CellRef(variable, category, *group), number
    for (variable, group), number in raw.asked.items():
        if raw.asked[variable, EVERYBODY] != raw.finished:
            yield CellRef(variable, "", *group), number


def _over_tallies(raw: UnprotectedCounts) -> Iterator[Sum[CellRef]]:
    """Those who started and are not among the finished persons are in one of these."""
    ways = tuple(tally(name) for name in NOT_FINISHED if name in raw.tallies)
    if "started" in raw.tallies:
        yield Sum(tally("started"), (FINISHED, *ways))


def _over_categories(raw: UnprotectedCounts) -> Iterator[Sum[CellRef]]:
    for variable, by in tables_of(raw.plan):
        for group in groups_of(raw.plan, by) if variable.kind is Kind.PARTS else ():
            parts = tuple(CellRef(variable.id, c.id, *group) for c in variable.categories)
            yield Sum(base_of(raw, variable, group), parts)


def _over_groups(raw: UnprotectedCounts) -> Iterator[Sum[CellRef]]:
    for variable, by in tables_of(raw.plan):
        rows = [category.id for category in variable.categories]
        if raw.asked[variable.id, EVERYBODY] != raw.finished:
            rows.append("")
        for row in rows if by else ():
            parts = tuple(CellRef(variable.id, row, *group) for group in groups_of(raw.plan, by))
            yield Sum(CellRef(variable.id, row), parts)


def _over_unions(raw: UnprotectedCounts) -> Iterator[Sum[CellRef]]:
    """A merged category, or a joined group, holds those of the categories it gathers."""
    for merged, fine in raw.plan.merged:
        yield from _unions(raw.plan.variable(merged), fine)
    for grouping in raw.plan.groupings:
        yield from _unions(grouping, grouping.id)


def _unions(gathered: Variable, fine: str) -> Iterator[Sum[CellRef]]:
    for category in gathered.substance:
        parts = tuple(CellRef(fine, level) for level in category.levels)
        if parts != (CellRef(gathered.id, category.id),):
            yield Sum(CellRef(gathered.id, category.id), parts)


def _within(raw: UnprotectedCounts) -> Iterator[tuple[CellRef, CellRef]]:
    for variable, by in tables_of(raw.plan):
        for group in groups_of(raw.plan, by) if variable.kind is Kind.SEVERAL else ():
            for category in variable.categories:
                ref = CellRef(variable.id, category.id, *group)
                yield ref, base_of(raw, variable, group)
