"""Added statements: nobody sees them alone, nobody but a moderator lets them through."""

import asyncio
import datetime as dt
from pathlib import Path

import pyarrow.parquet as pq  # type: ignore[import-untyped]  # the package ships no types
import pytest
from msgspec.structs import replace
from sqlalchemy import text

from dialogs.ports import EXPOSED, Changes, Proposal, Tally
from dialogs.questions.base import Statement
from storage.closing import close_round
from storage.closing_record import Moderated
from storage.db import Database
from storage.intake import State
from storage.rounds import open_round, set_state
from storage.statements import BATCH, Statements, Verdict
from storage.store import SqlStore
from storage.tables import statement
from storage.vault import Vault
from tests.storage.material import BOT, TODAY, damage, example_round
from tests.support import voters

ROUND = example_round()
ONE_DAY = dt.timedelta(days=1)


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


def some(count: int, first: int = 0) -> list[str]:
    return [f"Текст {number}" for number in range(first, first + count)]


async def laid(statements: Statements) -> dict[str, str]:
    """Return what lies before the moderator, ids by text."""
    return {one.text: one.id for one in await statements.of(ROUND.id, Verdict.LAID)}


async def test_a_moderator_sees_nothing_until_a_batch_is_full(
    store: SqlStore, statements: Statements
) -> None:
    await propose(store, *some(BATCH - 1))
    assert await statements.lay(ROUND.id, TODAY) == 0
    assert await laid(statements) == {}
    await propose(store, "Уште еден")
    assert await laid(statements) == {}
    assert await statements.lay(ROUND.id, TODAY) == BATCH
    assert set(await laid(statements)) == {"Уште еден", *some(BATCH - 1)}


async def test_the_eleventh_waits_for_nine_others(store: SqlStore, statements: Statements) -> None:
    await propose(store, *some(BATCH))
    await statements.lay(ROUND.id, TODAY)
    await statements.judge(ROUND.id, (await laid(statements)).values(), Verdict.APPROVED)
    later = TODAY + ONE_DAY
    for number in range(BATCH, 2 * BATCH - 1):
        await propose(store, f"Текст {number}")
        assert await statements.lay(ROUND.id, later) == 0
        assert await laid(statements) == {}
    await propose(store, "Последниот")
    assert await statements.lay(ROUND.id, later) == BATCH


async def test_there_is_one_batch_a_day_at_most(store: SqlStore, statements: Statements) -> None:
    """Nine of one's own must not show who wrote the tenth."""
    await propose(store, *some(BATCH))
    await statements.lay(ROUND.id, TODAY)
    await propose(store, *some(2 * BATCH, first=BATCH))
    assert await statements.lay(ROUND.id, TODAY) == 0
    assert await statements.lay(ROUND.id, TODAY + ONE_DAY) == 2 * BATCH


async def test_a_clock_that_was_ahead_keeps_no_batch_back(
    store: SqlStore, statements: Statements
) -> None:
    await propose(store, *some(BATCH))
    assert await statements.lay(ROUND.id, TODAY + 400 * ONE_DAY) == BATCH
    await propose(store, *some(BATCH, first=BATCH))
    assert await statements.lay(ROUND.id, TODAY) == BATCH


async def test_of_several_workers_one_lays_out_the_batch(
    store: SqlStore, statements: Statements
) -> None:
    await propose(store, *some(BATCH))
    counts = await asyncio.gather(*(statements.lay(ROUND.id, TODAY) for _ in range(5)))
    assert sorted(counts) == [0, 0, 0, 0, BATCH]
    assert len(await laid(statements)) == BATCH


async def test_what_was_not_laid_out_cannot_be_judged(
    store: SqlStore, statements: Statements
) -> None:
    await propose(store, "Прв")
    (waiting,) = await statements.of(ROUND.id, Verdict.WAITING)
    assert await statements.judge(ROUND.id, [waiting.id], Verdict.APPROVED) == 0
    assert (await store.pool(ROUND.id)).added == {}


async def test_what_belongs_to_another_round_cannot_be_judged(
    store: SqlStore, statements: Statements
) -> None:
    await propose(store, *some(BATCH))
    await statements.lay(ROUND.id, TODAY)
    ids = (await laid(statements)).values()
    assert await statements.judge("other", ids, Verdict.REFUSED) == 0
    assert len(await laid(statements)) == BATCH


async def test_a_batch_is_written_anew(
    store: SqlStore, statements: Statements, database: Database
) -> None:
    """No id that came with a response stays, and the rows of a batch are of one transaction."""
    for one in some(BATCH):
        await propose(store, one)
    came = {one.id for one in await statements.of(ROUND.id, Verdict.WAITING)}
    await statements.lay(ROUND.id, TODAY)
    assert came.isdisjoint((await laid(statements)).values())
    if not database.is_sqlite:
        async with database.read() as connection:
            query = "SELECT count(DISTINCT xmin::text), array_agg(id ORDER BY ctid) FROM statement"
            transactions, ids = (await connection.execute(text(query))).one()
        assert transactions == 1
        assert ids == sorted(ids)


