"""What people feel while others flood the bot, and whether its memory stays flat.

    uv run python -m tests.benchmarks.flood [--quick]

100,000 messages come from 50 chats that never pause, while 1,000 other people consent, answer all
questions and send their answers, as fast as one may who reads. The practice server keeps Telegram's
limits (mode `telegram`), and the bot runs as a process of its own, with its own limits as in life.

`honest_p99_s` is the time until one of the 1,000 sees something new, `memory_growth` how much more
memory (a share) the bot takes at most than when the first tenth of the flood was over. `lost`
counts steps of the 1,000 that were never answered, responses that were sent and are not in the
database, and updates that were never confirmed or of which the bot does not say what has become.
`passed_over` is how many messages the bot has not read, by its own count: its answer to a flood.
Were one of the 1,000 among their senders, a step would not be answered, and count as lost.
"""

import asyncio
import os
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from time import monotonic

import aiohttp
from prometheus_client.parser import text_string_to_metric_families
from rich.console import Console

from bot.practice import PracticeServer
from bot.practice.limits import Mode
from bot.practice.phone import Phone
from tests.benchmarks import form
from tests.benchmarks.form import Json, Outcome
from tests.benchmarks.memory import PeakMemory
from tests.benchmarks.rush import TOKEN, WAY, offers, started
from tests.support.crashing.children import Child
from tests.support.serving import free_port

HONEST_WITHIN = 3.0
MEMORY_WITHIN = 0.10
PATIENCE = 60.0
THINKS_SECONDS = 1.2
"""What somebody takes to read; a bot may write to a chat about once a second."""

RANKED = ("Street lamps", "An evening bus", "Concerts and cinema")
WORDS = "More lamps on the way to the bus."


@dataclass(frozen=True)
class Step:
    """What somebody does, and the button or else the text that the next screen has."""

    do: str
    button: str = ""
    text: str = ""


def _steps() -> Iterator[Step]:
    """Yield the way from /start to the last screen, through questions of each kind."""
    buttons = (*WAY, "Girl or woman", "On the hill", "By bus", "☐ Later buses", "✔ Done", "4")
    for do, button in pairwise(("/start", *buttons, RANKED[0])):
        yield Step(do, button)
    for place, option in enumerate(RANKED, start=1):
        yield Step(option, f"{place}. {option}")
    yield Step("✔ Done", text="What else should the council know")
    yield Step(WORDS, "📨 Send my answers")
    yield Step("📨 Send my answers", text="✅ Saved.")


STEPS = tuple(_steps())
LIFE_SECONDS = len(STEPS) * THINKS_SECONDS


@dataclass(frozen=True)
class Size:
    """So many messages from so many chats, and so many people, within so many seconds in all."""

    messages: int
    chats: int
    people: int
    seconds: float


FULL, QUICK = Size(100_000, 50, 1000, 750.0), Size(5_000, 10, 24, 27.0)


@dataclass
class Felt:
    """Seconds until the honest saw something new; steps never answered; who came to the end."""

    seen: list[float] = field(default_factory=list)
    unanswered: int = 0
    finished: int = 0


def measure(quick: bool, console: Console) -> Outcome:
    """Let the flood come."""
    return asyncio.run(_measure(QUICK if quick else FULL, console))


async def _measure(size: Size, console: Console) -> Outcome:
    felt = Felt()
    async with PracticeServer(token=TOKEN, mode=Mode.TELEGRAM, recording=False) as server:
        with tempfile.TemporaryDirectory() as folder:
            port = free_port()
            bot = await started(Path(folder), server, health_port=port)
            base, peak = await _flooded(server, bot, size, felt, console)
            await _emptied(server)
            became = await _became(port)
            bot.terminate()
            await bot.ended(within=30)
            stored = _responses(Path(folder) / "consult.db")
    created = server.counts.updates_created
    unconfirmed = created - server.counts.updates_confirmed
    untold = max(0, created - sum(became.values()))
    figures: dict[str, Json] = {
        "messages": size.messages,
        "chats": size.chats,
        "people": size.people,
        "honest_steps": len(felt.seen),
        "responses": stored,
        "honest_p50_s": _at(felt.seen, 0.5),
        "honest_p99_s": _at(felt.seen, 0.99),
        "memory_base_mb": round(base, 1),
        "memory_peak_mb": round(peak, 1),
        "memory_growth": round(peak / base - 1, 3),
        "lost": felt.unanswered + felt.finished - stored + unconfirmed + untold,
        "passed_over": became.get("passed_over", 0),
        "refused": sum(server.counts.refused.values()),
        "load": round(os.getloadavg()[0], 1),
    }
    rows = [(key, str(figure)) for key, figure in figures.items()]
    table = form.table_of("People answer while others flood the bot", ("what", "figure"), rows)
    return Outcome(table, figures, _broken(figures))


