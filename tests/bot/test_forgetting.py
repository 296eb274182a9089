"""A running bot erases the drafts of people who did not come back in time."""

import asyncio
import datetime as dt
import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.forgetting import Forgetting, Offset, nobody_can_tell
from dialogs.ports import Changes
from storage import migrate
from storage.db import Database
from storage.rounds import open_round
from storage.store import SqlStore
from storage.tags import tag
from storage.vault import Vault
from tests.storage.material import BOT, TODAY, example_round

ROUND = example_round()
TOO_LATE = ROUND.keep_drafts_days + 1


@dataclass
class Desk:
    """Somebody's draft, and those who come to erase it some days later."""

    database: Database
    store: SqlStore
    person: bytes

    async def forget(
        self, days: int, logs: Path | None = None, offset: Offset = nobody_can_tell
    ) -> None:
        later = TODAY + dt.timedelta(days=days)
        forgetting = asyncio.create_task(
            Forgetting(self.database, lambda: later, logs, offset).run()
        )
        await asyncio.sleep(0.5)
        forgetting.cancel()

    async def keeps_it(self) -> bool:
        async with self.store.begin(BOT) as work:
            found = await work.read(updates=[], tags=[self.person], keys=[])
        return self.person in found.drafts


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    database = Database.open(f"sqlite+aiosqlite:///{tmp_path / 'consult.db'}")
    vault = Vault.open(tmp_path / "vault")
    await migrate.upgrade(database)
    await open_round(database, vault, ROUND, today=TODAY)
    person = tag(vault.round_key(ROUND.id), "test", "1")
    store = SqlStore(database, vault.draft_key(), lambda: TODAY)
    async with store.begin(BOT) as work:
        await work.write(Changes(drafts={person: b"draft"}))
    yield Desk(database, store, person)
    await database.close()


async def test_a_draft_is_erased_when_its_days_are_over(desk: Desk) -> None:
    await desk.forget(ROUND.keep_drafts_days)
    assert await desk.keeps_it()
    await desk.forget(TOO_LATE)
    assert not await desk.keeps_it()


async def test_logs_that_cannot_be_erased_keep_no_draft_alive(desk: Desk, tmp_path: Path) -> None:
    old = tmp_path / "logs" / "consult-2000-01-01.log"
    old.mkdir(parents=True)  # which no `unlink` removes
    await desk.forget(TOO_LATE, tmp_path / "logs")
    old.rmdir()
    assert not await desk.keeps_it()


@pytest.mark.parametrize("minutes", [-11, 11, 60 * 24 * 365])
async def test_a_clock_that_has_jumped_erases_nothing_until_it_is_right(
    desk: Desk, minutes: int, caplog: pytest.LogCaptureFixture
) -> None:
    async def wrong() -> dt.timedelta:
        return dt.timedelta(minutes=minutes)

    async def right() -> dt.timedelta:
        return dt.timedelta(seconds=3)

    with caplog.at_level(logging.ERROR, logger="bot.forgetting"):
        await desk.forget(TOO_LATE, offset=wrong)
    assert await desk.keeps_it()
    assert "nothing is erased" in caplog.text
    await desk.forget(TOO_LATE, offset=right)
    assert not await desk.keeps_it()


async def test_a_messenger_that_is_away_keeps_no_draft_alive(desk: Desk) -> None:
    async def away() -> dt.timedelta:
        raise OSError("no route to host")

    await desk.forget(TOO_LATE, offset=away)
    assert not await desk.keeps_it()
