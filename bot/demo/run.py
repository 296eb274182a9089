"""The order of the demonstration: open, answer, close, brief, show."""

import asyncio
import datetime as dt
import shutil
import tempfile
import time
from contextlib import AsyncExitStack
from importlib.resources import as_file, files
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from bot.catalogues import load_texts
from bot.cli.files import read_round
from bot.cli.options import Audience
from bot.demo import playback, site
from bot.demo.children import bot_running, run_verb
from bot.demo.progress import Counter, watching
from bot.demo.speakers import one_of_each
from bot.practice import Mode, PracticeClock, PracticeServer
from bot.practice.people import Person
from bot.practice.personas import Persona, make_personas
from bot.settings import SettingsError
from dialogs.round import Round
from dialogs.texts import Texts

TOKEN = "4242:practice-token-for-the-demonstration-only"  # noqa: S105 - opens nothing
ROUNDS = files("dialogs") / "rounds"
ROUND = "our_evenings.yaml"
EVERY_LANGUAGE = "our_park.yaml"
"""The practice round that is there in all languages of the interface."""

SPEED = 600.0
"""Practice seconds in a real second: an evening in under half a minute."""

EVENING = 4 * 3600.0
"""Practice seconds within which people arrive, at most."""

EACH = EVENING / 300
"""Practice seconds from one arrival to the next, so that fewer people need less time."""


async def demo(
    out: Path,
    *,
    participants: int,
    seed: int,
    serve: bool,
    languages: bool = False,
    own: Path | None = None,
) -> None:
    """Run a whole consultation and leave its brief in `out`.

    With `languages` it is the round that is there in every language of the interface, and at
    least one person speaks each of them and answers to the end. `own` is a round of somebody's own.

    Raises:
        RoundFileError, MissingTextError: the round cannot be run.
        SettingsError: it cannot be read, or is meant for real people.
    """
    console = Console()
    began = time.monotonic()
    with as_file(ROUNDS) as rounds, tempfile.TemporaryDirectory(prefix="consult-") as scratch:
        round_path = own or rounds / (EVERY_LANGUAGE if languages else ROUND)
        round_ = _practice_round(round_path)
        work = Path(scratch)
        out.mkdir(parents=True, exist_ok=True)  # noqa: ASYNC240 - before anything runs
        personas = _personas(round_, participants, seed, languages=languages)
        _explain(console, round_, personas)
        clock = _clock_of(round_)
        await _answer(console, round_, round_path, work, out, clock, personas)
        await _close_and_brief(console, round_, work, out, clock)
    _say_where(console, out, time.monotonic() - began)
    if serve:
        await site.serve(out, console)


def _practice_round(path: Path) -> Round:
    """Return a round whose brief says on every page that nobody real has answered."""
    round_ = read_round(path)
    if not round_.practice:
        raise SettingsError(
            f"{path}: is meant for real people. Write `practice: true` while you rehearse it."
        )
    load_texts().require(round_.languages)
    return round_


def _personas(
    round_: Round, participants: int, seed: int, *, languages: bool
) -> tuple[Persona, ...]:
    """Return who takes part; with `languages` one at least for each language."""
    count = max(participants, len(round_.languages)) if languages else participants
    personas = make_personas(round_, count, seed=seed, evening=min(EVENING, count * EACH))
    return tuple(one_of_each(personas, round_)) if languages else personas


def _explain(console: Console, round_: Round, personas: tuple[Persona, ...]) -> None:
    spoken = len({each.language for each in personas})
    console.print(f"[bold]{round_.public_label['en']}[/] · a practice round")
    languages = "1 language" if spoken == 1 else f"{spoken} languages"
    console.print(
        f"{len(personas)} simulated young people, with {languages}, answer a real bot over a"
        f" practice Telegram server on this machine, in [bold]unlimited[/] mode (Telegram’s own"
        f" rate limits are off), with time running {SPEED:.0f} times as fast. Nothing leaves this"
        f" machine.\n"
    )


