"""Which statements unite the opinion groups and which divide them, from protected cells.

- A statement unites when `MOST` per cent or more of every group agree.
- It divides when so many of one group agree and `FEWER` or less of another.

"Nearly all" agree, or do not agree, counts as well where it stands in place of a share.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from admin.analysis.statements import (
    AGREE,
    NOT_AGREE,
    UNGROUPED,
    agreed_id,
    groups_id,
    statement_id,
)
from admin.analysis.variables import Variable
from admin.bounds import bounds
from admin.disclosure import Protected, ProtectedCell, ProtectedTable

MOST, FEWER = 55, 45
_NEARLY_ALL = 95
"""What "nearly all" counts as where statements are put in order."""


@dataclass(frozen=True)
class Position:
    """How many of a group agree: their cell, or that of nearly all who do not."""

    group: str
    cell: ProtectedCell

    @property
    def share(self) -> int:
        """The printed share of those who agree, or what "nearly all" counts as."""
        if self.cell.ref.category == NOT_AGREE:
            return 100 - _NEARLY_ALL
        return _NEARLY_ALL if self.cell.nearly_all else self.cell.percent or 0


@dataclass(frozen=True)
class Stance:
    """A statement, and the position of each group where it can be shown."""

    variable: Variable
    positions: tuple[Position, ...]

    def of(self, group: str) -> Position | None:
        """Return the position of a group, if it can be shown."""
        return next((one for one in self.positions if one.group == group), None)

    @property
    def highest(self) -> int:
        """The largest share."""
        return max(one.share for one in self.positions)

    @property
    def lowest(self) -> int:
        """The smallest share."""
        return min(one.share for one in self.positions)


def statements(tables: Protected, question: str) -> list[Variable]:
    """Return the statements of a question, in the order of the round."""
    voted = [one for one in tables.plan.variables if one.statement and one.question == question]
    return [o for o in voted if o.statement and o.id == statement_id(question, o.statement.id)]


def groups(tables: Protected, question: str) -> list[str]:
    """Return the ids of the opinion groups; none where the votes do not part into groups."""
    names = (one for one in tables.plan.variables if one.id == groups_id(question))
    return [c.id for one in names for c in one.categories if c.id != UNGROUPED]


def by_agreement(tables: Protected, question: str) -> list[ProtectedTable]:
    """Return the statements of which it is known how many agree, the most agreed with first.

    That is told by a printed share, by words in its place, or where fewer than half can agree.
    """
    found = [tables.table(one.id) for one in statements(tables, question)]
    shares = {table.variable.id: _agreement(table, tables) for table in found}
    told = [one for one in found if shares[one.variable.id] is not None]
    return sorted(told, key=lambda one: -(shares[one.variable.id] or 0.0))


def untold(tables: Protected, question: str) -> list[ProtectedTable]:
    """Return the statements of which it is not known how many agree: it can be nobody, or all."""
    told = {table.variable.id for table in by_agreement(tables, question)}
    every = statements(tables, question)
    return [tables.table(one.id) for one in every if one.id not in told]


def uniting(tables: Protected, question: str) -> list[Stance]:
    """Return the statements that unite all groups, the surest first."""
    number = len(groups(tables, question))
    found = [one for one in _stances(tables, question) if len(one.positions) == number]
    return sorted((one for one in found if one.lowest >= MOST), key=lambda one: -one.lowest)


def dividing(tables: Protected, question: str) -> list[Stance]:
    """Return the statements that divide the groups, the widest apart first."""
    found = [one for one in _stances(tables, question) if len(one.positions) > 1]
    split = [one for one in found if one.highest >= MOST and one.lowest <= FEWER]
    return sorted(split, key=lambda one: one.lowest - one.highest)


def _stances(tables: Protected, question: str) -> Iterator[Stance]:
    names = groups(tables, question)
    for variable in statements(tables, question) if names else ():
        statement = variable.statement.id if variable.statement else ""
        table = tables.table(agreed_id(question, statement), groups_id(question))
        positions = (_position(table, name) for name in names)
        yield Stance(variable, tuple(one for one in positions if one is not None))


def _position(table: ProtectedTable, group: str) -> Position | None:
    agree, rest = table.cell(AGREE, group), table.cell(NOT_AGREE, group)
    if agree.nearly_all or agree.percent is not None:
        return Position(group, agree)
    return Position(group, rest) if rest.nearly_all else None


def _agreement(table: ProtectedTable, tables: Protected) -> float | None:
    """Return which share agree, or the middle between the least and the most; None if not known."""
    cell, known = table.cell(AGREE), bounds(table, AGREE, "", tables.rule)
    if cell.percent is not None:
        return cell.percent / 100
    if known is not None and (cell.nearly_all or 100 * known.most_share <= FEWER):
        return (known.least_share + known.most_share) / 2
    return None
