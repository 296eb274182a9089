"""`consult round`: pause, extend, mend or cancel a round that is open."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.files import read_round
from dialogs.round import Round

app = typer.Typer(help="Pause, extend, mend or cancel an open round.", no_args_is_help=True)

RoundId = Annotated[str, typer.Argument(help="The id of the round.")]


@app.command("pause")
def pause(
    round_id: RoundId,
    say: Annotated[
        list[str] | None, typer.Option(help="What people are told: LANGUAGE=TEXT, for each.")
    ] = None,
) -> None:
    """Ask nothing for a while, and tell people why. Answers can still be taken back."""
    from bot.cli.carrying import carry_out, looking_in  # noqa: PLC0415 - SQLAlchemy
    from storage.operations import Pause  # noqa: PLC0415
    from storage.rounds import newest_version  # noqa: PLC0415

    said = dict(_split(one) for one in say or [])
    for language in looking_in(lambda database: newest_version(database, round_id)).languages:
        if language not in said:
            said[language] = typer.prompt(f"What people are told in {language}")
    typer.echo(carry_out(Pause(round=round_id, said=said)))


@app.command("resume")
def resume(round_id: RoundId) -> None:
    """Go on with a round that is paused."""
    from bot.cli.carrying import carry_out  # noqa: PLC0415 - SQLAlchemy
    from storage.operations import Resume  # noqa: PLC0415

    typer.echo(carry_out(Resume(round=round_id)))


@app.command("extend")
def extend(
    round_id: RoundId,
    closes: Annotated[str, typer.Argument(help="The new closing date, YYYY-MM-DD.")],
) -> None:
    """Announce a later closing date. The brief will name the first one too."""
    from bot.cli.carrying import carry_out  # noqa: PLC0415 - SQLAlchemy
    from storage.operations import Extend  # noqa: PLC0415

    try:
        date = dt.date.fromisoformat(closes)
    except ValueError:
        raise typer.BadParameter("write the date as YYYY-MM-DD") from None
    typer.echo(carry_out(Extend(round=round_id, closes=date)))


@app.command("mend")
def mend(
    round_file: Annotated[Path, typer.Argument(help="The round (YAML), in its new wording.")],
    same_meaning: Annotated[
        list[str] | None, typer.Option(help="A reworded question that still means the same.")
    ] = None,
    apart: Annotated[
        list[str] | None, typer.Option(help="A reworded question that now means something else.")
    ] = None,
) -> None:
    """Mend the wording of an open round: whoever begins from now on reads the new one.

    Answers to two wordings of one meaning are counted together. Where the meaning is another, they
    are shown apart, and the brief says so. You are asked about each question you do not name.
    """
    from bot.cli.carrying import carry_out, looking_in  # noqa: PLC0415 - SQLAlchemy
    from storage.mending import rewordings  # noqa: PLC0415
    from storage.operations import Mend  # noqa: PLC0415

    round_, same, other = read_round(round_file), [*(same_meaning or [])], [*(apart or [])]
    for question, before in looking_in(lambda database: rewordings(database, round_)):
        if question not in {*same, *other}:
            (same if _means_the_same(question, before, round_) else other).append(question)
    done = Mend(round=round_.id, wording=round_, same=tuple(same), apart=tuple(other))
    typer.echo(carry_out(done))


@app.command("cancel")
def cancel(round_id: RoundId) -> None:
    """Call a round off: every answer is erased unread, and the keys are destroyed. For good."""
    from bot.cli.carrying import carry_out  # noqa: PLC0415 - SQLAlchemy
    from storage.operations import Cancel  # noqa: PLC0415

    typed = typer.prompt(f"Everything said in {round_id} will be erased. Type its id to go on")
    if typed != round_id:
        raise typer.Abort
    typer.echo(carry_out(Cancel(round=round_id)))


def _split(said: str) -> tuple[str, str]:
    language, found, text = said.partition("=")
    if not found:
        raise typer.BadParameter("write --say LANGUAGE=TEXT")
    return language, text


def _means_the_same(question: str, before: Round, after: Round) -> bool:
    typer.echo(f"\n{question}")
    for language in after.languages:
        for sign, text in (("-", _wording(before)), ("+", _wording(after))):
            typer.echo(f"  {sign} {language}: {text(question, language)}")
    return typer.confirm("Does it still mean the same?")


def _wording(round_: Round) -> Callable[[str, str], str]:
    def text(question: str, language: str) -> str:
        asked = round_.question(question)
        labels = [level.label.get(language, level.id) for level in asked.levels()]
        return " | ".join([asked.text[language], *labels])

    return text
