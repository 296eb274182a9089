"""The added statements: looked up now and then, and never in the way of a conversation."""

import datetime as dt
import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.damage import Damage
from bot.inbox import Inbox
from bot.metrics import Metrics
from bot.pools import LOOK_EVERY
from bot.running import Rounds, Running
from dialogs.ports import EXPOSED, Changes, Proposal, Tally
from storage import migrate
from storage.db import Database
from storage.rounds import open_round
from storage.statements import BATCH, Statements, Verdict
from storage.store import SqlStore
from storage.tables import statement
from storage.vault import Vault
from tests.storage.material import BOT, TODAY, damage
from tests.support.world import EVERYTHING as ROUND
from tests.support.world import NOW, TEXTS, SeededChance


@dataclass
class Pool:
    database: Database
    store: SqlStore
    statements: Statements
    now: dt.datetime = NOW
    metrics: Metrics = field(default_factory=Metrics)

    def __post_init__(self) -> None:
        self.inbox = Inbox(
            self.store,
            Rounds([Running(ROUND, {}, tag_of=str.encode, ticket_tag=str.encode)]),
            texts=TEXTS,
            chance=SeededChance(),
            bot=BOT,
            now=lambda: self.now,
            damage=Damage(self.metrics),
        )

    async def look(self, later: dt.timedelta = 2 * LOOK_EVERY) -> None:
        self.now += later
        await self.inbox.look_at_statements()

    async def show(self) -> None:
        tallies = {Tally(ROUND.id, EXPOSED + "lamps", ""): 1}
        async with self.store.begin(BOT) as work:
            await work.write(Changes(tallies=tallies))

    def shown(self) -> int:
        return self.inbox._pools.shown(ROUND.id)["lamps"]

    def damaged(self) -> float | None:
        return self.metrics.registry.get_sample_value("consult_damaged", {"kind": "statements"})


@pytest.fixture
async def pool(tmp_path: Path) -> AsyncIterator[Pool]:
    database = Database.open(f"sqlite+aiosqlite:///{tmp_path / 'consult.db'}")
    vault = Vault.open(tmp_path / "vault")
    await migrate.upgrade(database)
    await open_round(database, vault, ROUND, today=TODAY)
    store = SqlStore(database, vault.draft_key(), lambda: TODAY)
    yield Pool(database, store, Statements(database, vault.draft_key()))
    await database.close()


async def approve_some(pool: Pool) -> list[str]:
    proposed = [Proposal(ROUND.id, "views", "en", f"Sentence {one}") for one in range(BATCH)]
    async with pool.store.begin(BOT) as work:
        await work.write(Changes(proposed=proposed))
    await pool.statements.lay(ROUND.id, TODAY)
    ids = [one.id for one in await pool.statements.of(ROUND.id, Verdict.LAID)]
    await pool.statements.judge(ROUND.id, ids, Verdict.APPROVED)
    return ids


async def test_damage_is_told_once_and_holds_up_nobody(
    pool: Pool, caplog: pytest.LogCaptureFixture
) -> None:
    first, second, *_ = await approve_some(pool)
    await damage(pool.database, statement, statement.c.id == first)
    with caplog.at_level(logging.ERROR, logger="bot.damage"):
        await pool.look()
        await pool.look()
        assert (len(caplog.records), pool.damaged()) == (1, 1)
        await damage(pool.database, statement, statement.c.id == second)
        await pool.look()
    assert (len(caplog.records), pool.damaged()) == (2, 2)
    assert len(pool.inbox._pools.added(ROUND.id)["views"]) == BATCH - 2


async def test_it_is_looked_at_now_and_then(pool: Pool) -> None:
    await pool.look()
    await pool.show()
    await pool.look(LOOK_EVERY / 2)
    assert pool.shown() == 0
    await pool.look(LOOK_EVERY)
    assert pool.shown() == 1


async def test_a_clock_that_is_set_back_does_not_end_the_looking(pool: Pool) -> None:
    await pool.look()
    await pool.show()
    await pool.look(-dt.timedelta(days=1))
    assert pool.shown() == 1
