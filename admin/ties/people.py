"""What ties together those who took part and those who did not: who left, who was set apart.

- Whoever started has finished or left in one of the counted ways.
- The headline numbers with the quarantined are those without, and those of the quarantined alone.
"""

from collections.abc import Iterator

from admin.addresses import APART, EVERYONE, base_of, tally
from admin.analysis.counting import EVERYBODY, ORGANISATIONS, UnprotectedCounts
from admin.analysis.variables import QUARANTINED, Kind, Variable
from admin.cells import FINISHED, NOT, CellRef
from admin.suppression import Tie, adds_up

NOT_FINISHED = (ORGANISATIONS, QUARANTINED, "stopped", "unfinished", "withdrawn", "blocked")


def over_tallies(raw: UnprotectedCounts) -> Iterator[Tie[CellRef]]:
    """Yield that those who started and are not among the finished persons are in one of these.

    The tallies were counted as people came and went, so a restored backup can have lost some.
    """
    ways = tuple(tally(name) for name in NOT_FINISHED if name in raw.tallies)
    if "started" in raw.tallies:
        yield adds_up(tally("started"), (FINISHED, *ways))
    if "kept_unsent" in raw.tallies:
        yield Tie(((FINISHED, 1), (tally("kept_unsent"), -1)), 0, None)


def over_quarantined(raw: UnprotectedCounts) -> Iterator[Tie[CellRef]]:
    """Yield what ties the numbers with the quarantined to those without."""
    for variable in (raw.plan.variable(name) for name, category in raw.everyone if not category):
        base = base_of(raw, variable, EVERYBODY)
        for category in ("", *(one.id for one in variable.categories)):
            without = CellRef(variable.id, category) if category else base
            everyone = CellRef(variable.id, category, EVERYONE)
            yield adds_up(everyone, (without, everyone._replace(by=APART)))
        if base == FINISHED:
            yield adds_up(CellRef(variable.id, "", APART), (tally(QUARANTINED),))
        for by in (EVERYONE, APART):
            yield from _within_base(variable, by)


def _within_base(variable: Variable, by: str) -> Iterator[Tie[CellRef]]:
    base = CellRef(variable.id, "", by)
    parts = tuple(CellRef(variable.id, category.id, by) for category in variable.categories)
    if variable.kind is Kind.PARTS:
        yield adds_up(base, parts)
        return
    for part in parts:
        yield Tie(((base, 1), (part, -1)), 0, None)
        if by == APART:
            yield adds_up(base, (part, part._replace(category=NOT + part.category)))
