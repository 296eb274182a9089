"""In which order answers are drawn, and which of them lead."""

from admin.analysis.variables import Category
from admin.claims.superlatives import LEADS, Superlative, holds
from admin.disclosure import Protected, ProtectedCell, ProtectedTable


def ordered(table: ProtectedTable) -> list[Category]:
    """Return the answers by how often they were given, points and bands in their own order."""
    variable = table.variable
    answers = list(variable.substance)
    if not all(category.id.isdecimal() or category.span for category in answers):
        answers.sort(key=lambda category: _order(table.cell(category.id)))
    return [*answers, *(c for c in variable.categories if c not in answers)]


def leading(table: ProtectedTable, tables: Protected) -> frozenset[str]:
    """Return the answers that come first, several if level; none where a hidden one may be more."""
    cells = [table.cell(category.id) for category in table.variable.substance]
    most = min(map(_order, cells), default=None)
    first = [cell.ref for cell in cells if _order(cell) == most]
    told_apart = len(first) < len(cells) and holds(Superlative(LEADS, tuple(first)), tables)
    return frozenset(ref.category for ref in first if told_apart)


def _order(cell: ProtectedCell) -> tuple[bool, int]:
    return not cell.nearly_all, -(cell.count or 0)
