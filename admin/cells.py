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


TALLY = "tally"
"""Stands for the variable where a cell counts people who have no response in the dataset."""
NOT = "!"
"""Begins the category of a complement; no id of a round begins with it."""
FINISHED = CellRef("finished")
