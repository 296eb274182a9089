"""In which order answers are drawn, and which of them lead."""

from admin.analysis.variables import Category
from admin.disclosure import ProtectedCell, ProtectedTable


def ordered(table: ProtectedTable) -> list[Category]:
    """Return the answers by how often they were given, points and bands in their own order."""
    variable = table.variable
    answers = list(variable.substance)
    if not all(category.id.isdecimal() or category.span for category in answers):
        answers.sort(key=lambda category: _order(table.cell(category.id)))
    return [*answers, *(c for c in variable.categories if c not in answers)]


def leads(table: ProtectedTable, category: str) -> bool:
    """Return whether no answer has a larger share."""
    if table.cell(category).nearly_all:
        return True
    shares = [table.cell(c.id).percent or 0 for c in table.variable.substance]
    return table.cell(category).percent == max(shares, default=0)


def _order(cell: ProtectedCell) -> tuple[bool, int]:
    return not cell.nearly_all, -(cell.count or 0)
