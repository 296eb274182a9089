"""`consult doctor`: what the promise needs and this installation lacks."""

import asyncio
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Format(StrEnum):
    """How findings are written."""

    TEXT = "text"
    JSON = "json"


def doctor(
    round_file: Annotated[
        Path | None, typer.Argument(metavar="ROUND", help="The round to launch (YAML).")
    ] = None,
    form: Annotated[Format, typer.Option("--format", help="For people or programs.")] = Format.TEXT,
) -> None:
    """Look at the installation, change nothing, say what to mend; exit code 1 if anything is.

    Run it as the user of the bot, with the bot's settings.
    """
    from bot.cli.files import read_round  # noqa: PLC0415 - SQLAlchemy and more
    from bot.clock import Clock  # noqa: PLC0415
    from bot.doctor.base import Status  # noqa: PLC0415
    from bot.doctor.examining import examine  # noqa: PLC0415
    from bot.doctor.reports import REPORTS  # noqa: PLC0415
    from bot.settings import Settings  # noqa: PLC0415

    settings = Settings()
    round_ = read_round(round_file) if round_file else None
    results = asyncio.run(examine(settings, round_, Clock.parse(settings.clock).now()))
    typer.echo(REPORTS[form](results))
    failed = any(result.finding.status is Status.FAIL for result in results)
    raise typer.Exit(1 if failed else 0)
