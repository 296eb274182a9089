"""`consult import`: make a round file from a form of KoboToolbox or ODK."""

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.files import exchange, read_text
from bot.settings import SettingsError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from admin.xlsform.findings import Finding


class Report(StrEnum):
    """How findings are printed."""

    TABLE = "table"
    JSON = "json"


def import_(
    form: Annotated[Path, typer.Argument(help="The form: an XLSForm (.xlsx or .xls).")],
    out: Annotated[Path, typer.Option("--out", "-o", help="The round file to write (YAML).")],
    into: Annotated[
        Path | None,
        typer.Option(help="A round file that holds all but the questions; it stays as it is."),
    ] = None,
    report: Annotated[
        Report, typer.Option("--format", help="How to print what has no counterpart.")
    ] = Report.TABLE,
) -> None:
    """Write a round file from a form, and list what the form holds and a round does not."""
    from admin.xlsform import importing  # noqa: PLC0415 - loads the readers of workbooks
    from admin.xlsform import into as joining  # noqa: PLC0415

    if out.exists() and out != into:
        raise SettingsError(f"{out}: is there already. Choose another name, or remove it.")
    imported = importing.read(form)
    text, findings = imported.yaml, imported.findings
    if into is not None:
        text, told = joining.put(imported, read_text(into), file=str(into))
        findings = (*findings, *told)
    exchange({out: text})
    show(findings, report, out)


def show(findings: "Sequence[Finding]", report: Report, out: Path) -> None:
    """Print what was found, and where the result is."""
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    if report is Report.JSON:
        rows = [{name: getattr(one, name) for name in one.__struct_fields__} for one in findings]
        typer.echo(json.dumps({"file": str(out), "findings": rows}, ensure_ascii=False, indent=2))
        return
    if findings:
        table = Table("Sheet", "Cell", "What", "Suggestion")
        for one in findings:
            table.add_row(*map(Text, (one.sheet, one.cell, one.what, one.suggestion)))
        Console().print(table)
    typer.echo(str(out))
