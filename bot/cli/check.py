"""`consult check`: what is wrong with a round file, with line and remedy."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.files import read_round
from dialogs.problems import RoundFileError


def check(rounds: Annotated[list[Path], typer.Argument(help="Round files (YAML).")]) -> None:
    """Check round files; the exit code is 1 when one of them cannot be used."""
    failed = False
    for path in rounds:
        try:
            round_ = read_round(path)
        except RoundFileError as error:
            failed = True
            typer.echo(str(error))
        else:
            typer.echo(f"{path}: {len(round_.questions)} questions, {', '.join(round_.languages)}.")
    raise typer.Exit(1 if failed else 0)
