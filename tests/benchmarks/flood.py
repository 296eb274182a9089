"""What people feel while others flood the bot, and whether its memory stays flat.

    uv run python -m tests.benchmarks.flood [--quick]

100,000 messages come from 50 chats, as fast as a phone can be made to send them, while 1,000 other
people start, choose a language and read on. The practice server keeps Telegram's limits (mode
`telegram`), and the bot runs as a process of its own, with its own limits as in real life.

`honest_p99_s` is the time until one of the 1,000 sees something new, `memory_growth` how much more
memory (a share) the bot takes at most than when the first tenth of the flood was over, and `lost`
counts steps of the 1,000 that were never answered and updates that were never confirmed.
"""

import asyncio
import os
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

from rich.console import Console

from bot.practice import PracticeServer
from bot.practice.limits import Mode
from bot.practice.phone import Phone
from tests.benchmarks import form
from tests.benchmarks.form import Json, Outcome
from tests.benchmarks.memory import PeakMemory
from tests.benchmarks.rush import TOKEN, offers, started
from tests.support.crashing.children import Child

HONEST_WITHIN = 3.0
MEMORY_WITHIN = 0.10
PATIENCE = 60.0
WAY = ("English", "Go on ➡")


@dataclass(frozen=True)
class Size:
    """So many messages from so many chats, and so many people, within so many seconds."""

    messages: int
    chats: int
    people: int
    seconds: float


FULL, QUICK = Size(100_000, 50, 1000, 200.0), Size(5_000, 10, 100, 18.0)


@dataclass
class Felt:
    """Seconds until the honest saw something new, and how many steps were never answered."""

    seen: list[float] = field(default_factory=list)
    unanswered: int = 0


def measure(quick: bool, console: Console) -> Outcome:
    """Let the flood come."""
    return asyncio.run(_measure(QUICK if quick else FULL, console))


async def _measure(size: Size, console: Console) -> Outcome:
    felt = Felt()
    async with PracticeServer(token=TOKEN, mode=Mode.TELEGRAM, recording=False) as server:
        with tempfile.TemporaryDirectory() as folder:
            bot = await started(Path(folder), server)
            base, peak = await _flooded(server, bot, size, felt, console)
            await _emptied(server)
            bot.terminate()
            await bot.ended(within=30)
    unconfirmed = server.counts.updates_created - server.counts.updates_confirmed
    figures: dict[str, Json] = {
        "messages": size.messages,
        "chats": size.chats,
        "people": size.people,
        "honest_steps": len(felt.seen),
        "honest_p50_s": _at(felt.seen, 0.5),
        "honest_p99_s": _at(felt.seen, 0.99),
        "memory_base_mb": round(base, 1),
        "memory_peak_mb": round(peak, 1),
        "memory_growth": round(peak / base - 1, 3),
        "lost": felt.unanswered + unconfirmed,
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
    pace = size.seconds / size.people
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
    """Start after so many seconds, and tap on as soon as there is something to tap."""
    await asyncio.sleep(after)
    for step, following in zip(("/start", *WAY), (*WAY, "16"), strict=True):
        began = monotonic()
        try:
            await (phone.say(step) if step == "/start" else phone.tap(step))
            await offers(phone, following, PATIENCE)
        except TimeoutError:
            felt.unanswered += 1
            return
        felt.seen.append(monotonic() - began)


async def _emptied(server: PracticeServer) -> None:
    """Wait until the bot has confirmed all there is."""
    until = monotonic() + PATIENCE
    while len(server.account.updates) and monotonic() < until:  # noqa: ASYNC110 - no event for it
        await asyncio.sleep(0.2)


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
