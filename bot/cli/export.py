"""`consult export`: a round in the format of another program, or the tables of a closed one."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.files import read_round
from bot.cli.import_ import Report, show
from bot.cli.options import (
    Dated,
    FixedWords,
    Language,
    PopulationFile,
    SignedBy,
    Themes,
    WeightBy,
    day_of,
    engine_of,
    population_of,
    register_of,
    room_for,
)
from bot.settings import SettingsError


class Format(StrEnum):
    """What a round, or the tables of a closed one, can be written as."""

    XLSFORM = "xlsform"
    """A round as a workbook for KoboToolbox and ODK."""
    CSV = "csv"
    XLSX = "xlsx"
    JSONSTAT = "jsonstat"
    PARQUET = "parquet"
    SAV = "sav"
    DTA = "dta"


def export(  # noqa: PLR0917 - each is an option by name
    what: Annotated[
        Path, typer.Argument(help="A round (YAML), or the dataset folder of a closed round.")
    ],
    format_: Annotated[
        list[Format] | None,
        typer.Option("--format", help="What to write; again for more. A dataset: else all."),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            "-o",
            help="File of a form, or folder of tables: else “exports”.",
            callback=room_for,
        ),
    ] = None,
    report: Annotated[
        Report, typer.Option("--report", help="A round: how to print what the format cannot do.")
    ] = Report.TABLE,
    language: Language = "en",
    fixed_words: FixedWords = "",
    register: Annotated[
        Path | None,
        typer.Option(help="A dataset: the register that its tables must have been released in."),
    ] = None,
    given: Annotated[
        str, typer.Option(help="A dataset: draw synthetic responses within this breakdown.")
    ] = "",
    themes: Themes = None,
    population: PopulationFile = None,
    weight_by: WeightBy = "",
    signed_by: SignedBy = "",
    dated: Dated = None,
) -> None:
    """Write a round as a form, or the protected tables of a closed round for other programs.

    Of a dataset that was published, the tables are those of the release; of any other they are a
    draft, and refused if beside what was published of the round they would tell of single people.
    Tables come with a codebook, and with synthetic responses that are drawn from the tables alone.
    Responses themselves are never exported.
    """
    formats = tuple(format_ or ())
    if not what.is_dir():
        _form(what, formats, out, report)
        return
    if Format.XLSFORM in formats:
        raise SettingsError(f"{what}: a dataset is no form. Give the round file for xlsform.")
    from admin import exports  # noqa: PLC0415 - analysis takes hundreds of MB
    from admin.dataset import Dataset  # noqa: PLC0415
    from bot import confirmations  # noqa: PLC0415
    from bot.settings import Settings  # noqa: PLC0415

    opened = Dataset.open(what, signed_by=signed_by)
    written = exports.write(
        opened,
        out or Path("exports"),
        language=language,
        fixed_words=fixed_words,
        confirmed=confirmations.read(Settings().confirmations),
        generated_on=day_of(dated),
        register=register_of(register),
        released=register is not None,
        formats=formats,
        given=given,
        themes=themes,
        population=population_of(population, opened.round, weight_by),
        engine=engine_of(),
    )
    for path in written:
        typer.echo(str(path))
    left_out = set(exports.FORMATS) - set(exports.available())
    if left_out and not formats:
        typer.echo(exports.how_to_install(sorted(left_out)), err=True)


def _form(round_file: Path, formats: tuple[Format, ...], out: Path | None, report: Report) -> None:
    if set(formats) - {Format.XLSFORM}:
        raise SettingsError(
            f"{round_file}: a round can be written as xlsform only. For tables, give the folder of"
            " its dataset, which `consult close` makes."
        )
    from admin.xlsform import exporting  # noqa: PLC0415 - loads the writers of workbooks

    round_ = read_round(round_file)
    target = out or round_file.with_suffix(".xlsx")
    show(exporting.write(round_, target).findings, report, target)
