"""`consult confirm`: write down who has confirmed what."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from bot.cli.files import read_round
from bot.clock import Clock
from bot.settings import Settings, SettingsError
from dialogs.confirmations import (
    Fact,
    age_fact,
    amounts_fact,
    help_line_fact,
    interface_fact,
    terms_fact,
    translation_fact,
    words_fact,
)
from dialogs.internal_words import list_of
from dialogs.shape.ages import COUNTRY

app = typer.Typer(
    help="Write down who has confirmed help lines, ages of consent, texts and lists of words.",
    no_args_is_help=True,
)

List = TypeVar("List")

RoundFile = Annotated[Path, typer.Argument(help="The round (YAML).")]
By = Annotated[str, typer.Option(help="Role and organisation of who confirms; no names.")]
Note = Annotated[str, typer.Option(help="What it rests on: the call, the law, the paper.")]


@app.callback()
def confirm() -> None:
    """Write down who has confirmed help lines, ages of consent, texts and lists of words."""


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
    if not COUNTRY.fullmatch(country.upper()):
        raise SettingsError(f"“{country}” is no country: write two letters, such as MK.")
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


@app.command()
def brief(language: str, by: By, note: Note = "") -> None:
    """Confirm the fixed words of briefs in one language, after a speaker has read a brief in it."""
    from admin.words import Words, WordsError, fact_of  # noqa: PLC0415 - Babel takes a moment

    try:
        Words(language)
    except WordsError as error:
        raise SettingsError(str(error)) from None
    _write(fact_of(language), by, note)


@app.command()
def words(language: str, by: By, note: Note = "") -> None:
    """Confirm the words of distress in one language, after child-protection staff have read them.

    The list is in dialogs/word_lists/distress. Those of bs, cnr, hr and sr are one.
    """
    from admin.word_lists import shipped_distress  # noqa: PLC0415 - reads YAML

    tag, one = _list_in(shipped_distress(), language, "words of distress")
    _write(words_fact(tag, one.phrases), by, note)


@app.command()
def terms(language: str, by: By, note: Note = "") -> None:
    """Confirm the internal words in one language, after a speaker has read them."""
    from admin.word_lists import shipped_internal  # noqa: PLC0415 - reads YAML

    tag, one = _list_in(shipped_internal(), language, "internal words")
    _write(terms_fact(tag, one.entries.items()), by, note)


@app.command()
def amounts(language: str, by: By, note: Note = "") -> None:
    """Confirm the words that claim how many in one language, after a speaker has read them.

    The list is in dialogs/word_lists/amounts. Those of bs, cnr, hr and sr are one.
    """
    from admin.word_lists import shipped_amounts  # noqa: PLC0415 - reads YAML

    tag, one = _list_in(shipped_amounts(), language, "words for amounts")
    _write(amounts_fact(tag, one.entries), by, note)


@app.command("export")
def export_(to: Annotated[Path, typer.Argument(help="New file (YAML).")]) -> None:
    """Write what is confirmed here into a file that other organisations can import."""
    from bot import confirmations  # noqa: PLC0415 - Babel takes a moment

    if to.exists():
        raise SettingsError(f"{to} is there already. Give the file another name.")
    count = confirmations.export(Settings().confirmations, to)
    typer.echo(f"{count} confirmations are in {to}; those of a round's own texts stay here.")


@app.command("import")
def import_(file: Annotated[Path, typer.Argument(help="What another organisation has.")]) -> None:
    """Take over what another organisation has confirmed, with who, when and on what source."""
    from bot import confirmations  # noqa: PLC0415 - Babel takes a moment

    for one in confirmations.import_(Settings().confirmations, file):
        typer.echo(f"{one.what} {one.name}: by {one.by} on {one.on}. {one.note}".rstrip())
    typer.echo("From now on these count here as well: you answer for them.")


def _list_in(lists: Mapping[str, List], language: str, what: str) -> tuple[str, List]:
    """Return the list for a language, and the language whose it is."""
    tag = list_of(language)
    if tag not in lists:
        raise SettingsError(f"There are no {what} in “{language}”.")
    return tag, lists[tag]


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
