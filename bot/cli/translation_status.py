"""How far the languages of a round are: in a table, and in words."""

import typing
from pathlib import Path

import typer

if typing.TYPE_CHECKING:
    from rich.table import Table

    from bot.translating.desk import Desk
    from dialogs.confirmations import Confirmation


def in_words(at: "Desk") -> str:
    """Return how far a language is: 48 texts in “sq”, 2 missing, 1 changed."""
    from dialogs.translating.record import State  # noqa: PLC0415

    states = [one.state for one in at.entries]
    counted = (f"{states.count(each)} {each}" for each in State if each in states)
    long = sum(one.over > 0 for one in at.entries)
    too_long = [f"{long} too long"] * bool(long)
    return f"{len(states)} texts in “{at.language}”: {', '.join((*counted, *too_long))}"


def show(round_file: Path, language: str) -> None:
    """Print a table of all languages, or of one; see `desk` for what is refused."""
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    from bot import confirmations  # noqa: PLC0415
    from bot.cli.files import read_unfinished  # noqa: PLC0415
    from bot.settings import Settings  # noqa: PLC0415
    from bot.translating.desk import desk  # noqa: PLC0415
    from dialogs.confirmations import translation_fact  # noqa: PLC0415

    round_ = read_unfinished(round_file).round
    source, *others = round_.languages
    confirmed = confirmations.read(Settings().confirmations)
    table = Table("Tag", "Done", "Missing", "Changed", "By hand", "Long", "Review")
    table.add_column("Confirmed")
    for tag in [language] if language else others:
        _row(table, desk(round_file, tag), confirmed.of(translation_fact(round_, tag)))
    Console().print(table)
    typer.echo(
        f"Translated from “{source}”. Changed: the source was reworded since. Long: too long."
    )
    typer.echo("By hand: not known from which wording; settle it, and changes are noticed.")


def _row(table: "Table", at: "Desk", confirmed: "Confirmation | None") -> None:
    from dialogs.translating.record import State  # noqa: PLC0415

    states = [one.state for one in at.entries]
    done = len(states) - states.count(State.MISSING)
    table.add_row(
        at.language,
        f"{done}/{len(states)}",
        str(states.count(State.MISSING)),
        str(states.count(State.STALE)),
        str(states.count(State.UNFOLLOWED)),
        str(sum(one.over > 0 for one in at.entries)),
        str(at.unfinished.round.languages[at.language]),
        f"by {confirmed.by} on {confirmed.on}" if confirmed else "–",
    )
