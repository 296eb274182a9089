"""A round becomes a workbook.

Survey, choices and settings are for KoboToolbox and ODK; a sheet `consult` holds what those cannot
say.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

import xlsxwriter  # type: ignore[import-untyped]  # it has no stubs
from msgspec import Struct

from admin.xlsform import composed, consult_sheet, importing, rows
from admin.xlsform.consult_sheet import Line
from admin.xlsform.findings import Finding, Findings, FormError
from admin.xlsform.languages import column_name
from admin.xlsform.plainly import plainly
from admin.xlsform.rows import Cells
from admin.xlsform.workbook import Sheet, address, text
from dialogs.questions import Statements
from dialogs.round import Round

_SURVEY = (
    "type", "name", "label", "hint", "required", "relevant", "constraint", "choice_filter",
    "appearance", "parameters",
)  # fmt: skip
_CHOICES = ("list_name", "name", "label")
_TRANSLATED = ("label", "hint")
_VOTES: dict[str, dict[str, str]] = {
    "agree": {"en": "Agree", "mk": "Се согласувам", "sq": "Pajtohem", "sr-Latn": "Slažem se"},
    "disagree": {
        "en": "Disagree",
        "mk": "Не се согласувам",
        "sq": "Nuk pajtohem",
        "sr-Latn": "Ne slažem se",
    },
    "pass": {"en": "Pass", "mk": "Прескокни", "sq": "Kaloj", "sr-Latn": "Preskačem"},
}
_CELL = 32_767
"""Characters in a cell, by Excel's own limit."""


class Exported(Struct, frozen=True):
    """The sheets of a form, and what a form does not do that the round does."""

    sheets: tuple[Sheet, ...]
    findings: tuple[Finding, ...]


def sheets(round_: Round) -> Exported:
    """Return a round as the sheets of a form. Importing them gives an equal round."""
    findings = Findings()
    survey, choices = _questions(round_, findings)
    tags = list(round_.languages)
    form = (
        _sheet("survey", _SURVEY, survey, tags),
        _sheet("choices", _CHOICES, choices, tags),
        _settings(round_),
    )
    kinds = [
        Line(("questions", question.id, "kind"), str(question.__struct_config__.tag))
        for question in round_.questions
        if question.__struct_config__.tag in composed.KINDS
    ]
    drafted = importing.read_sheets((*form, consult_sheet.write(kinds, tags)), Findings())
    lines = (*kinds, *consult_sheet.difference(drafted.round, plainly(round_)))
    return Exported((*form, consult_sheet.write(lines, tags)), findings.all())


def _questions(round_: Round, findings: Findings) -> tuple[list[Cells], list[Cells]]:
    survey: list[Cells] = []
    choices: list[Cells] = []
    questions = {question.id: question for question in round_.questions}
    for question in round_.questions:
        made = rows.rows(question, questions)
        for lost in made.lost:
            place = address(0, len(survey) + 2)
            findings.add("survey", place, f"“{question.id}”: {lost}", "Nothing in the bot changes.")
        survey += made.survey
        choices += made.choices
    if any(isinstance(question, Statements) for question in round_.questions):
        choices += [
            {
                "list_name": rows.VOTES,
                "name": name,
                "label": {tag: labels.get(tag, labels["en"]) for tag in round_.languages},
            }
            for name, labels in _VOTES.items()
        ]
    return survey, choices


def _sheet(name: str, known: Sequence[str], cells: Iterable[Cells], tags: Sequence[str]) -> Sheet:
    listed = list(cells)
    further = sorted({column for row in listed for column in row} - set(known))
    top: list[tuple[str, str]] = []
    for column in (*known, *further):
        languages = tags if column in _TRANSLATED else [""]
        top += [(column, tag) for tag in languages]
    heading = tuple(f"{column}::{column_name(tag)}" if tag else column for column, tag in top)
    body = (tuple(_cell(row.get(column, ""), tag) for column, tag in top) for row in listed)
    return Sheet(name, (heading, *body))


def _cell(value: str | dict[str, str], tag: str) -> str:
    """Return what a cell can hold. In a text for people, `${` would be looked up by ODK."""
    written = value.get(tag, "").replace("${", "$ {") if isinstance(value, dict) else value
    return text("".join(one for one in written if one.isprintable() or one in "\n\t"))


def _settings(round_: Round) -> Sheet:
    first = next(iter(round_.languages))
    title = _cell(round_.public_label, first)
    top = ("form_title", "form_id", "default_language")
    return Sheet("settings", (top, (title, round_.id, column_name(first))))


def write(round_: Round, path: Path) -> Exported:
    """Write a round as a workbook, and return what is in it.

    Raises:
        FormError: the file cannot be written, or a text is longer than a cell may be.
    """
    exported = sheets(round_)
    for sheet in exported.sheets:
        if any(len(cell) > _CELL for row in sheet.rows for cell in row):
            raise FormError(f"The sheet “{sheet.name}” has a text of over {_CELL} characters.")
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(path, options)
    for sheet in exported.sheets:
        _write(book, sheet)
    try:
        book.close()
    except xlsxwriter.exceptions.FileCreateError as error:
        raise FormError(f"{path}: cannot be written ({error}).") from None
    return exported


def _write(book: xlsxwriter.Workbook, sheet: Sheet) -> None:
    page = book.add_worksheet(sheet.name)
    bold = book.add_format({"bold": True})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    for number, row in enumerate(sheet.rows):
        for column, cell in enumerate(row):
            if cell:
                page.write_string(number, column, cell, wrapped if number else bold)
    page.freeze_panes(1, 2)
    page.set_column(0, max((len(row) for row in sheet.rows), default=1), 24)
