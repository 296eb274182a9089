"""Sheets that are written line by line, in which a text stays a text."""

from collections.abc import Sequence
from itertools import accumulate
from math import ceil

import xlsxwriter  # type: ignore[import-untyped]  # ships no types

from admin.briefs.context import HIDDEN
from admin.disclosure import ProtectedCell

Value = str | int | float
Styled = tuple[Value, str]
"""A value and the name of its style: "", "head", "title", "note", "wrapped", "explained", "place",
"count", "share", "figure"."""

SAFE = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
"""How a workbook is opened in which no text becomes anything else."""

MOST_IN_NAME = 31
"""Characters in the name of a sheet."""
_PAGE = 140
"""How wide a page is, in characters of the widths of columns."""
_LINE, _LETTER = 15, 1.15
"""How high a line is, in points; how wide a letter is, beside the digit that widths are told in."""
_MOST = 32_767
"""Characters in a cell."""
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_TEXT = {"num_format": "@", "quote_prefix": True, "valign": "top"}


def fitting(name: str) -> str:
    """Return a name as a sheet can have it."""
    return name.translate(_FORBIDDEN).strip(" '")[:MOST_IN_NAME].rstrip()


class Pen:
    """Makes the sheets of a workbook in one look; `nearly_all` stands in place of such a number."""

    def __init__(self, book: xlsxwriter.Workbook, accent: str, nearly_all: str) -> None:
        self._book, self._nearly_all = book, nearly_all
        styles = {
            "": _TEXT,
            "wrapped": {**_TEXT, "text_wrap": True},
            "title": {**_TEXT, "bold": True, "font_size": 14, "font_color": accent},
            "note": {**_TEXT, "font_color": "#595959"},
            "explained": {**_TEXT, "font_color": "#595959", "text_wrap": True},
            "head": {**_TEXT, "bold": True, "bottom": 1, "bottom_color": accent},
            "place": {"num_format": "0", "align": "left", "valign": "top"},
            "count": {"num_format": "#,##0", "align": "right", "valign": "top"},
            "share": {"num_format": "0%", "align": "right", "valign": "top"},
            "figure": {"num_format": "0.##", "align": "right", "valign": "top"},
            "hidden": {**_TEXT, "align": "right"},
        }
        self._styles = {name: book.add_format(style) for name, style in styles.items()}

    def page(self, name: str, widths: Sequence[float]) -> "Page":
        """Return a new sheet with columns of these widths, in characters."""
        return Page(self._book.add_worksheet(fitting(name)), self._styles, widths, self._nearly_all)


class Page:
    """One sheet; the next line stands below the last one."""

    def __init__(
        self,
        sheet: xlsxwriter.worksheet.Worksheet,
        styles: dict[str, xlsxwriter.format.Format],
        widths: Sequence[float],
        nearly_all: str,
    ) -> None:
        self._sheet, self._styles, self._next = sheet, styles, 0
        self._nearly_all = nearly_all
        self.base: Value | None = None
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(9)
        if widths:
            sheet.fit_to_pages(1, 0)  # as wide as a page; sheets of groups go over several
        self.widths(widths)

    @property
    def name(self) -> str:
        """What is written on its tab."""
        return str(self._sheet.get_name())

    def widths(self, widths: Sequence[float]) -> None:
        """Make the columns as wide as this."""
        self._widths = tuple(widths)
        for column, width in enumerate(widths):
            self._sheet.set_column(column, column, width)

    def title(self, text: str) -> None:
        """Write a heading."""
        self.line([(text, "title")])

    def note(self, text: str) -> None:
        """Write a line of explanation."""
        self.line([(text, "note")])

    def explain(self, text: str) -> None:
        """Write an explanation over the width of a page, in as many lines as it needs."""
        wide = [width for width in accumulate(self._widths) if width <= _PAGE]
        row, style = self._next, self._styles["explained"]
        if len(wide) > 1:
            self._sheet.merge_range(row, 0, row, len(wide) - 1, "", style)
        self.line([(text, "explained")])
        self._make_room(row, text, wide[-1])

    def skip(self) -> None:
        """Leave a line free."""
        self._next += 1

    def line(self, cells: Sequence[Styled]) -> None:
        """Write values side by side."""
        for column, (value, style) in enumerate(cells):
            if isinstance(value, str):
                if style == "wrapped":
                    self._make_room(self._next, value, self._widths[column])
                look = self._styles["hidden" if style in {"count", "share", "figure"} else style]
                # Never `write`, which guesses what a text is.
                self._sheet.write_string(self._next, column, value[:_MOST], look)
            else:
                self._sheet.write_number(self._next, column, value, self._styles[style])
        self._next += 1

    def _make_room(self, row: int, text: str, width: float) -> None:
        """Make a row high enough for a text; not every program does so by itself."""
        self._sheet.set_row(row, _LINE * ceil(_LETTER * len(text) / width))

    def freeze(self, columns: int = 1) -> None:
        """Keep everything above, and the first columns, in sight."""
        self._sheet.freeze_panes(self._next, columns)
        self._sheet.repeat_rows(0, self._next - 1)
        if columns:
            self._sheet.repeat_columns(0, columns - 1)

    def figure(self, cell: ProtectedCell) -> Styled:
        """Return a count as it is shown."""
        return (HIDDEN if cell.count is None else cell.count), "count"

    def pair(self, cell: ProtectedCell) -> list[Styled]:
        """Return a count and its share as they are shown."""
        if cell.nearly_all:
            return [(self._nearly_all, "count"), ("", "share")]
        share: Styled = ("" if cell.percent is None else cell.percent / 100, "share")
        return [self.figure(cell), (HIDDEN, "share") if cell.count is None else share]
