"""Differences between groups that are clear enough to be put into words.

A difference is stated when, for the groups with the highest and the lowest printed share,

- both shares are printed (each on a base of at least `Rule.percent_base`),
- they are at least `LEAST_GAP` points apart,
- they stay apart however the printed counts were rounded, and
- a two-proportion test on the printed counts gives less than 5 %, divided by the number of
  comparisons looked at (Bonferroni).

The test is a sieve against accidents. It says nothing about young people who did not take part.
How large a difference is, Cohen's h says: Cohen, "Statistical Power Analysis for the Behavioral
Sciences" (1988), chapter 6, whose small, medium and large are the words for it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import asin, sqrt
from statistics import NormalDist

from admin.analysis.variables import Category, Plan, Variable
from admin.disclosure import Protected, ProtectedCell, ProtectedTable

LEAST_GAP = 15
LEVEL = 0.05
MEDIUM, LARGE = 0.5, 0.8
"""Cohen's h from which a difference is called medium, or large."""


@dataclass(frozen=True)
class Difference:
    """One category, and the two groups of a breakdown that stand furthest apart on it."""

    variable: Variable
    category: Category
    by: Variable
    high: ProtectedCell
    low: ProtectedCell

    @property
    def gap(self) -> int:
        """The distance of the printed shares, in points."""
        return (self.high.percent or 0) - (self.low.percent or 0)

    @property
    def effect(self) -> float:
        """Cohen's h of the printed counts: the distance of the shares, stretched at both ends."""
        high, low = (2 * asin(sqrt(count / base)) for count, base in map(_printed, self._cells))
        return high - low

    @property
    def _cells(self) -> tuple[ProtectedCell, ProtectedCell]:
        return self.high, self.low


def differences(tables: Protected) -> list[Difference]:
    """Return the clear differences, the widest first."""
    pairs = list(_extremes(tables))
    critical = NormalDist().inv_cdf(1 - LEVEL / max(1, looked_at(tables)) / 2)
    clear = [pair for pair in pairs if pair.gap >= LEAST_GAP and _holds(pair, tables, critical)]
    return sorted(clear, key=lambda pair: -pair.gap)


def looked_at(tables: Protected) -> int:
    """Return how many pairs of groups are compared: each pair on each answer with both shares."""
    return sum(_comparisons(table) for table in _broken_down(tables))


def compared(table: ProtectedTable, category: Category) -> list[ProtectedCell]:
    """Return the cells of a category whose shares are printed, one for each named group."""
    cells = [table.cell(category.id, group) for group in table.groups if group[:1] != ":"]
    return [cell for cell in cells if cell.percent is not None]


def are_compared(variable: Variable, plan: Plan) -> bool:
    """Return whether groups are compared by it: of two ways of counting, by the merged one."""
    return variable.is_compared and all(variable.id != fine for _, fine in plan.merged)


def _broken_down(tables: Protected) -> Iterator[ProtectedTable]:
    for table in tables.tables.values():
        if table.by is not None and are_compared(table.variable, tables.plan):
            yield table


def _extremes(tables: Protected) -> Iterator[Difference]:
    for table in _broken_down(tables):
        for category in table.variable.substance:
            cells = sorted(compared(table, category), key=lambda cell: cell.percent or 0)
            if table.by is not None and len(cells) > 1:
                yield Difference(table.variable, category, table.by, cells[-1], cells[0])


def _comparisons(table: ProtectedTable) -> int:
    sizes = [len(compared(table, category)) for category in table.variable.substance]
    return sum(size * (size - 1) // 2 for size in sizes)


def _holds(pair: Difference, tables: Protected, critical: float) -> bool:
    high_count, high_base = _printed(pair.high)
    low_count, low_base = _printed(pair.low)
    slack = tables.rule.rounding // 2
    apart = (high_count - slack) / (high_base + slack) > (low_count + slack) / (low_base - slack)
    pooled = (high_count + low_count) / (high_base + low_base)
    error = sqrt(pooled * (1 - pooled) * (1 / high_base + 1 / low_base))
    gap = high_count / high_base - low_count / low_base
    return apart and error > 0 and gap / error > critical


def _printed(cell: ProtectedCell) -> tuple[int, int]:
    return cell.count or 0, cell.base or 0
