"""`consult check`: what is wrong with round files, with line and remedy."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Format(StrEnum):
    """How findings are written."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"


def check(
    rounds: Annotated[list[Path], typer.Argument(help="Round files (YAML).")],
    form: Annotated[
        Format, typer.Option("--format", help="For people, programs, or editors and code hosts.")
    ] = Format.TEXT,
    *,
    strict: Annotated[bool, typer.Option(help="Exit with 1 for warnings, too.")] = False,
) -> None:
    """Check round files; the exit code is 1 when one of them must be mended.

    Files of single languages that lie beside a round (`evenings.sq.yaml`) are read with it.
    """
    from bot import confirmations  # noqa: PLC0415 - the catalogues take a while to read
    from bot.checking import check_files  # noqa: PLC0415
    from bot.clock import Clock  # noqa: PLC0415
    from bot.reports import FORMATS  # noqa: PLC0415
    from bot.settings import Settings  # noqa: PLC0415
    from dialogs.problems import Severity  # noqa: PLC0415

    settings = Settings()
    today = Clock.parse(settings.clock).today()
    confirmed = confirmations.read(settings.confirmations)
    checked = list(check_files(rounds, today, confirmed, settings.internal_words))
    typer.echo(FORMATS[form](checked))
    grave = set(Severity) if strict else {Severity.ERROR}
    failed = any(problem.severity in grave for one in checked for problem in one.problems)
    raise typer.Exit(1 if failed else 0)
