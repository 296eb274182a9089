"""The sheet on which a translator works: one row a text, source and translation side by side."""

from collections.abc import Iterable

import xlsxwriter  # type: ignore[import-untyped]  # it has no stubs
from msgspec import Struct

from admin.translating.base import Handout, named
from admin.translating.columns import OPEN, SCREENS, TEXTS, WIDTHS, YES, Column
from dialogs.translating.contexts import Unit
from dialogs.translating.entries import Entry
from dialogs.translating.previews import Preview
from dialogs.translating.record import State

LINE, HIGHEST = 15, 409
"""The height of a line, and of the highest row that Excel allows, in points."""

_PLACES = {column: place for place, column in enumerate(Column)}
_LOCKED, _WHITE = "#F2F2F2", "#FFFFFF"
_COLOURS = {State.MISSING: "#FFF2CC", State.STALE: "#FCE4D6"}
_ALLOWED = {"format_columns": True, "format_rows": True, "autofilter": True}


def height(cells: Iterable[tuple[str, int]]) -> int:
    """Return how high a row must be for texts in cells of a width; not every program works it out.

    In points; letters of all scripts are taken to be a little wider than the usual ones.
    """
    lines = (
        sum(len(line) * 11 // (width * 10) + 1 for line in text.split("\n"))
        for text, width in cells
    )
    return min(max(lines, default=1) * LINE + 3, HIGHEST)


def write(book: xlsxwriter.Workbook, handout: Handout) -> None:
    """Add the sheet to a workbook."""
    page = book.add_worksheet(TEXTS)
    _head(book, page, handout)
    sheet = _Sheet(book, page, {})
    for row, entry in enumerate(handout.entries, 1):
        sheet.write(row, entry, handout.previews.get(entry.key))
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, len(handout.entries), len(_PLACES) - 1)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    page.protect("", _ALLOWED)


def _head(
    book: xlsxwriter.Workbook, page: xlsxwriter.worksheet.Worksheet, handout: Handout
) -> None:
    style = book.add_format(
        {"bold": True, "bg_color": "#1F3864", "font_color": "#FFFFFF", "text_wrap": True}
    )
    languages = {Column.SOURCE: handout.source, Column.TRANSLATION: handout.language}
    for column, place in _PLACES.items():
        page.set_column(place, place, WIDTHS[column])
        language = f": {named(languages[column])}" if column in languages else ""
        page.write_string(0, place, f"{column}{language}", style)


class _Sheet(Struct):
    """What writes the rows; like cells share a format."""

    book: xlsxwriter.Workbook
    page: xlsxwriter.worksheet.Worksheet
    styles: dict[tuple[bool, str, str], xlsxwriter.format.Format]

    def write(self, row: int, entry: Entry, preview: Preview | None) -> None:
        """Write the row of a text. Every cell is a text, whatever it begins with."""
        values = {
            Column.WHERE: entry.where,
            Column.SOURCE: entry.source,
            Column.TRANSLATION: entry.translation,
            Column.STATE: str(entry.state),
            Column.LIMIT: str(entry.limit or ""),
            Column.TOLD: entry.told,
            Column.QUESTION: entry.question,
            Column.EARLIER: entry.earlier,
            Column.KEY: entry.key,
        }
        self.page.set_row(row, height((text, WIDTHS[column]) for column, text in values.items()))
        for column, place in _PLACES.items():
            style = self._style(column, entry.state)
            self.page.write_string(row, place, values.get(column, ""), style)
        if preview is not None:
            self._link(row, entry, preview)
        self._validate(row, entry)

    def _style(self, column: Column, state: State) -> xlsxwriter.format.Format:
        is_open = column in OPEN
        colour = _COLOURS.get(state, _WHITE) if is_open else _LOCKED
        ink = "#7F7F7F" if column is Column.KEY else "#000000"
        if (is_open, colour, ink) not in self.styles:
            self.styles[is_open, colour, ink] = self.book.add_format(
                {
                    "text_wrap": True,
                    "valign": "top",
                    "border": 1,
                    "border_color": "#BFBFBF",
                    "num_format": "@",  # what is typed here stays a text
                    "locked": not is_open,
                    "bg_color": colour,
                    "font_color": ink,
                }
            )
        return self.styles[is_open, colour, ink]

    def _link(self, row: int, entry: Entry, preview: Preview) -> None:
        """Lead to the screen on its sheet, and show it in a note as well."""
        target = f"internal:'{SCREENS}'!B{preview.number + 1}"
        style = self._style(Column.SCREEN, entry.state)
        self.page.write_url(row, _PLACES[Column.SCREEN], target, style, str(preview.number))
        size = {"width": 380, "height": height([(preview.text, 50)]) * 4 // 3, "author": "consult"}
        self.page.write_comment(row, _PLACES[Column.SOURCE], preview.text, size)

    def _validate(self, row: int, entry: Entry) -> None:
        """Have the spreadsheet warn of what is too long, and offer the one answer there is."""
        if entry.limit and entry.limit.unit is Unit.CHARACTERS:
            place = _PLACES[Column.TRANSLATION]
            rule = {
                "validate": "length",
                "criteria": "<=",
                "value": entry.limit.most,
                "error_type": "warning",
                "error_title": "Too long",
                "error_message": f"At most {entry.limit}: it would be cut off on a phone.",
            }
            self.page.data_validation(row, place, row, place, rule)
        if entry.state is State.STALE:
            place = _PLACES[Column.STILL_RIGHT]
            self.page.data_validation(row, place, row, place, {"validate": "list", "source": [YES]})
