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
        self._all: list[Finding] = []

    def add(self, sheet: str, cell: str, what: str, suggestion: str) -> None:
        """Tell something about a cell, once, on one line and without control characters."""
        finding = Finding(*map(_one_line, (sheet, cell, what, suggestion)))
        if finding not in self._all:
            self._all.append(finding)

    def all(self) -> tuple[Finding, ...]:
        """Return what has been told so far."""
        return tuple(self._all)

    def on_row(self, sheet: str, number: int) -> tuple[Finding, ...]:
        """Return what has been told about single cells of a row."""
        return tuple(
            one
            for one in self._all
            if one.sheet == sheet and one.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == str(number)
        )


def _one_line(text: str) -> str:
    """Return a text of a stranger that can stand in a table or a comment without leaving it."""
    return "".join(one if one.isprintable() else " " for one in text)
