"""Bad days: people answer while something outside of the bot is broken for a while.

In each: nothing is confirmed that is not stored, everybody gets through in the end without anybody
mending anything, and what lies in the database is what the phones were shown.
"""

import asyncio
import datetime as dt
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.engine.interfaces import DBAPIConnection

from bot.clock import Clock
from storage.db import Database
from storage.retention import erase_expired
from tests.support.crashing.lodger import TrialAtHome
from tests.support.crashing.trial import Plan, Trial
from tests.support.crashing.troubles import (
    AFTER,
    BEFORE,
    Day,
    Trouble,
    bad_telegram,
    disk_full,
    locked,
    restart,
)
from tests.support.crashing.verdict import judge
from tests.support.postgres import running_postgres

pytestmark = pytest.mark.long

PEOPLE = 8


async def _survive(trial: Trial, trouble: Trouble) -> None:
    await trial.run(trouble=trouble)
    verdict = await judge(trial)
    assert verdict.updates >= 10 * PEOPLE
    assert verdict.saved > 0
    assert verdict.is_good, verdict
    assert set(trial.exit_codes) == {0}


def _at_work(folder: Path) -> Trial:
    return Trial(Plan("polling", "sqlite", "", 1, PEOPLE, kills=0), folder)


@pytest.mark.parametrize("strikes", [disk_full, locked])
async def test_a_store_that_takes_nothing(
    tmp_path: Path, strikes: Callable[[Day], Trouble]
) -> None:
    day = Day()
    await _survive(_at_work(tmp_path), strikes(day))
    assert day.confirmed_meanwhile == 0


@pytest.mark.parametrize("edge", ["polling", "webhook"])
async def test_a_database_server_that_is_stopped_and_started(tmp_path: Path, edge: str) -> None:
    day = Day()
    with running_postgres(survives=True) as server:
        trial = Trial(Plan(edge, "postgresql", server.url(), 1, PEOPLE, kills=0), tmp_path)
        await _survive(trial, restart(day, server))
    assert day.confirmed_meanwhile == 0


async def test_telegram_answers_with_errors_nonsense_and_nothing(tmp_path: Path) -> None:
    await _survive(_at_work(tmp_path), bad_telegram(Day()))


async def test_five_in_a_hundred_writes_fail(tmp_path: Path) -> None:
    trial = Trial(Plan("polling", "sqlite", "", 1, PEOPLE, kills=0, failing=0.05), tmp_path)
    await _survive(trial, bad_telegram(Day()))
    assert "OSError" in (tmp_path / "worker-0.log").read_text()


async def test_a_database_that_may_only_be_read(tmp_path: Path) -> None:
    """SQLite refuses every write as it does on a file system that was mounted read-only."""
    day = Day()

    async def strike(trial: Trial) -> None:
        await trial.confirmed(BEFORE)
        assert isinstance(trial, TrialAtHome)
        assert trial.lodger is not None
        assert trial.lodger.house is not None
        database = trial.lodger.house.database
        read_only = {"is": "ON"}

        @event.listens_for(database.engine.sync_engine, "checkout")
        def set_mode(connection: DBAPIConnection, *_: object) -> None:
            connection.cursor().execute(f"PRAGMA query_only={read_only['is']}")

        await _set_for_batches(database, read_only["is"])
        await trial.server.clock.sleep(2 * trial.server.clock.speed)
        before = trial.server.counts.updates_confirmed
        await trial.server.clock.sleep(2 * trial.server.clock.speed)
        day.confirmed_meanwhile = trial.server.counts.updates_confirmed - before
        read_only["is"] = "OFF"
        await _set_for_batches(database, read_only["is"])
        await trial.confirmed(AFTER)

    await _survive(TrialAtHome(tmp_path, PEOPLE), strike)
    assert day.confirmed_meanwhile == 0


async def _set_for_batches(database: Database, read_only: str) -> None:
    """Set it on the connection that stays open for them."""
    assert database._short is not None
    assert database._short._open is not None
    _, driver = database._short._open
    await driver.execute(f"PRAGMA query_only={read_only}")


@dataclass(frozen=True)
class _Jumping(Clock):
    """A clock that is days off now, in either direction, each time it is looked at.

    It is right again when `mended`: while drafts are always too old, nobody can get to the end.
    """

    dice: random.Random = field(default_factory=lambda: random.Random(7))
    mended: asyncio.Event = field(default_factory=asyncio.Event)

    def now(self) -> dt.datetime:
        off = 0 if self.mended.is_set() else self.dice.choice((-40, -1, 0, 1, 40))
        return super().now() + dt.timedelta(days=off)


async def test_a_clock_that_jumps(tmp_path: Path) -> None:
    """Days are written down with drafts and update ids; no count may depend on them."""
    mended = asyncio.Event()

    def jumping(true: Clock) -> Clock:
        return _Jumping(true.real, true.practice, true.speed, mended=mended)

    async def clean(trial: Trial) -> None:
        await trial.confirmed(3 * BEFORE)
        assert isinstance(trial, TrialAtHome)
        assert trial.lodger is not None
        assert trial.lodger.house is not None
        assert await erase_expired(trial.lodger.house.database, dt.date(2000, 1, 1)) == 0
        mended.set()
        await trial.confirmed(AFTER)

    await _survive(TrialAtHome(tmp_path, PEOPLE, jumping), clean)
