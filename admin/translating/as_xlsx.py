"""Texts of a round as a workbook: for translators who have a spreadsheet and nothing else.

What is not theirs is locked. Every cell is a text: nothing that somebody has written becomes a
formula, a number or a date.
"""

from pathlib import Path

import xlsxwriter  # type: ignore[import-untyped]  # it has no stubs

from admin.translating import texts_sheet
from admin.translating.base import Handout, named, refused
from admin.translating.columns import HOW, LANGUAGE, ROUND, SCREENS
from admin.translating.from_xlsx import read
from admin.translating.texts_sheet import height

MOST_IN_A_CELL = 32_767
"""Characters, by Excel's own limit."""

_WIDTH = 90
_HOW_TO = """\
Translate on the sheet “Texts”. You write under Translation, Still right? and Your remark. All \
else is locked, so that nothing is lost.
Yellow rows have no translation yet. In orange rows the source has changed since it was \
translated: the earlier source stands in its own column. Change the translation; or, if \
it is still right, choose “yes” under “Still right?”.
“At most” says how long a text may be. A button that is longer is cut off on a phone.
“Screen” leads to the screen on which a text is read; so does the note on its source.
Keep what stands in braces or angle brackets ({name}, <b>), addresses of pages and mail, and \
commands such as /help exactly as they are.
Speak to one young person, plainly and informally, and let no word tell of a gender.
Save the file as .xlsx and send it back. You need not finish: what is empty is left out.
"""


def write(handout: Handout, path: Path) -> None:
    """Write a handout to a new workbook.

    Raises:
        RoundFileError: a text is longer than a cell may be.
        OSError: the file cannot be written.
    """
    for one in handout.entries:
        if max(len(one.source), len(one.translation), len(one.earlier)) > MOST_IN_A_CELL:
            what = f"“{one.key}” has more characters than a cell may have ({MOST_IN_A_CELL})."
            raise refused(Path(one.file), one.line, what, "Shorten it, or write a .po file.")
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(path, options)
    _how(book, handout)
    texts_sheet.write(book, handout)
    _screens(book, handout)
    try:
        book.close()
    except xlsxwriter.exceptions.FileCreateError as error:
        raise OSError(*error.args) from None


def _how(book: xlsxwriter.Workbook, handout: Handout) -> None:
    page = book.add_worksheet(HOW)
    bold = book.add_format({"bold": True, "font_size": 14})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    page.set_column(0, 0, 14)
    page.set_column(1, 1, _WIDTH)
    page.write_string(0, 0, f"{named(handout.source)} → {named(handout.language)}", bold)
    facts = ((ROUND, handout.round), (LANGUAGE, handout.language), ("Made", str(handout.made)))
    for row, (name, value) in enumerate(facts, 2):
        page.write_string(row, 0, name)
        page.write_string(row, 1, value)
    for row, told in enumerate(_HOW_TO.splitlines(), 6):
        page.write_string(row, 0, f"{row - 5}.", wrapped)
        page.write_string(row, 1, told, wrapped)
        page.set_row(row, height([(told, _WIDTH)]))
    page.fit_to_pages(1, 0)
    page.hide_gridlines(2)
    page.protect()


def _screens(book: xlsxwriter.Workbook, handout: Handout) -> None:
    page = book.add_worksheet(SCREENS)
    boxed = book.add_format({"text_wrap": True, "valign": "top", "border": 1, "num_format": "@"})
    page.set_column(0, 0, 8)
    page.set_column(1, 1, _WIDTH)
    page.write_string(0, 0, "Screen")
    page.write_string(0, 1, "How it reads; buttons stand in brackets")
    screens = {one.number: one.text for one in handout.previews.values()}
    for number, text in sorted(screens.items()):
        page.write_string(number, 0, str(number), boxed)
        page.write_string(number, 1, text, boxed)
        page.set_row(number, height([(text, _WIDTH)]))
    page.freeze_panes(1, 0)
    page.fit_to_pages(1, 0)
    page.protect("", {"format_columns": True, "format_rows": True})


__all__ = ["read", "write"]
