"""A workbook becomes a round file."""

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from admin.xlsform import choices, columns, consult_sheet, sheets, workbook, yaml_text
from admin.xlsform.asked import parameters
from admin.xlsform.expressions import ExpressionError, parse
from admin.xlsform.filters import read as read_filter
from admin.xlsform.findings import Finding, Findings
from admin.xlsform.known import NoCounterpartError, Plain
from admin.xlsform.names import Ids
from admin.xlsform.plainly import without_usual
from admin.xlsform.reading import Reader
from admin.xlsform.sheets import Form, heading_of
from admin.xlsform.tongues import Tongues
from dialogs.shape.limits import MAX_OPTIONS, MAX_PLACES, MAX_QUESTIONS


class Imported(Struct, frozen=True):
    """What a form comes to.

    Attributes:
        round: as far as the form says it, as it stands in YAML.
        comments: what is to be told above a question, by its place.
        findings: all that was told.
    """

    round: Plain
    comments: dict[int, list[str]]
    findings: tuple[Finding, ...]

    @property
    def yaml(self) -> str:
        """The round as the text of a file."""
        return yaml_text.write(self.round, self.comments)


def read(path: Path) -> Imported:
    """Return the round in a workbook, and all that it does not hold.

    Raises:
        FormError: the file cannot be read, or is no form.
    """
    findings = Findings()
    return read_sheets(workbook.read(path, findings), findings, name=path.stem)


def read_sheets(
    book: Sequence[workbook.Sheet], findings: Findings, *, name: str = "round"
) -> Imported:
    """Return the round in the sheets of a workbook; `name` serves where the form has no id."""
    form = sheets.form(book, findings)
    numbers = {
        parameters(row.get("parameters")).get("tick_labelset", "") for row in form.survey.rows
    }
    lists = choices.lists(form.choices, numbers, findings)
    tongues = Tongues(form, findings)
    reader = Reader(lists, tongues, consult_sheet.kinds(form.consult), findings)
    reader.read(form.survey)
    round_: Plain = {
        **_settings(form, tongues.tags, name),
        "languages": dict.fromkeys(tongues.tags, "drafted"),
        "questions": [without_usual(question) for question in reader.questions],
    }
    _tell_columns(form, reader, lists, findings)
    consult_sheet.apply(form.consult, round_, findings)
    _tell_limits(form, reader, findings)
    return Imported(round_, _comments(form, reader, findings), findings.all())


def _settings(form: Form, tags: tuple[str, ...], name: str) -> Plain:
    said: Plain = {}
    for row in form.settings.rows:
        if (form_id := row.get("form_id")) and "id" not in said:
            said["id"] = Ids("round").take(form_id)
        if (title := row.get("form_title")) and "public_label" not in said:
            said["public_label"] = {tags[0]: title}
    return {"id": Ids("round").take(name), **said}


def _tell_columns(form: Form, reader: Reader, lists: choices.Lists, findings: Findings) -> None:
    columns.tell_survey(form.survey, reader.rows, findings)
    columns.tell_choices(form.choices, _filter_columns(form), findings)
    columns.tell_settings(form.settings, findings)
    for name, listed in lists.items():
        if name not in reader.lists_used:
            row = listed[0].row
            findings.add(
                row.sheet,
                row.cell("list_name"),
                f"No question uses the list “{name}”. It is left out.",
                "Nothing, or correct the name of the list.",
            )


def _filter_columns(form: Form) -> set[str]:
    used: set[str] = set()
    for row in form.survey.rows:
        try:
            found = read_filter(parse(row.get("choice_filter") or "true()"))
        except (ExpressionError, NoCounterpartError):
            continue
        used |= {heading_of(one).column for one in found.columns}
        used |= {heading_of(one).column for one, _ in found.fixed}
    return used


def _tell_limits(form: Form, reader: Reader, findings: Findings) -> None:
    if len(reader.questions) > MAX_QUESTIONS:
        findings.add(
            form.survey.name,
            "",
            f"{len(reader.questions)} questions; a round has {MAX_QUESTIONS} at most.",
            "Keep what the decision needs. `consult check` refuses the round until then.",
        )
    rows = {row.number: row for row in form.survey.rows}
    for question, number in zip(reader.questions, reader.rows, strict=True):
        options = question.get("options")
        count = len(options) if isinstance(options, list) else MAX_OPTIONS
        most = MAX_PLACES if question.get("places") else MAX_OPTIONS
        if not 2 <= count <= most:
            findings.add(
                form.survey.name,
                rows[number].cell("type"),
                f"{count} options; this question has 2 to {most}.",
                "Merge some of them, or give a long list of places the appearance “minimal”.",
            )


def _comments(form: Form, reader: Reader, findings: Findings) -> dict[int, list[str]]:
    """Return what was told about the row of each question, to stand above it in the file."""
    told = findings.by_row(form.survey.name)
    return {
        place: lines
        for place, number in enumerate(reader.rows)
        if (lines := [_line(one) for one in told.get(number, []) if _to_do(one)])
    }


def _line(finding: Finding) -> str:
    return f"{finding.sheet}!{finding.cell}: {finding.what} {finding.suggestion}"


def _to_do(finding: Finding) -> bool:
    return not finding.suggestion.startswith("Nothing")
