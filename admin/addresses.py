"""Which cells a round has, and where each number of a table stands among them.

A number that is printed in many places is one cell: the size of a group is the base of every row of
that group.
"""

from collections.abc import Iterator

from admin.analysis.counting import EVERYBODY, Group, UnprotectedCounts
from admin.analysis.variables import Plan, Variable
from admin.cells import FINISHED, TALLY, CellRef

EVERYONE = ":everyone"
"""Stands for the breakdown where a cell holds the quarantined as well."""
APART = ":apart"
"""Stands for it where a cell holds the quarantined alone; such a cell is never printed."""


def tally(name: str) -> CellRef:
    """Return the address of a number about people who have no response in the dataset."""
    return CellRef(TALLY, name)


def tables_of(plan: Plan) -> Iterator[tuple[Variable, str]]:
    """Yield every table: a variable, and the breakdown or an empty text."""
    yield from ((variable, "") for variable in plan.variables)
    yield from ((plan.variable(variable), by) for variable, by in plan.pairs)


def groups_of(plan: Plan, variable: Variable, by: str) -> list[Group]:
    """Return the rows of a table."""
    return [(by, group) for group in plan.groups(variable.id, by)] if by else [EVERYBODY]


def base_of(raw: UnprotectedCounts, variable: Variable, group: Group) -> CellRef:
    """Return the cell that a row is a share of.

    Where everybody is asked it is the group itself, so that one number is published once. A
    question with `show_if` has its own base even if everybody happened to be asked.
    """
    return CellRef(variable.id, "", *group) if asked_apart(raw, variable) else size_of(group)


def size_of(group: Group) -> CellRef:
    """Return the cell that holds the people of a group."""
    return FINISHED if group == EVERYBODY else CellRef(group[0], group[1])


def asked_apart(raw: UnprotectedCounts, variable: Variable) -> bool:
    """Return whether those who were asked have a number of their own."""
    return variable.conditional or raw.asked[variable.id, EVERYBODY] != raw.finished


def is_apart(variable: Variable) -> bool:
    """Return whether its base is not those who were asked its question."""
    return variable.of_voters or variable.of_texts
