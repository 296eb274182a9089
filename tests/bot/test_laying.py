"""A running bot lays statements before the moderator by the clock."""

import asyncio
from pathlib import Path

from bot.laying import Laying
from dialogs.ports import Changes, Proposal
from storage import migrate
from storage.db import Database
from storage.rounds import open_round
from storage.statements import BATCH, Statements, Verdict
from storage.store import SqlStore
from storage.vault import Vault
from tests.storage.material import BOT, TODAY, example_round

ROUND = example_round()


async def test_a_batch_is_laid_out_without_anybody_asking(tmp_path: Path) -> None:
    database = Database.open(f"sqlite+aiosqlite:///{tmp_path / 'consult.db'}")
    vault = Vault.open(tmp_path / "vault")
    await migrate.upgrade(database)
    await open_round(database, vault, ROUND, today=TODAY)
    store = SqlStore(database, vault.draft_key(), lambda: TODAY)
    proposed = [Proposal(ROUND.id, "views", "en", f"Sentence {one}") for one in range(BATCH)]
    async with store.begin(BOT) as work:
        await work.write(Changes(proposed=proposed))
    statements = Statements(database, vault.draft_key())
    laying = asyncio.create_task(Laying(statements, ROUND.id, lambda: TODAY).run())
    while len(await statements.of(ROUND.id, Verdict.LAID)) < BATCH:  # noqa: ASYNC110 - it tells nobody
        await asyncio.sleep(0.01)
    laying.cancel()
    await database.close()
