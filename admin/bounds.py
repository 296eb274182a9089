"""Between what numbers of people, and what shares, a cell lies by what is published beside it.

A printed number is a rounded one; words such as "nearly all" have a least; a hidden cell is
anything from nobody to its base. Where answers exclude each other, those beside it say more.
"""

from dataclasses import dataclass

from admin.analysis.variables import Kind
from admin.disclosure import ProtectedCell, ProtectedTable
from admin.suppression import Rule


@dataclass(frozen=True)
class Bounds:
    """The fewest and the most people of a cell, both included, and of its base."""

    least: int
    most: int
    least_base: int
    most_base: int

    @property
    def least_share(self) -> float:
        """The smallest share, 0 to 1."""
        return self.least / self.most_base if self.most_base else 0.0

    @property
    def most_share(self) -> float:
        """The largest share, 0 to 1."""
        return min(1.0, self.most / self.least_base) if self.least_base else 1.0


def bounds(table: ProtectedTable, category: str, group: str, rule: Rule) -> Bounds | None:
    """Return the bounds of a cell; None where its base is hidden, so that nothing is known."""
    base = table.base(group).count
    if base is None:
        return None
    least_base, most_base = rule.behind(base)
    least, most = _alone(table.cell(category, group), most_base, rule)
    if table.variable.kind is Kind.PARTS:
        others = [
            _alone(table.cell(one.id, group), most_base, rule)
            for one in table.variable.categories
            if one.id != category
        ]
        most = min(most, most_base - sum(low for low, _ in others))
        least = max(least, least_base - sum(high for _, high in others))
    return Bounds(least, most, least_base, most_base)


def _alone(cell: ProtectedCell, most_base: int, rule: Rule) -> tuple[int, int]:
    """Return what is printed of a cell by itself."""
    if cell.count is not None:
        return rule.behind(cell.count)
    if cell.nearly_all and cell.base is not None:
        return rule.nearly_all_of(cell.base), most_base
    return 0, most_base
