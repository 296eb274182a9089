"""Pages of a workbook that somebody fills in: their look, how they print, and the page of how-to.

What is not to be written in is locked. Every cell is a text.
"""

from collections.abc import Iterable
from math import ceil

import xlsxwriter  # type: ignore[import-untyped]  # ships no types

from admin.translating.texts_sheet import height

_WHITE, _LOCKED, _DARK, _QUIET = "#FFFFFF", "#F2F2F2", "#1F3864", "#7F7F7F"
_NAME, _VALUE = 18, 90
"""Widths of the columns of the how-to, in letters."""
_SHEET = 190
"""Letters that stand on a sheet of A4, at three quarters of their size on a screen."""


class FormPages:
    """What writes the pages of `book`; like cells share one of its `styles`."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self.book = book
        text = {"text_wrap": True, "valign": "top", "num_format": "@", "border": 1}
        text |= {"border_color": "#BFBFBF"}
        styles = {
            "head": {**text, "bold": True, "bg_color": _DARK, "font_color": _WHITE},
            "open": {**text, "locked": False, "bg_color": _WHITE},
            "fixed": {**text, "bg_color": _LOCKED},
            "quiet": {**text, "bg_color": _LOCKED, "font_color": _QUIET, "italic": True},
            "title": {"bold": True, "font_size": 14, "num_format": "@"},
            "plain": {"text_wrap": True, "valign": "top", "num_format": "@"},
        }
        self.styles = {name: book.add_format(style) for name, style in styles.items()}

    def how_to(
        self, name: str, title: str, facts: Iterable[tuple[str, str]], steps: Iterable[str]
    ) -> None:
        """Write what this file is, and how it is filled in."""
        page = self.book.add_worksheet(name)
        page.set_column(0, 0, _NAME)
        page.set_column(1, 1, _VALUE)
        page.write_string(0, 0, title, self.styles["title"])
        numbered = [(f"{place}.", text) for place, text in enumerate(steps, 1)]
        for number, (fact, value) in enumerate([*facts, ("", ""), *numbered], 2):
            page.write_string(number, 0, fact, self.styles["plain"])
            page.write_string(number, 1, value, self.styles["plain"])
            page.set_row(number, height([(value, _VALUE)]))
        self.finish(page)

    def finish(self, page: xlsxwriter.worksheet.Worksheet, width: int = 0) -> None:
        """Lock a page, and have it printed on A4, across.

        A page of a `width` in letters stands on as many sheets side by side as keep it readable,
        with its first column on each.
        """
        sheets = ceil(max(1, width - _NAME) / _SHEET)
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(sheets, 0)
        if sheets > 1:
            page.repeat_columns(0)
        page.hide_gridlines(2)
        page.protect("", {"format_columns": True, "format_rows": True})
