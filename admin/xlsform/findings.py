"""What an author is told about a form: where, what it is, and what to do about it."""

from msgspec import Struct


class FormError(ValueError):
    """A file that cannot be read as a form at all; the message says why and what to do."""


class Finding(Struct, frozen=True):
    """One thing that has no counterpart, or has been changed on the way.

    Attributes:
        sheet: the sheet of the workbook; empty for the workbook as a whole.
        cell: its address, several of them when they all say the same, or empty.
        what: what is there and what became of it.
        suggestion: what to do.
    """

    sheet: str
    cell: str
    what: str
    suggestion: str


class Findings:
    """Everything that is to be told about one form, in the order in which it was met."""

    def __init__(self) -> None:
        self._all: dict[Finding, None] = {}

    def add(self, sheet: str, cell: str, what: str, suggestion: str) -> None:
        """Tell something about a cell, once, on one line and without control characters."""
        self._all[Finding(*map(_one_line, (sheet, cell, what, suggestion)))] = None

    def all(self) -> tuple[Finding, ...]:
        """Return what has been told so far."""
        return tuple(self._all)

    def by_row(self, sheet: str) -> dict[int, list[Finding]]:
        """Return what has been told about single cells of a sheet, by the number of the row."""
        found: dict[int, list[Finding]] = {}
        for one in self._all:
            number = one.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
            if one.sheet == sheet and number.isdecimal():
                found.setdefault(int(number), []).append(one)
        return found


def _one_line(text: str) -> str:
    """Return a text of a stranger that can stand in a table or a comment without leaving it."""
    return "".join(one if one.isprintable() else " " for one in text)
