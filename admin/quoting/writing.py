"""Writes the workbook on which two people decide what is printed, and in which words.

What they do not write is locked. Every cell is a text: nothing that somebody has typed becomes a
formula, a number or a link. It tells nothing of who wrote a text but its language.
"""

import io
from collections.abc import Iterator

import xlsxwriter  # type: ignore[import-untyped]  # ships no types

from admin.exports.workbook import SAFE
from admin.form_pages import FormPages
from admin.quoting.sheet import HOW, IN, NO, QUOTES, YES, Fact, Heading, Row, Sheet
from admin.quoting.wording import LONGEST
from admin.translating.texts_sheet import height

_WIDTHS = {
    Heading.NUMBER: 12,
    Heading.QUESTION: 14,
    Heading.LANGUAGE: 10,
    Heading.TEXT: 60,
    Heading.PRINT: 8,
    Heading.SECOND: 20,
    Heading.WORDING: 50,
    Heading.THEME: 18,
}
_TRANSLATION = 40
_CHOICES = {Heading.PRINT, Heading.SECOND}
_STEPS = (
    (
        "Everybody whose text stands here has allowed it to be printed. Texts stand by question and"
        " language, each time in an order of chance. Read from the top; leave blank what you have"
        " not read."
    ),
    (
        f"The first reader writes “{YES}” or “{NO}” under “{Heading.PRINT}”. Say yes whenever a"
        " text says something and nobody can be known by it: do not pick what you like. Which of"
        " the approved quotes a brief prints is drawn by lot."
    ),
    (
        f"Under “{Heading.WORDING}” write what is to be printed, if it should differ from the text:"
        " take out names, places, jobs, illnesses and rare events, and smooth a style by which a"
        f" friend would know the author. Do not change what is said. {LONGEST} characters at most."
    ),
    (
        f"Write translations under “{IN}…”. A brief prints only quotes that are there in its"
        " language."
    ),
    (
        "Then somebody else, who was not asked what the first thinks, reads text, wording and"
        f" translations, and writes “{YES}” under “{Heading.SECOND}” where all of it may be"
        " printed. What one of the two does not want is not printed."
    ),
    f"“{Heading.THEME}” is for you alone, to find things again. It is not printed.",
    (
        "If a text tells of abuse, violence or of somebody in danger, do not print it; give its"
        " number to your safeguarding lead at once."
    ),
    (
        "Keep this file to yourself and erase it when the brief is out. Save it as .xlsx, and read"
        ' it in: consult quotes read DATASET FILE --approved-by "role, organisation" twice.'
    ),
)


def write(sheet: Sheet) -> bytes:
    """Return the workbook."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, SAFE)
    pen = _Pen(book, sheet)
    pen.quotes()
    pen.how()
    book.close()
    return out.getvalue()


class _Pen(FormPages):
    """What writes the pages."""

    def __init__(self, book: xlsxwriter.Workbook, sheet: Sheet) -> None:
        super().__init__(book)
        self._sheet = sheet

    def quotes(self) -> None:
        """Write the sheet on which both work."""
        page, columns = self.book.add_worksheet(QUOTES), list(self._columns())
        for place, (name, width, _) in enumerate(columns):
            page.set_column(place, place, width)
            page.write_string(0, place, name, self.styles["head"])
            if name in _CHOICES:
                page.data_validation(1, place, max(1, len(self._sheet.rows)), place, _choice())
        for number, row in enumerate(self._sheet.rows, 1):
            cells = list(zip(self._cells(row), columns, strict=True))
            page.set_row(number, height((text, width) for text, (_, width, _) in cells))
            for place, (text, (name, _, style)) in enumerate(cells):
                own = name == f"{IN}{row.language}"
                page.write_string(number, place, text, self.styles["quiet" if own else style])
        self.finish(page, sum(width for _, width, _ in columns))
        page.freeze_panes(1, 1)
        page.repeat_rows(0)

    def how(self) -> None:
        """Write what this file is, and how it is filled in."""
        facts = [(str(name), self._sheet.facts[name]) for name in Fact]
        facts += [
            (f"{question} ({tag})", text)
            for question, wording in self._sheet.wordings.items()
            for tag, text in wording.items()
        ]
        self.how_to(HOW, "Quotes for the brief", facts, _STEPS)

    def _columns(self) -> Iterator[tuple[str, int, str]]:
        """Yield heading, width and style of each column."""
        for name in Heading:
            if name is Heading.THEME:
                for tag in self._sheet.languages:
                    yield f"{IN}{tag}", _TRANSLATION, "open"
            style = "quiet" if name is Heading.NUMBER else "fixed"
            is_open = name in _CHOICES or name in {Heading.WORDING, Heading.THEME}
            yield str(name), _WIDTHS[name], "open" if is_open else style

    def _cells(self, row: Row) -> Iterator[str]:
        yield from (row.number, row.question, row.language, row.words)
        yield from (YES, YES) if row.approved else ("", "")
        yield row.wording
        yield from (row.translations.get(tag, "") for tag in self._sheet.languages)
        yield row.theme


def _choice() -> dict[str, object]:
    return {
        "validate": "list",
        "source": [YES, NO],
        "error_title": "Yes or no",
        "error_message": f"Write “{YES}” or “{NO}”, or leave the cell blank.",
    }
