"""What stands in columns that a round has nothing for: told once a column, with all its cells."""

from collections.abc import Collection, Iterable

from admin.xlsform import unsupported
from admin.xlsform.findings import Findings
from admin.xlsform.sheets import TRANSLATED, Heading, Row, Table
from admin.xlsform.workbook import address

_SURVEY = {
    "type", "name", "required", "relevant", "constraint", "choice_filter", "appearance",
    "parameters", "disabled", "select_from_list_name", "_or_other",
    "kobo--score-choices", "kobo--rank-items", *TRANSLATED,
}  # fmt: skip
_CHOICES = {"list_name", "name", "label"}
_SETTINGS = {"form_title", "form_id", "default_language"}


def tell_survey(table: Table, asked: Collection[int], findings: Findings) -> None:
    """Tell what the rows that became questions say in further columns."""
    rows = [row for row in table.rows if row.number in asked]
    for heading in table.headings:
        if heading.column not in _SURVEY:
            _tell(table, heading, rows, unsupported.COLUMNS, findings)


def tell_choices(table: Table, used: Collection[str], findings: Findings) -> None:
    """Tell what the choices say in columns that no filter looks at."""
    for heading in table.headings:
        if heading.column not in _CHOICES and heading.column not in used:
            _tell(table, heading, table.rows, unsupported.COLUMNS, findings)


def tell_settings(table: Table, findings: Findings) -> None:
    """Tell which settings a round has nothing for."""
    for heading in table.headings:
        if heading.column not in _SETTINGS:
            _tell(table, heading, table.rows, unsupported.SETTINGS, findings)


def _tell(
    table: Table,
    heading: Heading,
    rows: Iterable[Row],
    known: dict[str, tuple[str, str]],
    findings: Findings,
) -> None:
    place = table.headings[heading]
    cells = [address(place, row.number) for row in rows if heading in row.values]
    if not cells:
        return
    if heading.column.startswith(unsupported.TECHNICAL):
        what, suggestion = "technical data of the form's editor", "Nothing."
        cells = cells[:1]
    else:
        what, suggestion = known.get(
            heading.column, (f"a column “{heading.column}” of your own", "Nothing.")
        )
    findings.add(table.name, ", ".join(cells), f"{what.capitalize()}. It is left out.", suggestion)
