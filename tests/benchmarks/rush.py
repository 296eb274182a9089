"""What people feel when everybody comes at once, and Telegram keeps its limits.

    uv run python -m tests.benchmarks.rush [--quick]

1,000 people start within one minute and tap on as soon as they see something to tap, while the
practice server lets the bot say 30 messages a second and no more (mode `telegram`). There is less
of that than they ask for, so they have to wait; what is measured is whether the waiting is fair,
whether buttons answer all the same, and whether Telegram ever has to say "stop" (429).
"""

import asyncio
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

from rich.console import Console
from rich.table import Table

from bot.practice import PracticeServer
from bot.practice.limits import MESSAGES_PER_SECOND, Mode
from bot.practice.phone import Phone
from tests.benchmarks import form
from tests.benchmarks.form import Json, Outcome
from tests.support.crashing.children import Child
from tests.support.world import EXAMPLE_TEXT

TOKEN = "4242:practice-token-for-a-rush-0000000000000000"
FIRST_USER = 5_000_000
FULL, QUICK = (1000, 60.0), (150, 8.0)
"""How many people start within how many seconds."""

WAY = ("English", "Go on ➡", "16", "Go on ➡", "✅ Yes, I take part")
"""What everybody taps, one screen after the other."""

PATIENCE = 600.0
ACKNOWLEDGED_WITHIN = 1.0


@dataclass
class Felt:
    """What people felt, in seconds: until their buttons answered, until they saw something new.

    `first` is when each person started and when they saw the first screen.
    """

    acknowledged: list[float] = field(default_factory=list)
    seen: list[float] = field(default_factory=list)
    first: list[tuple[float, float]] = field(default_factory=list)

    @property
    def most_overtaken(self) -> int:
        """By how many who started later somebody was overtaken at most, waiting for the first."""
        orders = [at for _, at in sorted(self.first)]
        return max(sum(later < at for later in orders[n:]) for n, at in enumerate(orders))


def measure(quick: bool, console: Console) -> Outcome:
    """Let everybody come."""
    people, within = QUICK if quick else FULL
    return asyncio.run(_measure(people, within, console))


async def _measure(people: int, within: float, console: Console) -> Outcome:
    felt = Felt()
    async with PracticeServer(token=TOKEN, mode=Mode.TELEGRAM, recording=False) as server:
        with tempfile.TemporaryDirectory() as folder:
            bot = await started(Path(folder), server)
            began = monotonic()
            phones = [server.phone(FIRST_USER + n) for n in range(people)]
            lives = [_live(phone, n * within / people, felt) for n, phone in enumerate(phones)]
            living = asyncio.gather(*lives)
            while not living.done():
                console.print(f"{len(felt.seen)} screens seen", end="\r")
                await asyncio.wait([living], timeout=1.0)
            rate = server.counts.messages_sent / (monotonic() - began)
            await living
            bot.terminate()
            await bot.ended(within=20)
        refused = sum(server.counts.refused.values())
        made = server.counts.calls.total() - server.counts.calls["getUpdates"]
        calls = made / server.counts.updates_created
    figures: dict[str, Json] = {
        "people": people,
        "start_within_s": within,
        "screens": len(felt.seen),
        "messages_per_s": round(rate, 1),
        "calls_per_update": round(calls, 2),
        "status_429": refused,
        "acknowledged_p99_s": _at(felt.acknowledged, 0.99),
        "acknowledged_max_s": _at(felt.acknowledged, 1.0),
        "screen_p50_s": _at(felt.seen, 0.5),
        "screen_p99_s": _at(felt.seen, 0.99),
        "most_overtaken": felt.most_overtaken,
    }
    return Outcome(_table(figures), figures, _broken(figures))


async def started(folder: Path, server: PracticeServer, *, health_port: int = 0) -> Child:
    """Start the bot as people run it, at a server; return when it listens."""
    (folder / "round.yaml").write_text(EXAMPLE_TEXT)
    (folder / "token").touch(mode=0o600)
    (folder / "token").write_text(TOKEN)
    environment = {
        "CONSULT_TELEGRAM_API": server.url,
        "CONSULT_PACE": "telegram",
        "CONSULT_TOKEN_FILE": str(folder / "token"),
        "CONSULT_DATABASE": f"sqlite+aiosqlite:///{folder / 'consult.db'}",
        "CONSULT_VAULT": str(folder / "vault"),
        "CONSULT_HEALTH_PORT": str(health_port),
    }
    log = folder / "bot.log"
    bot = Child(["serve", str(folder / "round.yaml")], environment, log)
    async with asyncio.timeout(120):
        while not log.exists() or "ready" not in log.read_text():  # noqa: ASYNC110
            await asyncio.sleep(0.1)
    return bot


async def _live(phone: Phone, after: float, felt: Felt) -> None:
    """Start after so many seconds, and go the way that everybody goes."""
    await asyncio.sleep(after)
    began = monotonic()
    await phone.say("/start")
    await offers(phone, WAY[0], PATIENCE)
    felt.seen.append(monotonic() - began)
    felt.first.append((began, monotonic()))
    for button, following in zip(WAY, (*WAY[1:], "Skip ➡"), strict=True):
        began = monotonic()
        tap = await phone.tap(button)
        await tap.answer(PATIENCE)
        felt.acknowledged.append(monotonic() - began)
        await offers(phone, following, PATIENCE)
        felt.seen.append(monotonic() - began)


async def offers(phone: Phone, button: str, within: float) -> None:
    """Wait until there is such a button to tap."""
    await phone.until(
        lambda screen: any(
            one.text == button for shown in screen for row in shown.keyboard for one in row
        ),
        within,
    )


def _at(seconds: Sequence[float], share: float) -> float:
    ordered = sorted(seconds)
    return round(ordered[min(len(ordered) - 1, int(len(ordered) * share))], 3)


def _broken(figures: Mapping[str, Json]) -> list[str]:
    broken = []
    if figures["status_429"]:
        broken.append(f"Telegram refused {figures['status_429']} calls.")
    if float(str(figures["acknowledged_p99_s"])) > ACKNOWLEDGED_WITHIN:
        broken.append(f"A button waited {figures['acknowledged_p99_s']} s for its answer.")
    return broken


def _table(figures: Mapping[str, Json]) -> Table:
    title = f"Everybody at once, {MESSAGES_PER_SECOND:.0f} messages a second allowed"
    return form.table_of(title, ("what", "figure"), [(key, str(n)) for key, n in figures.items()])


if __name__ == "__main__":
    form.main(measure)
