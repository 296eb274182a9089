"""Bad days: each strikes a running trial for a while and goes away again.

Each is the real thing where one can be had without owning the machine: a limit of the kernel on the
size of files, a lock held by another process, a server that is really stopped.
"""

import asyncio
import resource
import sqlite3
from collections.abc import Callable, Coroutine
from contextlib import closing
from dataclasses import dataclass
from urllib.parse import urlsplit

from bot.practice import BadGateway, Dropped, ServerError, TooManyRequests
from bot.practice.faults import Fault
from tests.support.crashing.children import Child
from tests.support.crashing.trial import Trial
from tests.support.postgres import Postgres

BEFORE, AFTER = 30, 10
"""Updates that are confirmed before a trouble strikes, and those that must be afterwards."""


@dataclass
class Day:
    """How a bad day went: what was confirmed meanwhile, and how long recovery took."""

    confirmed_meanwhile: int = -1
    recovery_s: float = -1.0


Trouble = Callable[[Trial], Coroutine[None, None, None]]


def disk_full(day: Day, seconds: float = 2.0) -> Trouble:
    """No file of the bot may grow any more."""

    async def strike(trial: Trial) -> None:
        await trial.confirmed(BEFORE)
        child = trial.bots[0]
        assert isinstance(child, Child)
        _, hard = resource.prlimit(child.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(child.pid, resource.RLIMIT_FSIZE, (0, hard))
        await _endure(trial, day, seconds)
        resource.prlimit(child.pid, resource.RLIMIT_FSIZE, (hard, hard))
        day.recovery_s = await trial.confirmed(AFTER)

    return strike


def locked(day: Day, seconds: float = 6.5) -> Trouble:
    """Another program holds the write lock, for longer than SQLite is told to wait."""

    async def strike(trial: Trial) -> None:
        await trial.confirmed(BEFORE)
        with closing(sqlite3.connect(urlsplit(trial.url).path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            await _endure(trial, day, seconds)
            other.execute("ROLLBACK")
        day.recovery_s = await trial.confirmed(AFTER)

    return strike


def restart(day: Day, server: Postgres, seconds: float = 2.0) -> Trouble:
    """The database server is stopped at once, and started again a little later."""

    async def strike(trial: Trial) -> None:
        await trial.confirmed(BEFORE)
        await asyncio.to_thread(server.stop)
        await _endure(trial, day, seconds)
        await asyncio.to_thread(server.start_again)
        day.recovery_s = await trial.confirmed(AFTER)

    return strike


def bad_telegram(day: Day, seconds: float = 3.0) -> Trouble:
    """Telegram answers with errors, nonsense, "wait" or nothing, every other time."""
    kinds: tuple[Fault, ...] = (ServerError(), BadGateway(), TooManyRequests(1), Dropped())

    async def strike(trial: Trial) -> None:
        await trial.confirmed(BEFORE)
        faults, before = trial.server.faults, trial.server.counts.updates_confirmed
        for method in ("*", "getUpdates"):
            for kind in kinds:
                faults.chance(method, kind, 0.15)
        await asyncio.sleep(seconds)
        faults.clear()
        day.confirmed_meanwhile = trial.server.counts.updates_confirmed - before
        day.recovery_s = await trial.confirmed(AFTER)

    return strike


async def _endure(trial: Trial, day: Day, seconds: float) -> None:
    """Wait for what was on its way to settle, then count what is confirmed all the same."""
    await asyncio.sleep(0.3)
    before = trial.server.counts.updates_confirmed
    await asyncio.sleep(seconds)
    day.confirmed_meanwhile = trial.server.counts.updates_confirmed - before
