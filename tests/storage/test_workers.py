"""Several workers on PostgreSQL: one person is in one hand at a time."""

import asyncio

import pytest
import pytest_asyncio
from sqlalchemy import text

from dialogs.ports import Changes, Promise, Tally
from storage import migrate
from storage.erasing import count_people, erase_people
from storage.intake import RoundClosedError, State
from storage.presence import ALIVE, IS_GONE, Presence
from storage.rounds import open_round, set_state
from storage.store import SqlStore
from storage.vault import Vault
from tests.storage.conftest import Opener
from tests.storage.material import BOT, TODAY, example_round, person

ROUND = example_round()
Pair = tuple[SqlStore, SqlStore]


@pytest_asyncio.fixture
async def workers(new_postgres_url: str, open_database: Opener, vault: Vault) -> Pair:
    """Two stores on one database, as two processes would have them."""
    first, second = open_database(new_postgres_url), open_database(new_postgres_url)
    await migrate.upgrade(first)
    await open_round(first, vault, ROUND, today=TODAY)
    key = vault.draft_key()
    return SqlStore(first, key, lambda: TODAY), SqlStore(second, key, lambda: TODAY)


async def test_two_workers_never_overwrite_each_other(workers: Pair, vault: Vault) -> None:
    people = tuple(person(vault.round_key(ROUND.id), number) for number in range(5))

    async def add_one(store: SqlStore, tags: tuple[bytes, ...]) -> None:
        async with store.begin(BOT) as work:
            known = (await work.read(updates=(), tags=tags, keys=())).drafts
            grown = {tag: known.get(tag, b"") + b"x" for tag in tags}
            await work.write(Changes(drafts=grown, tallies={Tally(ROUND.id, "started", "en"): 1}))

    turns = [add_one(workers[turn % 2], people if turn % 3 else people[::-1]) for turn in range(40)]
    await asyncio.gather(*turns)
    async with workers[0].begin(BOT) as work:
        drafts = (await work.read(updates=(), tags=people, keys=())).drafts
    assert drafts == dict.fromkeys(people, b"x" * 40)
    assert await workers[0].tallies() == {Tally(ROUND.id, "started", "en"): 40}


async def test_a_repeated_update_is_seen_by_whoever_comes_second(
    workers: Pair, vault: Vault
) -> None:
    one = person(vault.round_key(ROUND.id), 1)

    async def handle(store: SqlStore) -> bool:
        async with store.begin(BOT) as work:
            new = 99 not in (await work.read(updates=(99,), tags=(one,), keys=())).seen
            await work.write(Changes(seen=(99,)))
            return new

    assert sorted(await asyncio.gather(*(handle(store) for store in workers * 5))) == (
        [False] * 9 + [True]
    )


async def test_closing_waits_for_a_batch_in_hand_and_stops_the_next(
    workers: Pair, vault: Vault, new_postgres_url: str, open_database: Opener
) -> None:
    one = person(vault.round_key(ROUND.id), 1)
    other = open_database(new_postgres_url)

    async def close() -> None:
        async with other.begin() as connection:
            await set_state(connection, ROUND.id, State.CLOSING)

    async with workers[0].begin(BOT) as work:
        await work.write(Changes(entered=(one,)))
        closing = asyncio.create_task(close())
        done, _ = await asyncio.wait({closing}, timeout=0.2)
        assert not done
    await closing
    async with workers[1].begin(BOT) as work:
        assert (await work.read(updates=(), tags=(one,), keys=())).took_part == {one}
        with pytest.raises(RoundClosedError):
            await work.write(Changes(entered=(one,)))


def _left_of(tag: bytes) -> dict[str, Changes]:
    """What a batch may write for somebody who keeps no draft: a count, a screen, a free code."""
    return {
        "count": Changes(tallies={Tally(ROUND.id, "stopped", "en"): 1}),
        "screen": Changes(promised={tag: Promise(b"m" * 8, b"{}", 0)}),
        "code": Changes(released=(tag,)),
    }


@pytest.mark.parametrize("kind", ["count", "screen", "code"])
async def test_nothing_is_written_after_closing_has_erased_it(
    workers: Pair, vault: Vault, new_postgres_url: str, open_database: Opener, kind: str
) -> None:
    one = person(vault.round_key(ROUND.id), 1)
    other = open_database(new_postgres_url)
    async with workers[0].begin(BOT) as work:
        assert ROUND.id in (await work.read(updates=(), tags=(one,), keys=())).open
        async with other.begin() as connection:
            await erase_people(connection, ROUND.id, State.CLOSED, TODAY)
        with pytest.raises(RoundClosedError):
            await work.write(_left_of(one)[kind])
    async with other.read() as connection:
        assert await count_people(connection, ROUND.id) == 0


@pytest.mark.parametrize("kind", ["count", "screen", "code"])
async def test_erasing_waits_for_a_batch_in_hand_and_takes_what_it_wrote(
    workers: Pair, vault: Vault, new_postgres_url: str, open_database: Opener, kind: str
) -> None:
    one = person(vault.round_key(ROUND.id), 1)
    other = open_database(new_postgres_url)

    async def erase() -> None:
        async with other.begin() as connection:
            await erase_people(connection, ROUND.id, State.CLOSED, TODAY)

    async with workers[0].begin(BOT) as work:
        await work.write(_left_of(one)[kind])
        erasing = asyncio.create_task(erase())
        done, _ = await asyncio.wait({erasing}, timeout=0.2)
        assert not done
    await erasing
    async with other.read() as connection:
        assert await count_people(connection, ROUND.id) == 0


async def test_a_lock_that_the_server_keeps_for_our_last_connection_is_taken_later(
    new_postgres_url: str, open_database: Opener
) -> None:
    ours, theirs = open_database(new_postgres_url), open_database(new_postgres_url)
    presence = Presence(ours)
    lock = {"family": ALIVE, "name": presence.worker}
    async with theirs.engine.connect() as last:
        await last.execute(text("SELECT pg_advisory_lock(:family, :name)"), lock)
        await presence.assure()
        await last.execute(text("SELECT pg_advisory_unlock(:family, :name)"), lock)
    await presence.assure()
    async with theirs.begin() as connection:
        assert not await connection.scalar(IS_GONE, lock)
    await presence.leave()
