"""The sheets of a form as tables: rows by column, columns by what they mean, texts by language.

Column names are read as they occur in the wild: `Label::English (en)`, `label : English (en)`,
`bind::relevant`, `list name`, `caption`.
"""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from admin.xlsform.findings import Findings, FormError
from admin.xlsform.workbook import Sheet, address

_ALIASES = {
    "caption": "label",
    "command": "type",
    "tag": "name",
    "value": "name",
    "relevance": "relevant",
    "calculate": "calculation",
    "readonly": "read_only",
    "constraining_message": "constraint_message",
    "requiredmsg": "required_message",
    "jr:constraintmsg": "constraint_message",
    "jr:requiredmsg": "required_message",
    "jr:count": "repeat_count",
    "count": "repeat_count",
    "set_form_title": "form_title",
    "title": "form_title",
    "set_form_id": "form_id",
    "id_string": "form_id",
}
_WRAPPERS = ("bind", "body", "control", "media")
_MEDIA = ("image", "big-image", "audio", "video")
TRANSLATED = ("label", "hint")
"""The columns whose languages we take over."""


class Heading(Struct, frozen=True):
    """A column: what it means, and the name of its language, if it has one."""

    column: str
    language: str = ""


class Row(Struct, frozen=True):
    """A row with something in it.

    Attributes:
        sheet, number: where it stands.
        values: its texts by heading; blank cells are left out.
        places: the place of each heading in the sheet.
    """

    sheet: str
    number: int
    values: dict[Heading, str]
    places: dict[Heading, int]

    def get(self, *columns: str) -> str:
        """Return the text in the first of `columns` that has one without a language."""
        return next(
            (text for c in columns if (text := self.values.get(Heading(c), ""))),
            "",
        )

    def cell(self, column: str, language: str = "") -> str:
        """Return the address of a column in this row; of the row when there is none."""
        heading = Heading(column, language)
        known = [place for each, place in self.places.items() if each.column == column]
        place = self.places.get(heading, known[0] if known else 0)
        return address(place, self.number)

    def texts(self, column: str) -> dict[str, str]:
        """Return what is written in a column, by the name of the language ("" for none)."""
        return {each.language: text for each, text in self.values.items() if each.column == column}


class Table(Struct, frozen=True):
    """One sheet of a form."""

    name: str
    headings: dict[Heading, int]
    rows: tuple[Row, ...]

    def languages(self) -> Iterator[str]:
        """Yield the names of the languages, in the order of the columns."""
        for heading in self.headings:
            if heading.column in TRANSLATED:
                yield heading.language


EMPTY = Table("", {}, ())


class Form(Struct, frozen=True):
    """The sheets of a form that we know; those that are not there are empty."""

    survey: Table
    choices: Table
    settings: Table
    consult: Table


def form(sheets: Sequence[Sheet], findings: Findings) -> Form:
    """Return the sheets that a form consists of, and tell of those we do not read.

    Raises:
        FormError: there is no survey sheet with a type column.
    """
    found: dict[str, Table] = {}
    for sheet in sheets:
        name = sheet.name.casefold().replace(" ", "_")
        if name in ("survey", "choices", "settings", "consult") and name not in found:
            found[name] = _table(sheet, findings)
        elif sheet.rows and not name.startswith("_"):
            _tell_unread(sheet, name, findings)
    survey = found.get("survey")
    if survey is None or Heading("type") not in survey.headings:
        names = ", ".join(f"“{sheet.name}”" for sheet in sheets) or "none"
        raise FormError(
            f"This is no XLSForm: it needs a sheet “survey” with a column “type” (sheets: {names})."
        )
    choices, settings = found.get("choices", EMPTY), found.get("settings", EMPTY)
    return Form(survey, choices, settings, found.get("consult", EMPTY))


def _tell_unread(sheet: Sheet, name: str, findings: Findings) -> None:
    if name == "external_choices":
        what = "Choices for select_one_external. They are not read."
        suggestion = "Move them to the choices sheet, and use select_one with choice_filter."
    else:
        what = "A sheet that is not part of a form. It is not read."
        suggestion = "Nothing, unless it holds questions: then name it “survey”."
    findings.add(sheet.name, "", what, suggestion)


def _table(sheet: Sheet, findings: Findings) -> Table:
    """Take the first row with something in it as the headings."""
    start = next((i for i, row in enumerate(sheet.rows) if any(row)), len(sheet.rows))
    top = sheet.rows[start] if start < len(sheet.rows) else ()
    headings: dict[Heading, int] = {}
    for place, text in enumerate(top):
        heading = heading_of(text)
        if heading in headings:
            findings.add(
                sheet.name,
                address(place, start + 1),
                f"A second column “{text}”. It is not read.",
                "Move its contents into the first one, or rename it.",
            )
        elif text:
            headings[heading] = place
    rows = (
        _row(sheet.name, number, row, headings)
        for number, row in enumerate(sheet.rows[start + 1 :], start + 2)
    )
    return Table(sheet.name, headings, tuple(row for row in rows if row.values))


def _row(sheet: str, number: int, cells: Sequence[str], headings: dict[Heading, int]) -> Row:
    values = {
        heading: cells[place]
        for heading, place in headings.items()
        if place < len(cells) and cells[place]
    }
    return Row(sheet, number, values, headings)


def heading_of(text: str) -> Heading:
    """Return what a column name means."""
    if text.casefold().startswith(("kobo--", "$", "jr:")):
        return Heading(_column(text))
    first, *rest = [part.strip() for part in re.split(r"::?", text)]
    while first.casefold() in _WRAPPERS and rest:
        first, *rest = rest if rest[0].casefold() != "jr" else [":".join(rest)]
    return Heading(_column(first), " ".join(rest[0].split()) if rest else "")


def _column(text: str) -> str:
    plain = text.strip().casefold()
    if plain in _MEDIA or plain.startswith(("kobo--", "$")):
        return plain
    joined = re.sub(r"\s+", "_", plain)
    return _ALIASES.get(joined, joined)
