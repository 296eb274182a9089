"""Added statements: nobody sees them alone, nobody but a moderator lets them through."""

import pytest

from dialogs.ports import EXPOSED, Changes, Proposal, Tally
from dialogs.questions.base import Statement
from storage.db import Database
from storage.rounds import open_round
from storage.statements import BATCH, Statements, Verdict
from storage.store import SqlStore
from storage.vault import Vault
from tests.storage.material import BOT, TODAY, example_round

ROUND = example_round()


@pytest.fixture
async def store(database: Database, vault: Vault) -> SqlStore:
    await open_round(database, vault, ROUND, today=TODAY)
    return SqlStore(database, vault.draft_key(), lambda: TODAY)


@pytest.fixture
def statements(database: Database, vault: Vault) -> Statements:
    return Statements(database, vault.draft_key())


async def propose(store: SqlStore, *texts: str) -> None:
    async with store.begin(BOT) as work:
        await work.write(Changes(proposed=[Proposal(ROUND.id, "views", "mk", t) for t in texts]))


async def test_a_moderator_sees_nothing_until_a_batch_is_full(
    store: SqlStore, statements: Statements
) -> None:
    await propose(store, *(f"Текст {number}" for number in range(BATCH - 1)))
    assert await statements.waiting(ROUND.id) == []
    assert len(await statements.waiting(ROUND.id, all_of_them=True)) == BATCH - 1
    await propose(store, "Уште еден")
    texts = {one.text for one in await statements.waiting(ROUND.id)}
    assert texts == {"Уште еден", *(f"Текст {number}" for number in range(BATCH - 1))}


async def test_only_what_was_let_through_is_shown_to_others(
    store: SqlStore, statements: Statements
) -> None:
    await propose(store, "Дрвја", "Име и презиме")
    waiting = {one.text: one.id for one in await statements.waiting(ROUND.id, all_of_them=True)}
    assert (await store.pool(ROUND.id)).added == {}
    assert await statements.judge([waiting["Дрвја"]], Verdict.APPROVED) == 1
    assert await statements.judge([waiting["Име и презиме"]], Verdict.REFUSED) == 1
    pool = await store.pool(ROUND.id)
    assert pool.added == {"views": (Statement(waiting["Дрвја"], {"mk": "Дрвја"}),)}
    assert await statements.waiting(ROUND.id, all_of_them=True) == []


async def test_how_often_each_was_shown_is_counted_over_all_languages(store: SqlStore) -> None:
    shown = {Tally(ROUND.id, EXPOSED + "lamps", ""): 2, Tally(ROUND.id, EXPOSED + "bus", ""): 1}
    for _ in range(2):
        async with store.begin(BOT) as work:
            await work.write(Changes(tallies={**shown, Tally(ROUND.id, "started", "mk"): 1}))
    assert (await store.pool(ROUND.id)).shown == {"lamps": 4, "bus": 2}


async def test_the_words_are_not_readable_in_the_database(
    store: SqlStore, database: Database
) -> None:
    await propose(store, "canary-sentence")
    async with database.read() as connection:
        rows = await connection.exec_driver_sql("SELECT * FROM statement")
        assert "canary" not in str(rows.all())
