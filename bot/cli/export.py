"""`consult export`: write a round in the format of another program."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.files import read_round
from bot.cli.import_ import Report, show


class Format(StrEnum):
    """What a round can be written as."""

    XLSFORM = "xlsform"
    """A workbook for KoboToolbox and ODK."""


def export(
    round_file: Annotated[Path, typer.Argument(help="The round (YAML).")],
    format_: Annotated[Format, typer.Option("--format", help="What to write.")] = Format.XLSFORM,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="The file to write; else beside the round.")
    ] = None,
    report: Annotated[
        Report, typer.Option("--report", help="How to print what the format cannot do.")
    ] = Report.TABLE,
) -> None:
    """Write a round as a form; importing the form gives the same round again."""
    from admin.xlsform import exporting  # noqa: PLC0415 - loads the writers of workbooks

    round_ = read_round(round_file)
    target = out or round_file.with_suffix(".xlsx")
    written = {Format.XLSFORM: exporting.write}[format_](round_, target)
    show(written.findings, report, target)
