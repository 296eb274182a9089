"""`consult new`: a round file to begin with."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.files import write_new
from bot.clock import Clock
from bot.settings import Settings, SettingsError

_SUFFIXES = {".yaml", ".yml"}


def new(
    round_file: Annotated[Path, typer.Argument(help="The file to write; it must not exist yet.")],
    country: Annotated[str, typer.Option(help="Where the young people live: two letters.")],
    language: Annotated[
        str, typer.Option(help="The first language of the round, such as en or sq.")
    ] = "en",
) -> None:
    """Write a round file to begin with: a practice round that works, explained line by line.

    The help lines that are known of the country are in it, with their sources.
    """
    from bot import beginning_a_round  # noqa: PLC0415 - reads YAML
    from dialogs.languages import OWN_NAMES  # noqa: PLC0415
    from dialogs.shape.ages import COUNTRY  # noqa: PLC0415

    if round_file.suffix not in _SUFFIXES:
        raise SettingsError(f"{round_file}: end its name in .yaml.")
    if language not in OWN_NAMES:
        raise SettingsError(
            f"The bot does not speak “{language}”. It speaks: {', '.join(OWN_NAMES)}."
        )
    if not COUNTRY.fullmatch(country.upper()):
        raise SettingsError(f"“{country}” is no country: write two letters, such as MK.")
    today = Clock.parse(Settings().clock).today()
    text = beginning_a_round.text_of(
        round_file.name, language=language, country=country.upper(), today=today
    )
    write_new(round_file, text.encode())
    if language != "en":
        typer.echo(f"Its texts are English examples: write yours in {OWN_NAMES[language]}.")
    typer.echo(
        f"{round_file} is a practice round. Write your own texts into it, then:\n"
        f"  consult check {round_file}    # what is still to be done\n"
        f"  consult play {round_file}     # answer it here\n"
        f"  consult demo {round_file}     # simulated people answer it, and you get the brief"
    )
