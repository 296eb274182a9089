"""`consult play`: answer a round in the terminal; nothing is sent or stored."""

import datetime as dt
import os
from pathlib import Path
from typing import Annotated

import typer
from msgspec.structs import replace
from rich.console import Group
from rich.text import Text

from bot.catalogues import load_texts
from bot.channels.terminal import Terminal
from bot.cli.files import read_round, read_text, write_text
from bot.clock import Clock
from bot.distress import distressed
from bot.scrubbing import scrub
from dialogs import codes
from dialogs.round import GuardianRule, Invitation, Round
from dialogs.texts import Texts
from dialogs.transcripts import Case, Chat, Turn, differences, take, write
from dialogs.transcripts import read as read_case
from dialogs.transcripts import replay as replayed
from dialogs.transcripts.chat import SeededChance
from dialogs.transcripts.telling import tell_response

_HOW = (
    "Type the number or letter of a button, a text, or a command such as /help or /back.\n"
    "An empty line shows the screen again, Ctrl-D ends. Nothing is sent, nothing is stored."
)


def play(  # noqa: PLR0917 - Typer takes what can be said as parameters
    round_file: Annotated[Path, typer.Argument(metavar="ROUND", help="The round (YAML).")],
    language: Annotated[
        str, typer.Option(help="The language of the phone, such as sq; else English.")
    ] = "",
    seed: Annotated[int, typer.Option(help="The same seed mixes options the same way.")] = 1,
    age_of_consent: Annotated[
        int, typer.Option(min=0, max=25, help="From how many years on one consents alone.")
    ] = 18,
    record: Annotated[Path | None, typer.Option(help="Write the run as a transcript.")] = None,
    replay: Annotated[Path | None, typer.Option(help="Prove a transcript instead.")] = None,
) -> None:
    """Answer a round in the terminal, with the real conversation and no token."""
    round_, texts = read_round(round_file), load_texts()
    texts.require(round_.languages)
    if replay is not None:
        raise typer.Exit(_prove(round_, texts, replay))
    if language and language not in round_.languages:
        offered = ", ".join(round_.languages)
        raise typer.BadParameter(f"“{language}” is not one of: {offered}.", param_hint="--language")
    case = Case(
        seed=seed,
        now=_while_open(round_).isoformat(timespec="seconds"),
        locale=language,
        consent_age=age_of_consent,
        codes=_codes(round_, seed),
    )
    if record is not None:
        case = replace(case, round=_seen_from(record, round_file))
        write_text(record, write(case))
    turns = _converse(Chat(round_, texts, case, scrub, distressed), case.codes)
    if record is not None:
        write_text(
            record, write(replayed(replace(case, turns=turns), round_, texts, scrub, distressed))
        )
        typer.echo(f"Recorded in {record}: {len(turns)} turns.")


def _converse(chat: Chat, good_codes: tuple[str, ...]) -> tuple[Turn, ...]:
    """Play until the person has had enough, and return the turns."""
    terminal = Terminal()
    terminal.say(Text(_HOW, style="dim"))
    for code in good_codes:
        terminal.say(f"A code that is good here: {code}")
    turns = [_taken(terminal, chat, Turn(command="start"))]
    try:
        while True:
            turn = terminal.ask(chat.prompt)
            if turn is None:
                terminal.show(chat.prompt)
            else:
                turns.append(_taken(terminal, chat, turn))
    except (EOFError, KeyboardInterrupt):
        terminal.say(_farewell(chat))
    return tuple(turns)


def _taken(terminal: Terminal, chat: Chat, turn: Turn) -> Turn:
    turn = take(chat, turn)
    if turn.then.notice:
        terminal.notice(turn.then.notice)
    if turn.then.drawn is not None:
        terminal.show(chat.prompt)
    return turn


def _farewell(chat: Chat) -> Group:
    """Say what would have been kept, had this been real."""
    lines = [Text("\nThank you for trying it. Nothing was sent, and nothing is stored.")]
    if chat.stored is not None:
        days, said = chat.round.keep_drafts_days, len(chat.stored.answers)
        waiting = f"An encrypted draft would wait {days} days. Answers so far: {said}."
        lines.append(Text(f"\n{waiting}", style="bold"))
    for response in chat.kept.values():
        lines.append(Text("\nThis would have been sealed until the round closes:", style="bold"))
        lines += [Text(f"  {line}") for line in tell_response(response)]
    if chat.stored is None and not chat.kept:
        lines.append(Text("\nA real round would have kept nothing.", style="bold"))
    return Group(*lines)


def _prove(round_: Round, texts: Texts, path: Path) -> int:
    """Return 0 when a transcript is what happens today; else show what is different."""
    case = read_case(read_text(path), file=str(path))
    found = differences(case, replayed(case, round_, texts, scrub, distressed))
    if found:
        typer.echo(found)
        typer.echo(f"{path}: the conversation has changed. Lines with - were recorded, + is now.")
        return 1
    typer.echo(f"{path}: {len(case.turns)} turns, all as recorded.")
    return 0


def _while_open(round_: Round) -> dt.datetime:
    """Return the time, or its like on the first or last day of the round when it is not open."""
    now = Clock().now()
    day = min(max(now.date(), round_.opens), round_.closes)
    return dt.datetime.combine(day, now.timetz())


def _codes(round_: Round, seed: int) -> tuple[str, ...]:
    """Return a code to play with where the round asks for one."""
    guardians = round_.consent.guardians
    by_slip = guardians is not None and guardians.rule is GuardianRule.CODE
    if round_.invitation is Invitation.OPEN and not by_slip:
        return ()
    return (codes.new_ticket(SeededChance(seed).take(codes.TICKET_BYTES)),)


def _seen_from(case: Path, round_file: Path) -> str:
    return Path(os.path.relpath(round_file.resolve(), case.resolve().parent)).as_posix()