def _clock_of(round_: Round) -> PracticeClock:
    """Return a clock that starts in the afternoon of the last day but one.

    On a slow machine the evening is longer, and a round that has ended asks nobody.
    """
    day = max(round_.opens, round_.closes - dt.timedelta(days=1))
    start = dt.datetime.combine(day, dt.time(15), tzinfo=dt.UTC)
    return PracticeClock(start, SPEED)


def _environment(work: Path, clock: PracticeClock, api: str = "") -> dict[str, str]:
    token_file = work / "token"
    token_file.touch(mode=0o600)
    token_file.write_text(TOKEN)
    return {
        "CONSULT_TELEGRAM_API": api,
        "CONSULT_TOKEN_FILE": str(token_file),
        "CONSULT_DATABASE": f"sqlite+aiosqlite:///{work / 'consult.db'}",
        "CONSULT_VAULT": str(work / "vault"),
        "CONSULT_HEALTH_PORT": "0",
        "CONSULT_CLOCK": f"{time.time()} {clock.now().timestamp()} {clock.speed}",
    }


async def _answer(  # noqa: PLR0917 - each is one thing that the evening needs
    console: Console,
    round_: Round,
    round_path: Path,
    work: Path,
    out: Path,
    clock: PracticeClock,
    personas: tuple[Persona, ...],
) -> None:
    texts = load_texts()
    counter = Counter(len(personas))
    async with AsyncExitStack() as stack:
        server = PracticeServer(token=TOKEN, mode=Mode.UNLIMITED, clock=clock)
        with console.status("Starting the practice server and the bot …"):
            await stack.enter_async_context(server)
            environment = _environment(work, clock, server.url)
            await stack.enter_async_context(bot_running(str(round_path), environment))
        people = [_person(server, persona, round_, texts, clock) for persona in personas]
        async with watching(console, counter, server):
            await asyncio.gather(*(counter.follow(person) for person in people))
    server.transcript.write(out / "transcript.jsonl")
    playback.write(out / "chat.html", server.transcript, people, round_)
    _summarise(console, counter)


def _person(
    server: PracticeServer, persona: Persona, round_: Round, texts: Texts, clock: PracticeClock
) -> Person:
    phone = server.phone(
        1_000_000 + persona.number, language_code=persona.language.split("-", maxsplit=1)[0]
    )
    return Person(persona, phone, round_, texts, clock)


def _summarise(console: Console, counter: Counter) -> None:
    ends = ", ".join(f"{count} {fate.value.replace('_', ' ')}" for fate, count in counter.ends())
    console.print(f"How the {counter.expected} conversations ended: {ends}.")


async def _close_and_brief(
    console: Console, round_: Round, work: Path, out: Path, clock: PracticeClock
) -> None:
    environment = _environment(work, clock)
    dataset = work / "dataset"
    with console.status("Closing: two holders’ words open the sealed answers …"):
        await run_verb("close", round_.id, "--out", str(dataset), environment=environment)
    console.print("Closed: answers shuffled and frozen, keys and sealed answers destroyed.")
    with console.status("Counting, protecting, drawing the brief …"):
        day = clock.now().date().isoformat()
        everybody = [f"--audience={one.value}" for one in Audience]
        await run_verb(
            "brief",
            str(dataset),
            "--out",
            str(out),
            "--dated",
            day,
            *everybody,
            environment=environment,
        )
    shutil.rmtree(out / "dataset", ignore_errors=True)
    shutil.copytree(dataset, out / "dataset")


def _say_where(console: Console, out: Path, seconds: float) -> None:
    console.print(f"\n[bold]Done in {seconds:.0f} s.[/] Open these:")
    found = Table.grid(padding=(0, 2))
    for name, what in (
        ("brief.html", "the brief, to read"),
        ("brief.pdf", "the brief, to print"),
        ("brief.docx", "the brief, to edit"),
        ("participants.html", "one page for everybody who took part"),
        ("technical.html", "all tables, wordings and methods"),
        ("tables.csv", "every published number"),
        ("chat.html", "a simulated chat in each language"),
    ):
        found.add_row(f"  {escape(str(out / name))}", f"[dim]{what}[/]")
    console.print(found)
