"""A round ends once, and in one way, whoever else ends it at the same time."""

import asyncio
from pathlib import Path

import pytest
import pytest_asyncio
from sqlalchemy import text

from dialogs.codes import row_key
from dialogs.ports import Changes, Finished
from storage import dataset, migrate
from storage.cancelling import cancel_round
from storage.closing import close_round
from storage.closing_record import ClosingRecord
from storage.db import Database
from storage.intake import State
from storage.presence import Alone, one_at_a_time
from storage.rounds import NotOpenError, RoundRow, get_round, open_round, set_state
from storage.steps import watched
from storage.store import SqlStore
from storage.vault import Vault
from tests.storage.conftest import Opener
from tests.storage.material import BOT, TODAY, content, example_round, response

ROUND = example_round()
COUNT = 40


async def fill(database: Database, vault: Vault) -> None:
    await open_round(database, vault, ROUND, today=TODAY)
    finished = {
        row_key(f"code-{number}"): Finished(ROUND.id, content(response(ROUND, number)))
        for number in range(COUNT)
    }
    async with SqlStore(database, vault.draft_key(), lambda: TODAY).begin(BOT) as work:
        await work.write(Changes(finished=finished))


@pytest_asyncio.fixture
async def two(new_postgres_url: str, open_database: Opener, vault: Vault) -> list[Database]:
    """One database as two processes have it open, with a round."""
    databases = [open_database(new_postgres_url) for _ in range(2)]
    await migrate.upgrade(databases[0])
    await fill(databases[0], vault)
    return databases


async def close(database: Database, vault: Vault, out: Path) -> ClosingRecord:
    words = vault.practice_words(ROUND.id)
    return await close_round(database, vault, ROUND.id, words, out, today=TODAY)


async def close_while(
    database: Database, vault: Vault, out: Path, other: Database
) -> tuple[ClosingRecord | BaseException, RoundRow | BaseException]:
    """Close the round, while another process calls it off once its responses are unsealed."""
    tasks: list[asyncio.Task[RoundRow]] = []

    def call_off(step: str) -> None:
        if step == "responses unsealed":
            tasks.append(asyncio.create_task(cancel_round(other, vault, ROUND.id, today=TODAY)))

    with watched(call_off):
        (closed,) = await asyncio.gather(close(database, vault, out), return_exceptions=True)
    (cancelled,) = await asyncio.gather(*tasks, return_exceptions=True)
    return closed, cancelled


async def test_who_closes_a_round_too_waits_and_gets_the_same_dataset(
    two: list[Database], vault: Vault, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    one, other = await asyncio.gather(*(close(database, vault, out) for database in two))
    assert one == other == dataset.check(out, (await get_round(two[0], ROUND.id)).dataset)
    assert (await get_round(two[0], ROUND.id)).state is State.CLOSED
    assert one.finished == COUNT


async def test_a_round_that_is_being_closed_is_not_called_off(
    two: list[Database], vault: Vault, tmp_path: Path
) -> None:
    closed, cancelled = await close_while(two[0], vault, tmp_path / "out", two[1])
    assert isinstance(closed, ClosingRecord)
    assert isinstance(cancelled, NotOpenError)
    assert (await get_round(two[0], ROUND.id)).state is State.CLOSED


async def test_a_round_that_was_called_off_all_the_same_leaves_no_dataset(
    sqlite: Database, vault: Vault, tmp_path: Path
) -> None:
    """As when a server has forgotten that somebody was at work."""
    await fill(sqlite, vault)
    closed, cancelled = await close_while(sqlite, vault, tmp_path / "made" / "out", sqlite)
    assert isinstance(closed, NotOpenError)
    assert isinstance(cancelled, RoundRow)
    assert (await get_round(sqlite, ROUND.id)).state is State.CANCELLED
    assert list((tmp_path / "made").iterdir()) == []


async def test_a_lock_that_the_server_has_let_go_makes_no_failure_of_what_is_done(
    two: list[Database],
) -> None:
    """Closing takes its time, and something on the way may end a connection that is silent."""
    terminate = text(
        "SELECT pg_terminate_backend(pid) FROM pg_locks JOIN pg_database ON database = oid "
        "WHERE locktype = 'advisory' AND datname = current_database()"
    )
    async with one_at_a_time(two[0], Alone.ENDING, ROUND.id), two[1].begin() as connection:
        assert (await connection.scalars(terminate)).all() == [True]
    async with one_at_a_time(two[1], Alone.ENDING, ROUND.id):
        pass


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (State.CLOSING, State.OPEN),
        (State.OPEN, State.FROZEN),
        (State.FROZEN, State.FROZEN),
        (State.FROZEN, State.CANCELLED),
        (State.CLOSED, State.CLOSING),
        (State.CANCELLED, State.CLOSING),
        (State.CANCELLED, State.FROZEN),
    ],
)
async def test_a_round_only_ever_goes_forward(
    database: Database, vault: Vault, before: State, after: State
) -> None:
    await open_round(database, vault, ROUND, today=TODAY)
    way = {
        State.FROZEN: [State.CLOSING, State.FROZEN],
        State.CLOSED: [State.CLOSING, State.FROZEN, State.CLOSED],
    }
    async with database.begin() as connection:
        for state in way.get(before, [before]):
            if state is not State.OPEN:
                await set_state(connection, ROUND.id, state)
    with pytest.raises(NotOpenError):
        async with database.begin() as connection:
            await set_state(connection, ROUND.id, after)
    assert (await get_round(database, ROUND.id)).state is before