async def _flooded(
    server: PracticeServer, bot: Child, size: Size, felt: Felt, console: Console
) -> tuple[float, float]:
    """Let everybody write; return the bot's memory after the first tenth, and its peak after."""
    flooding = asyncio.create_task(_flood(server, size))
    pace = (size.seconds - LIFE_SECONDS) / size.people
    phones = [server.phone(6_000_000 + number) for number in range(size.people)]
    living = asyncio.gather(*(_live(one, n * pace, felt) for n, one in enumerate(phones)))
    await asyncio.sleep(size.seconds / 10)
    with PeakMemory(bot.pid) as memory:
        base = memory.now_mb
        while not living.done():
            console.print(
                f"{len(felt.seen)} screens seen, {len(server.account.updates)} wait    ", end="\r"
            )
            await asyncio.wait([living], timeout=1.0)
        await flooding
    await living
    return base, memory.peak_mb


async def _flood(server: PracticeServer, size: Size) -> None:
    """Write from every chat in turn, evenly over nine tenths of the time."""
    phones = [server.phone(7_000_000 + number) for number in range(size.chats)]
    began, within = monotonic(), 0.9 * size.seconds
    for number in range(size.messages):
        await phones[number % size.chats].say(f"hey {number}")
        ahead = within * number / size.messages - (monotonic() - began)
        if ahead > 0.01:
            await asyncio.sleep(ahead)


async def _live(phone: Phone, after: float, felt: Felt) -> None:
    """Start after so many seconds, and go on to the end, reading each screen."""
    await asyncio.sleep(after)
    for step in STEPS:
        began = monotonic()
        try:
            await (phone.say(step.do) if step.do in {"/start", WORDS} else phone.tap(step.do))
            if step.text:
                await phone.sees(step.text, PATIENCE)
            else:
                await offers(phone, step.button, PATIENCE)
        except TimeoutError:
            felt.unanswered += 1
            return
        felt.seen.append(monotonic() - began)
        await asyncio.sleep(THINKS_SECONDS)
    felt.finished += 1


async def _emptied(server: PracticeServer) -> None:
    """Wait until the bot has confirmed all there is."""
    until = monotonic() + PATIENCE
    while len(server.account.updates) and monotonic() < until:  # noqa: ASYNC110 - no event for it
        await asyncio.sleep(0.2)


async def _became(port: int) -> dict[str, int]:
    """Return what has become of how many updates, as the bot tells it."""
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"http://127.0.0.1:{port}/metrics") as response,
    ):
        families = text_string_to_metric_families(await response.text())
    return {
        sample.labels["outcome"]: int(sample.value)
        for family in families
        for sample in family.samples
        if sample.name == "consult_updates_total"
    }


def _responses(database: Path) -> int:
    """Return how many responses are stored."""
    with sqlite3.connect(database) as connection:
        (found,) = connection.execute("SELECT count(*) FROM sealed").fetchone()
    connection.close()
    return int(found)


def _at(seconds: Sequence[float], share: float) -> float:
    ordered = sorted(seconds)
    return round(ordered[min(len(ordered) - 1, int(len(ordered) * share))], 3)


def _broken(figures: Mapping[str, Json]) -> list[str]:
    broken = []
    if figures["lost"]:
        broken.append(f"{figures['lost']} steps or updates were lost.")
    if float(str(figures["honest_p99_s"])) >= HONEST_WITHIN:
        broken.append(f"One in a hundred waited {figures['honest_p99_s']} s or more.")
    if float(str(figures["memory_growth"])) > MEMORY_WITHIN:
        broken.append(f"The bot's memory grew by {figures['memory_growth']} of what it was.")
    return broken


if __name__ == "__main__":
    form.main(measure)
