"""Reads the workbook that a translator hands back, and says of each fault in which cell it is."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from admin.translating.base import Returned, refused
from admin.translating.columns import HOW, LANGUAGE, ROUND, TEXTS, YES, Column
from admin.xlsform import workbook
from admin.xlsform.findings import Findings
from admin.xlsform.workbook import Sheet, address
from dialogs.problems import Problem, RoundFileError
from dialogs.translating.record import State
from dialogs.translating.taking import RULE, Delivered

_WANTED = (Column.SOURCE, Column.TRANSLATION, Column.STATE, Column.KEY)


def read(path: Path) -> Returned:
    """Return what a translator has handed back.

    Raises:
        FormError: it is no workbook, or not one that is safe to open.
        RoundFileError: it is not a workbook of ours, or a formula stands where a text should.
    """
    findings = Findings()
    sheets = {one.name: one for one in workbook.read(path, findings)}
    if TEXTS not in sheets or HOW not in sheets:
        what = f"The sheets “{TEXTS}” and “{HOW}” are not both there."
        raise refused(path, 1, what, "Start from a workbook that we wrote.")
    formulas = findings.by_row(TEXTS)
    if formulas:
        raise RoundFileError(
            tuple(
                Problem(
                    str(path),
                    row,
                    f"{TEXTS}!{one.cell}: This is a formula.",
                    "Write the text itself, with an apostrophe before it if it begins with “=”.",
                    RULE,
                )
                for row, found in formulas.items()
                for one in found
            )
        )
    facts = {row[0]: row[1] for row in sheets[HOW].rows if len(row) > 1}
    return Returned(
        round=facts.get(ROUND, ""),
        language=facts.get(LANGUAGE, ""),
        delivered=tuple(_delivered(sheets[TEXTS], path)),
    )


def _delivered(sheet: Sheet, path: Path) -> Iterator[Delivered]:
    places = _places(sheet, path)
    for number, cells in enumerate(sheet.rows[1:], 2):
        row = _Row(cells, places)
        if not any(cells):
            continue
        stale = row.text(Column.STATE) == State.STALE
        yield Delivered(
            key=row.text(Column.KEY),
            source=row.text(Column.SOURCE),
            translation=row.text(Column.TRANSLATION),
            file=str(path),
            line=number,
            cell=f"{TEXTS}!{address(places[Column.TRANSLATION], number)}",
            unseen=stale and row.text(Column.STILL_RIGHT).casefold() != YES,
            remark=row.text(Column.REMARK),
        )


class _Row:
    """One row: its texts by column."""

    def __init__(self, cells: tuple[str, ...], places: Mapping[Column, int]) -> None:
        self._cells, self._places = cells, places

    def text(self, column: Column) -> str:
        """Return what stands in a column; nothing where the row or the sheet ends before it."""
        place = self._places.get(column, len(self._cells))
        return self._cells[place] if place < len(self._cells) else ""


def _places(sheet: Sheet, path: Path) -> dict[Column, int]:
    top = [heading.partition(":")[0] for heading in (sheet.rows[0] if sheet.rows else ())]
    places = {column: top.index(column) for column in Column if column in top}
    lacking = [str(column) for column in _WANTED if column not in places]
    if lacking:
        what = f"{TEXTS}!A1: There is no column “{'”, “'.join(lacking)}”."
        raise refused(path, 1, what, "Start from a workbook that we wrote; its top row must stay.")
    return places
