"""Writes a workbook for a coder: texts, a drop-down for each theme, the codebook, and how to do it.

What a coder does not write is locked. Every cell is a text: nothing that somebody has typed becomes
a formula, a number or a link. The sheet tells nothing of who wrote a text, not even the language of
their other answers, and its rows are in an order of chance.
"""

import io
from collections.abc import Iterator

import xlsxwriter  # type: ignore[import-untyped]  # ships no types

from admin.coding.codebook import Codebook, Theme
from admin.coding.sheet import HOW, NO_THEME, TEXTS, THEMES, Heading, Row, Sheet
from admin.exports.workbook import SAFE
from admin.form_pages import FormPages
from admin.translating.texts_sheet import height

_WIDTHS = {
    Heading.NUMBER: 12,
    Heading.TEXT: 70,
    Heading.THEME: 24,
    Heading.SUGGESTED: 26,
}
_BESIDE = 28
_CODEBOOK = (
    ("Theme", 26),
    ("A text has it if", 44),
    ("Also", 30),
    ("But not", 30),
    ("Such as", 40),
)
_FIRST = 2
"""The row of the sheet “Themes”, counted from 1, at which what can be chosen begins."""
_TO_READ = (
    (
        "Read these texts and think of themes: what do several of them speak of? Then write the"
        " codebook."
    ),
)
_TO_CODE = (
    (
        "Read the sheet “Themes” first: it says what each theme means. Read alone, and do not talk"
        " about single texts with another coder before both are done."
    ),
    (
        "On the sheet “Texts”, choose the themes that a text speaks of, in any order. Often one is"
        " enough."
    ),
    f"Choose “{NO_THEME}” if a text speaks of none of them, or says nothing.",
    (
        "Leave a text blank if you cannot read its language or have not come to it. You may stop"
        " and go on later."
    ),
    (
        "What stands under “Suggested” comes from the program, from similar texts that you have"
        " coded. It counts for nothing unless you choose it yourself; it is often wrong."
    ),
)
_TO_SETTLE = (
    (
        "On these texts coders differ. Talk about each, with the definitions on the sheet “Themes”,"
        " and choose together what it should have."
    ),
    f"Choose “{NO_THEME}” if a text speaks of none of them, or says nothing.",
    "Where a definition has two readings, make it clearer in the codebook for those who come next.",
)
_ALWAYS = (
    (
        "Keep this file to yourself: what young people wrote is for those who code it alone. Do not"
        " copy texts elsewhere, do not try to find out who wrote one, and erase the file when the"
        " coding is done."
    ),
    (
        "If a text tells of abuse, violence or of somebody in danger, give its number to your"
        " safeguarding lead at once."
    ),
    "Save the file as .xlsx and give it back.",
)


def write(sheet: Sheet) -> bytes:
    """Return the workbook."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, SAFE)
    pen = _Pen(book, sheet)
    pen.texts()
    if sheet.codebook is not None:
        pen.themes(sheet.codebook)
    pen.how()
    book.close()
    return out.getvalue()


class _Pen(FormPages):
    """What writes the pages."""

    def __init__(self, book: xlsxwriter.Workbook, sheet: Sheet) -> None:
        super().__init__(book)
        self._sheet = sheet
        self._each = sheet.codebook.most if sheet.codebook else 0
        self._names = [sheet.name(theme.id) for theme in self._themes()]

    def texts(self) -> None:
        """Write the sheet on which a coder works."""
        page, columns = self.book.add_worksheet(TEXTS), list(self._columns())
        for place, (name, width, style) in enumerate(columns):
            page.set_column(place, place, width)
            page.write_string(0, place, name, self.styles["head"])
            if style == "open":
                page.data_validation(1, place, len(self._sheet.rows), place, self._choice())
        for number, row in enumerate(self._sheet.rows, 1):
            cells = list(zip(self._cells(row), columns, strict=True))
            page.set_row(number, height((text, width) for text, (_, width, _) in cells))
            for place, (text, (_, _, style)) in enumerate(cells):
                page.write_string(number, place, text, self.styles[style])
        self.finish(page)
        page.freeze_panes(1, 2)
        page.repeat_rows(0)

    def themes(self, codebook: Codebook) -> None:
        """Write the codebook; its first column is what the drop-downs offer."""
        page = self.book.add_worksheet(THEMES)
        for place, (name, width) in enumerate(_CODEBOOK):
            page.set_column(place, place, width)
            page.write_string(0, place, name, self.styles["head"])
        said = "The text speaks of none of these, or says nothing."
        for number, cells in enumerate(
            ((NO_THEME, said, "", "", ""), *(self._told(theme) for theme in codebook.themes)), 1
        ):
            widths = (width for _, width in _CODEBOOK)
            page.set_row(number, height(zip(cells, widths, strict=True)))
            for place, text in enumerate(cells):
                page.write_string(number, place, text, self.styles["fixed"])
        self.finish(page)
        page.freeze_panes(1, 1)

    def how(self) -> None:
        """Write what this file is, and how it is filled in."""
        facts = [(str(name), value) for name, value in self._sheet.facts.items()]
        facts += [(f"Asked ({tag})", text) for tag, text in self._sheet.wording.items()]
        title = "Coding texts" if self._each else "Texts to read"
        self.how_to(HOW, title, facts, (*self._instructions(), *_ALWAYS))

    def _instructions(self) -> tuple[str, ...]:
        if not self._each:
            return _TO_READ
        return _TO_SETTLE if self._sheet.beside else _TO_CODE

    def _columns(self) -> Iterator[tuple[str, int, str]]:
        """Yield heading, width and style of each column."""
        yield Heading.NUMBER, _WIDTHS[Heading.NUMBER], "quiet"
        yield Heading.TEXT, _WIDTHS[Heading.TEXT], "fixed"
        for place in range(1, self._each + 1):
            yield f"{Heading.THEME} {place}", _WIDTHS[Heading.THEME], "open"
        for name in self._sheet.beside:
            yield name, _BESIDE, "quiet"
        if self._each and not self._sheet.beside:
            yield Heading.SUGGESTED, _WIDTHS[Heading.SUGGESTED], "quiet"

    def _cells(self, row: Row) -> Iterator[str]:
        yield row.number
        yield row.words
        chosen = [self._sheet.name(one) for one in row.themes or ()]
        if row.themes == ():
            chosen = [NO_THEME]
        yield from (*chosen, *[""] * self._each)[: self._each]
        yield from row.beside
        if self._each and not self._sheet.beside:
            yield "\n".join(self._sheet.name(one) for one in row.suggested)

    def _choice(self) -> dict[str, str]:
        last = _FIRST + len(self._names)
        return {
            "validate": "list",
            "source": f"='{THEMES}'!$A${_FIRST}:$A${last}",
            "error_title": "Not a theme",
            "error_message": "Choose one from the list; the sheet “Themes” explains them.",
        }

    def _themes(self) -> tuple[Theme, ...]:
        return self._sheet.codebook.themes if self._sheet.codebook else ()

    def _told(self, theme: Theme) -> tuple[str, ...]:
        tag = self._sheet.language
        parts = (theme.definition, theme.include, theme.exclude)
        said = (text.get(tag) or next(iter(text.values()), "") for text in parts)
        return (self._sheet.name(theme.id), *said, "\n".join(theme.examples))
