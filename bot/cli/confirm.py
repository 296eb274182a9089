"""`consult confirm`: write down who has confirmed what."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.files import read_round
from bot.clock import Clock
from bot.settings import Settings, SettingsError
from dialogs.confirmations import Fact, age_fact, help_line_fact, interface_fact, translation_fact

app = typer.Typer(
    help="Write down who has confirmed a help line, an age of consent or a translation.",
    no_args_is_help=True,
)

RoundFile = Annotated[Path, typer.Argument(help="The round (YAML).")]
By = Annotated[str, typer.Option(help="Role and organisation of who confirms; no names.")]
Note = Annotated[str, typer.Option(help="What it rests on: the call, the law, the paper.")]


@app.callback()
def confirm() -> None:
    """Write down who has confirmed a help line, an age of consent or a translation."""


@app.command()
def helpline(round_file: RoundFile, number: str, by: By, note: Note = "") -> None:
    """Confirm a help line of a round that somebody has phoned."""
    lines = read_round(round_file).help_lines
    found = [line for line in lines if _bare(line.number) == _bare(number)]
    if not found:
        known = ", ".join(line.number for line in lines)
        raise SettingsError(f"{round_file} has no help line {number}. It has: {known}.")
    _write(help_line_fact(found[0]), by, note)


@app.command()
def age(
    country: str,
    years: Annotated[int, typer.Option(min=12, max=21, help="From this age on, alone.")],
    by: By,
    note: Note,
) -> None:
    """Confirm from how many years on one may consent alone in a country."""
    _write(age_fact(country.upper()), by, note, value=years)


@app.command()
def translation(round_file: RoundFile, language: str, by: By, note: Note = "") -> None:
    """Confirm the texts of a round in one language, after a speaker has read them all."""
    round_ = read_round(round_file)
    if language not in round_.languages:
        known = ", ".join(round_.languages)
        raise SettingsError(f"{round_file} has no texts in “{language}”. It has: {known}.")
    _write(translation_fact(round_, language), by, note)


@app.command()
def interface(language: str, by: By, note: Note = "") -> None:
    """Confirm the interface in one language, after a speaker has read its catalogue."""
    from bot.catalogues import load_texts  # noqa: PLC0415 - Babel takes a moment

    texts = load_texts()
    if not texts.knows(language):
        raise SettingsError(f"There is no interface in “{language}”.")
    _write(interface_fact(language, texts.speaker(language).entries()), by, note)


def _write(fact: Fact, by: str, note: str, value: int | None = None) -> None:
    from bot import confirmations  # noqa: PLC0415 - Babel takes a moment

    if not by.strip():
        raise SettingsError("--by is empty: say the role and the organisation of who confirms.")
    settings = Settings()
    today = Clock.parse(settings.clock).today()
    confirmations.add(settings.confirmations, fact, by=by, on=today, note=note, value=value)
    typer.echo(
        f"{fact.what} {fact.name}: confirmed on {today} by {by}, in {settings.confirmations}."
    )


def _bare(number: str) -> str:
    return "".join(letter for letter in number if letter.isdigit())
