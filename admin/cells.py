"""The address of a number."""

from typing import NamedTuple


class CellRef(NamedTuple):
    """The address of a cell.

    An empty category is the base of the row; no breakdown and no group is everybody.
    """

    variable: str
    category: str = ""
    by: str = ""
    group: str = ""


FINISHED = CellRef("finished")
