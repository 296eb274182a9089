"""A running bot erases the drafts of people who did not come back in time."""

import asyncio
import datetime as dt
from collections.abc import Callable
from pathlib import Path

from bot.forgetting import Forgetting
from dialogs.ports import Changes
from storage import migrate
from storage.db import Database
from storage.rounds import open_round
from storage.store import SqlStore
from storage.tags import tag
from storage.vault import Vault
from tests.storage.material import BOT, TODAY, example_round

ROUND = example_round()


async def test_a_draft_is_erased_when_its_days_are_over(tmp_path: Path) -> None:
    database = Database.open(f"sqlite+aiosqlite:///{tmp_path / 'consult.db'}")
    vault = Vault.open(tmp_path / "vault")
    await migrate.upgrade(database)
    await open_round(database, vault, ROUND, today=TODAY)
    person = tag(vault.round_key(ROUND.id), "test", "1")
    store = SqlStore(database, vault.draft_key(), lambda: TODAY)
    async with store.begin(BOT) as work:
        await work.write(Changes(drafts={person: b"draft"}))
    for days, kept in ((ROUND.keep_drafts_days, True), (ROUND.keep_drafts_days + 1, False)):
        forgetting = asyncio.create_task(Forgetting(database, _after(days)).run())
        await asyncio.sleep(0.5)
        forgetting.cancel()
        async with store.begin(BOT) as work:
            found = await work.read(updates=[], tags=[person], keys=[])
        assert (person in found.drafts) is kept
    await database.close()


def _after(days: int) -> Callable[[], dt.date]:
    return lambda: TODAY + dt.timedelta(days=days)