async def test_a_round_that_takes_nothing_more_lays_out_nothing(
    store: SqlStore, statements: Statements, database: Database
) -> None:
    await propose(store, *some(BATCH))
    async with database.begin() as connection:
        await set_state(connection, ROUND.id, State.CLOSING)
    assert await statements.lay(ROUND.id, TODAY) == 0


async def test_only_what_was_let_through_is_shown_to_others(
    store: SqlStore, statements: Statements
) -> None:
    await propose(store, "Дрвја", "Име и презиме", *some(BATCH))
    await statements.lay(ROUND.id, TODAY)
    ids = await laid(statements)
    assert (await store.pool(ROUND.id)).added == {}
    assert await statements.judge(ROUND.id, [ids["Дрвја"]], Verdict.APPROVED) == 1
    assert await statements.judge(ROUND.id, [ids["Име и презиме"]], Verdict.REFUSED) == 1
    pool = await store.pool(ROUND.id)
    assert pool.added == {"views": (Statement(ids["Дрвја"], {"mk": "Дрвја"}),)}
    assert set(await laid(statements)) == set(some(BATCH))


async def test_a_damaged_statement_is_left_out_and_counted(
    store: SqlStore, statements: Statements, database: Database
) -> None:
    await propose(store, *some(BATCH))
    await statements.lay(ROUND.id, TODAY)
    ids = await laid(statements)
    await statements.judge(ROUND.id, ids.values(), Verdict.APPROVED)
    await damage(database, statement, statement.c.id == ids["Текст 3"])
    pool = await store.pool(ROUND.id)
    assert {one.id for one in pool.added["views"]} == {*ids.values()} - {ids["Текст 3"]}
    assert pool.damaged == 1
    assert len(await statements.not_refused(ROUND.id)) == BATCH - 1
    assert await statements.damaged(ROUND.id) == 1


async def test_a_damaged_statement_makes_no_batch_of_nine_others(
    store: SqlStore, statements: Statements, database: Database
) -> None:
    await propose(store, "Оштетен")
    await damage(database, statement)
    await propose(store, *some(BATCH - 1))
    assert await statements.lay(ROUND.id, TODAY) == 0
    await propose(store, "Десетти")
    assert await statements.lay(ROUND.id, TODAY) == BATCH
    assert set(await laid(statements)) == {"Десетти", *some(BATCH - 1)}
    assert await statements.damaged(ROUND.id) == 1


async def test_the_dataset_gets_what_was_not_refused(
    store: SqlStore, statements: Statements
) -> None:
    await propose(store, "Дрвја", "Име и презиме", *some(BATCH))
    await statements.lay(ROUND.id, TODAY)
    ids = await laid(statements)
    await statements.judge(ROUND.id, [ids["Дрвја"]], Verdict.APPROVED)
    await statements.judge(ROUND.id, [ids["Име и презиме"]], Verdict.REFUSED)
    await propose(store, "Пред крајот")
    texts = {one.text for one in await statements.not_refused(ROUND.id)}
    assert texts == {"Дрвја", "Пред крајот", *some(BATCH)}


async def test_closing_releases_the_rest_into_the_dataset(
    store: SqlStore, database: Database, vault: Vault, tmp_path: Path
) -> None:
    await propose(store, "Пред крајот")
    words = vault.practice_words(ROUND.id)
    await close_round(database, vault, ROUND.id, words, tmp_path / "out", today=TODAY)
    (row,) = pq.read_table(tmp_path / "out" / "texts.parquet").to_pylist()
    assert (row["question"], row["language"], row["words"]) == ("views", "mk", "Пред крајот")


async def test_the_closing_record_counts_what_was_refused_and_what_nobody_judged(
    database: Database, vault: Vault, statements: Statements, tmp_path: Path
) -> None:
    round_ = replace(voters.round_of(["Trees.", "Lamps."]), id=ROUND.id)
    await open_round(database, vault, round_, today=TODAY)
    store = SqlStore(database, vault.draft_key(), lambda: TODAY)
    await propose(store, *some(BATCH))
    assert await statements.lay(ROUND.id, TODAY) == BATCH
    first, second, third, *_ = (await laid(statements)).values()
    await statements.judge(ROUND.id, [first, second], Verdict.REFUSED)
    await statements.judge(ROUND.id, [third], Verdict.APPROVED)
    await propose(store, "At the end")
    words = vault.practice_words(ROUND.id)
    record = await close_round(database, vault, ROUND.id, words, tmp_path / "out", today=TODAY)
    assert record.moderated == Moderated(refused=2, unjudged=BATCH - 3 + 1)


async def test_nothing_is_counted_where_nobody_could_add_any(
    store: SqlStore, database: Database, vault: Vault, tmp_path: Path
) -> None:
    assert await store.tallies() == {}
    words = vault.practice_words(ROUND.id)
    record = await close_round(database, vault, ROUND.id, words, tmp_path / "out", today=TODAY)
    assert record.moderated is None


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
