"""The address of a number, and the number as it was printed there."""

from typing import NamedTuple

from msgspec import Struct


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


class Printed(Struct, frozen=True, array_like=True):
    """A cell as it was printed: `count` is None where it was hidden."""

    ref: CellRef
    count: int | None
    nearly_all: bool = False
