"""Promised screens in every store, and on PostgreSQL taken over from a worker that has died."""

import pytest_asyncio

from dialogs.ports import Changes, Owed, Promise
from storage import migrate
from storage.db import Database
from storage.presence import Presence
from storage.rounds import open_round
from storage.store import SqlStore
from storage.tables import draft, promise
from storage.vault import Vault
from tests.storage.conftest import Opener
from tests.storage.material import BOT, TODAY, damage, example_round, person
from tests.storage.test_store import Fixed, fixed, read, write

__all__ = ["fixed"]  # the contract's fixture: in memory, SQLite and PostgreSQL

ROUND = example_round()
FIRST, SECOND = Promise(b"mark-one", b"what"), Promise(b"mark-two", b"else")


async def test_a_promise_is_there_until_it_is_kept(fixed: Fixed) -> None:
    one, two = person(fixed.key, 1), person(fixed.key, 2)
    await write(fixed.store, Changes(drafts={one: b"draft"}, promised={one: FIRST, two: SECOND}))
    assert (await read(fixed.store, tags=(one,))).promises == {one: FIRST}
    assert await fixed.store.owed(9) == {one: Owed(FIRST, b"draft"), two: Owed(SECOND, None)}
    await write(fixed.store, Changes(kept={one: FIRST.mark}))
    assert await fixed.store.owed(9) == {two: Owed(SECOND, None)}


async def test_what_somebody_is_about_to_keep_is_left_out(fixed: Fixed) -> None:
    one, two = person(fixed.key, 1), person(fixed.key, 2)
    await write(fixed.store, Changes(promised={one: FIRST, two: SECOND}))
    held = {(one, FIRST.mark), (two, FIRST.mark)}
    owed = await fixed.store.owed(9, lambda tag, mark: (tag, mark) in held)
    assert owed == {two: Owed(SECOND, None)}


async def test_no_more_are_returned_than_asked_for(fixed: Fixed) -> None:
    people = {person(fixed.key, number): FIRST for number in range(5)}
    await write(fixed.store, Changes(promised=people))
    assert len(await fixed.store.owed(3)) == 3


async def test_a_later_promise_stays_when_an_earlier_one_is_kept(fixed: Fixed) -> None:
    one = person(fixed.key, 1)
    await write(fixed.store, Changes(promised={one: FIRST}))
    await write(fixed.store, Changes(promised={one: SECOND}))
    await write(fixed.store, Changes(kept={one: FIRST.mark}))
    assert (await read(fixed.store, tags=(one,))).promises == {one: SECOND}


async def test_failures_are_counted_per_bot_and_update(fixed: Fixed) -> None:
    counts = []
    for bot, update in ((BOT, 1), (BOT, 1), (BOT, 2), (BOT + 1, 1), (BOT, 1)):
        async with fixed.store.begin(bot) as work:
            counts.append(await work.count_failure(update))
    assert counts == [1, 2, 1, 1, 3]


async def test_what_is_promised_cannot_be_read_off_the_disk(sqlite: Database) -> None:
    store = SqlStore(sqlite, bytes(32), lambda: TODAY)
    tag = b"t" * 36
    async with store.begin(BOT) as work:
        await work.write(Changes(promised={tag: Promise(b"m", b"chat 700000001")}))
    async with sqlite.read() as connection:
        rows = (await connection.exec_driver_sql("SELECT box FROM promise")).all()
    assert b"700000001" not in rows[0][0]


async def test_what_is_damaged_does_not_keep_others_from_their_screens(
    database: Database, vault: Vault
) -> None:
    await open_round(database, vault, ROUND, today=TODAY)
    key, store = vault.round_key(ROUND.id), SqlStore(database, vault.draft_key(), lambda: TODAY)
    one, two, three = (person(key, number) for number in range(3))
    await write(
        store,
        Changes(
            drafts={one: b"draft", two: b"draft"}, promised={one: FIRST, two: FIRST, three: FIRST}
        ),
    )
    await damage(database, draft, draft.c.tag == two)
    await damage(database, promise, promise.c.tag == three)
    assert await store.owed(9) == {one: Owed(FIRST, b"draft")}
    assert (await read(store, tags=(three,))).promises == {}
    await write(store, Changes(promised={three: SECOND}))
    assert (await read(store, tags=(three,))).promises == {three: SECOND}


Pair = tuple[Presence, SqlStore, Presence, SqlStore]


@pytest_asyncio.fixture
async def workers(new_postgres_url: str, open_database: Opener, vault: Vault) -> Pair:
    """Two workers that live, on one database."""
    first, second = open_database(new_postgres_url), open_database(new_postgres_url)
    await migrate.upgrade(first)
    await open_round(first, vault, ROUND, today=TODAY)
    one, two = Presence(first), Presence(second)
    await one.assure()
    await two.assure()
    key = vault.draft_key()
    return (
        one,
        SqlStore(first, key, lambda: TODAY, worker=one.worker),
        two,
        SqlStore(second, key, lambda: TODAY, worker=two.worker),
    )


async def test_a_living_worker_keeps_its_own_promises(workers: Pair, vault: Vault) -> None:
    one, first, two, second = workers
    assert one.worker != two.worker
    tag = person(vault.round_key(ROUND.id), 1)
    given = Promise(b"mark", b"what", one.worker)
    await write(first, Changes(promised={tag: given}))
    assert await second.owed(9) == {}
    assert await first.owed(9) == {tag: Owed(given, None)}
    assert (await read(second, tags=(tag,))).promises == {tag: given}
    await one.leave()
    await two.leave()


async def test_the_promises_of_a_dead_worker_are_taken_over_once(
    workers: Pair, vault: Vault
) -> None:
    one, first, two, second = workers
    tag = person(vault.round_key(ROUND.id), 1)
    await write(first, Changes(promised={tag: Promise(b"mark", b"what", one.worker)}))
    await one.leave()  # as the server does for a process that is killed
    taken = await second.owed(9)
    assert taken == {tag: Owed(Promise(b"mark", b"what", two.worker), None)}
    await one.assure()
    assert await first.owed(9) == {}
    await one.leave()
    await two.leave()


async def test_a_presence_that_the_server_forgot_is_taken_up_again(
    workers: Pair, vault: Vault
) -> None:
    one, first, two, second = workers
    tag = person(vault.round_key(ROUND.id), 1)
    assert one._connection is not None
    await one._connection.invalidate()
    await one.assure()
    await write(first, Changes(promised={tag: Promise(b"mark", b"what", one.worker)}))
    assert await second.owed(9) == {}
    await one.leave()
    await two.leave()
