"""What every store promises: the same tests for memory, SQLite and PostgreSQL."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import pytest
import pytest_asyncio
from msgspec.structs import replace

from dialogs.ports import Changes, Finished, Snapshot, Store, Tally
from storage import migrate
from storage.holders import new_round_keys
from storage.intake import RoundClosedError, State, UnknownRoundError
from storage.rounds import open_round, set_state
from storage.store import SqlStore
from storage.tags import RoundKey
from storage.vault import Vault
from tests.storage.conftest import Opener
from tests.storage.material import BOT, TODAY, example_round, person
from tests.support.memory import MemoryStore

ROUND = example_round()
ROW = b"k" * 32


@dataclass
class Fixed:
    """A store with one open round, and how to close that round."""

    store: Store
    key: RoundKey
    close: Callable[[], Awaitable[None]]


@pytest_asyncio.fixture(params=["memory", "sqlite", "postgres"])
async def fixed(request: pytest.FixtureRequest, vault: Vault, open_database: Opener) -> Fixed:
    if request.param == "memory":
        return _in_memory()
    url: str = (
        request.getfixturevalue("new_postgres_url")
        if request.param == "postgres"
        else f"sqlite+aiosqlite:///{vault.path.parent / 'consult.db'}"
    )
    database = open_database(url)
    await migrate.upgrade(database)
    await open_round(database, vault, ROUND, today=TODAY)

    async def close() -> None:
        async with database.begin() as connection:
            await set_state(connection, ROUND.id, State.CLOSING)

    store = SqlStore(database, vault.draft_key(), lambda: TODAY)
    return Fixed(store, vault.round_key(ROUND.id), close)


def _in_memory() -> Fixed:
    store = MemoryStore({ROUND.id: new_round_keys().public_key})

    async def close() -> None:
        store.close_round(ROUND.id)

    return Fixed(store, RoundKey(ROUND.id, bytes(32)), close)


async def write(store: Store, changes: Changes, bot: int = BOT) -> None:
    async with store.begin(bot) as work:
        await work.write(changes)


async def read(
    store: Store,
    *,
    updates: tuple[int, ...] = (),
    tags: tuple[bytes, ...] = (),
    keys: tuple[bytes, ...] = (),
    bot: int = BOT,
) -> Snapshot:
    """Return what is known of people; which rounds are open is looked at by a test of its own."""
    async with store.begin(bot) as work:
        known = await work.read(updates=updates, tags=tags, keys=keys)
    return replace(known, open=frozenset())


async def test_a_new_store_knows_nobody(fixed: Fixed) -> None:
    known = await read(fixed.store, updates=(1,), tags=(person(fixed.key, 1),), keys=(ROW,))
    assert known == Snapshot()


async def test_asking_for_nothing_answers_nothing(fixed: Fixed) -> None:
    assert await read(fixed.store) == Snapshot()


async def test_what_was_written_is_read_and_nothing_else(fixed: Fixed) -> None:
    one, two = person(fixed.key, 1), person(fixed.key, 2)
    await write(
        fixed.store,
        Changes(
            seen=(10, 11),
            drafts={one: b"first"},
            entered=(two,),
            finished={ROW: Finished(ROUND.id, b"{}")},
        ),
    )
    assert await read(fixed.store, updates=(11, 12), tags=(one, two), keys=(ROW, b"other")) == (
        Snapshot(
            seen=frozenset({11}),
            drafts={one: b"first"},
            took_part=frozenset({two}),
            sealed={ROW: ROUND.id},
        )
    )


async def test_a_draft_is_replaced_and_erased(fixed: Fixed) -> None:
    one = person(fixed.key, 1)
    await write(fixed.store, Changes(drafts={one: b"first"}))
    await write(fixed.store, Changes(drafts={one: b"second"}))
    assert (await read(fixed.store, tags=(one,))).drafts == {one: b"second"}
    await write(fixed.store, Changes(drafts={one: None}))
    assert (await read(fixed.store, tags=(one,))).drafts == {}


async def test_an_error_leaves_no_trace(fixed: Fixed) -> None:
    one = person(fixed.key, 1)

    async def fail() -> None:
        async with fixed.store.begin(BOT) as work:
            await work.write(Changes(seen=(1,), drafts={one: b"x"}, entered=(one,)))
            raise ConnectionError

    with pytest.raises(ConnectionError):
        await fail()
    assert await read(fixed.store, updates=(1,), tags=(one,)) == Snapshot()


async def test_writing_the_same_again_changes_nothing(fixed: Fixed) -> None:
    one = person(fixed.key, 1)
    changes = Changes(
        seen=(1,),
        drafts={one: None},
        entered=(one,),
        finished={ROW: Finished(ROUND.id, b"{}")},
    )
    await write(fixed.store, changes)
    before = await read(fixed.store, updates=(1,), tags=(one,), keys=(ROW,))
    await write(fixed.store, changes)
    assert await read(fixed.store, updates=(1,), tags=(one,), keys=(ROW,)) == before


async def test_withdrawing_removes_the_response_and_lets_take_part_again(fixed: Fixed) -> None:
    one = person(fixed.key, 1)
    finished = {ROW: Finished(ROUND.id, b"{}")}
    await write(fixed.store, Changes(entered=(one,), finished=finished))
    await write(fixed.store, Changes(left=(one,), withdrawn=(ROW,)))
    assert await read(fixed.store, tags=(one,), keys=(ROW,)) == Snapshot()
    await write(fixed.store, Changes(entered=(one,), finished={b"n" * 32: finished[ROW]}))
    assert (await read(fixed.store, tags=(one,))).took_part == {one}


async def test_withdrawing_by_code_alone_removes_the_response_and_no_more(fixed: Fixed) -> None:
    one = person(fixed.key, 1)
    finished = {row: Finished(ROUND.id, b"{}") for row in (ROW, b"o" * 32)}
    await write(fixed.store, Changes(entered=(one,), finished=finished))
    await write(fixed.store, Changes(withdrawn=(ROW,)))
    known = await read(fixed.store, tags=(one,), keys=tuple(finished))
    assert known == Snapshot(took_part=frozenset({one}), sealed={b"o" * 32: ROUND.id})
    await write(fixed.store, Changes(withdrawn=(ROW,)))  # again: harmless


async def test_update_ids_are_counted_per_bot_and_may_be_large(fixed: Fixed) -> None:
    await write(fixed.store, Changes(seen=(2**40,)), bot=8_000_000_001)
    assert (await read(fixed.store, updates=(2**40,), bot=8_000_000_001)).seen == {2**40}
    assert (await read(fixed.store, updates=(2**40,), bot=8_000_000_002)).seen == frozenset()


async def test_tallies_add_up(fixed: Fixed) -> None:
    started, left = Tally(ROUND.id, "started", "sq"), Tally(ROUND.id, "stopped", "en")
    await write(fixed.store, Changes(tallies={started: 2, left: 1}))
    await write(fixed.store, Changes(tallies={started: 3}))
    assert await _tallies(fixed.store) == {started: 5, left: 1}


async def _tallies(store: Store) -> dict[Tally, int]:
    if isinstance(store, MemoryStore):
        return store.tallies()
    assert isinstance(store, SqlStore)
    return await store.tallies()


@pytest.mark.parametrize("kind", ["draft", "entered", "finished"])
async def test_a_closed_round_takes_nothing_more(fixed: Fixed, kind: str) -> None:
    one = person(fixed.key, 1)
    late = {
        "draft": Changes(seen=(1,), drafts={one: b"late"}),
        "entered": Changes(seen=(1,), entered=(one,)),
        "finished": Changes(seen=(1,), finished={ROW: Finished(ROUND.id, b"{}")}),
    }[kind]
    await fixed.close()
    with pytest.raises(RoundClosedError) as refused:
        await write(fixed.store, late)
    assert refused.value.round_ids == {ROUND.id}
    assert await read(fixed.store, updates=(1,), tags=(one,), keys=(ROW,)) == Snapshot()


async def test_a_snapshot_says_which_rounds_are_open(fixed: Fixed) -> None:
    async with fixed.store.begin(BOT) as work:
        assert (await work.read(updates=(), tags=(), keys=())).open == {ROUND.id}
    await fixed.close()
    async with fixed.store.begin(BOT) as work:
        assert (await work.read(updates=(), tags=(), keys=())).open == frozenset()


async def test_nobody_is_told_a_counted_response_is_gone(fixed: Fixed) -> None:
    await write(fixed.store, Changes(finished={ROW: Finished(ROUND.id, b"{}")}))
    await fixed.close()
    with pytest.raises(RoundClosedError):
        await write(fixed.store, Changes(withdrawn=(ROW,)))


async def test_a_closed_round_still_lets_go_of_drafts(fixed: Fixed) -> None:
    one = person(fixed.key, 1)
    await write(fixed.store, Changes(drafts={one: b"open"}))
    await fixed.close()
    await write(fixed.store, Changes(seen=(1,), drafts={one: None}))
    assert await read(fixed.store, updates=(1,), tags=(one,)) == Snapshot(seen=frozenset({1}))


async def test_a_round_that_was_never_opened_is_refused(fixed: Fixed) -> None:
    stranger = person(RoundKey("another", bytes(32)), 1)
    with pytest.raises(UnknownRoundError):
        await write(fixed.store, Changes(drafts={stranger: b"x"}))
    with pytest.raises(UnknownRoundError):
        await write(fixed.store, Changes(finished={ROW: Finished("another", b"{}")}))
