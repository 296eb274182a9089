"""The door to the database: settings, one process, one writer."""

import asyncio
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from storage import migrate
from storage.db import Database
from storage.door import Door
from storage.engines import begin_file
from storage.lock import DatabaseInUseError
from storage.tables import ledger, seen
from storage.upsert import insert_missing
from tests.storage.conftest import Opener

FILES = ("consult.db", "consult.db-wal", "consult.db-shm", "consult.db.lock")


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("secure_delete", 1),
        ("temp_store", 2),
        ("page_size", 8192),
    ],
)
async def test_every_connection_keeps_the_promises(
    sqlite: Database, pragma: str, value: str | int
) -> None:
    async with sqlite.read() as one, sqlite.read() as two, sqlite.begin_short() as short:
        for connection in (one, two, short):
            result = await connection.exec_driver_sql(f"PRAGMA {pragma}")
            assert result.scalar_one() == value


async def test_a_short_transaction_is_durable_or_leaves_no_trace(database: Database) -> None:
    row = {"bot": 1, "update_id": 1, "day": 1}
    with pytest.raises(ZeroDivisionError):
        await _fail_after(database, row)
    async with database.begin_short() as connection:
        await connection.execute(insert_missing(connection, seen), {**row, "update_id": 2})
    async with database.read() as connection:
        assert (await connection.scalars(select(seen.c.update_id))).all() == [2]


async def _fail_after(database: Database, row: dict[str, int]) -> None:
    async with database.begin_short() as connection:
        await connection.execute(insert_missing(connection, seen), row)
        raise ZeroDivisionError


async def test_while_a_short_transaction_waits_for_a_lock_everything_goes_on(
    sqlite: Database,
) -> None:
    """It is begun and committed in a thread: another program may hold the lock for seconds."""
    file = sqlite.engine.url.database
    assert file is not None
    ticks = 0

    async def tick() -> None:
        nonlocal ticks
        while True:
            await asyncio.sleep(0.01)
            ticks += 1

    ticking = asyncio.create_task(tick())
    with closing(sqlite3.connect(file, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        asyncio.get_running_loop().call_later(0.5, other.execute, "ROLLBACK")
        async with sqlite.begin_short():
            ticking.cancel()
    assert ticks > 5


async def test_short_transactions_go_on_in_a_file_that_was_rewritten(sqlite: Database) -> None:
    async with sqlite.begin_short() as connection:
        await connection.execute(insert_missing(connection, ledger), {"tag": b"before"})
    await sqlite.compact()
    async with sqlite.begin_short() as connection:
        await connection.execute(insert_missing(connection, ledger), {"tag": b"after"})
    async with sqlite.read() as connection:
        found = (await connection.scalars(select(ledger.c.tag))).all()
    assert set(found) == {b"before", b"after"}


@pytest.mark.parametrize("begun", [False, True])
async def test_who_opens_a_file_waits_for_somebody_else_who_has_it(
    tmp_path: Path, open_database: Opener, *, begun: bool
) -> None:
    file = tmp_path / "consult.db"
    other = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    if begun:
        other.execute("CREATE TABLE theirs (it)")
    with closing(other):
        other.execute("BEGIN EXCLUSIVE")
        leaving = threading.Timer(0.3, other.execute, ["COMMIT"])
        leaving.start()
        database = open_database(f"sqlite+aiosqlite:///{file}")
        async with database.begin_short() as connection:
            result = await connection.exec_driver_sql("PRAGMA journal_mode")
            assert result.scalar_one() == "wal"
        leaving.join()


def test_of_two_who_begin_a_new_file_at_once_one_waits(tmp_path: Path) -> None:
    file = tmp_path / "consult.db"
    beginning = threading.Thread(target=begin_file, args=[file])
    with Door(file).shut_at_once():
        beginning.start()
        beginning.join(0.2)
        assert file.stat().st_size == 0
    beginning.join()
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


async def test_a_second_opening_is_refused_until_the_first_is_closed(
    tmp_path: Path, open_database: Opener
) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'consult.db'}"
    first = Database.open(url)
    with pytest.raises(DatabaseInUseError, match=r"consult\.db is in use .* Stop the running"):
        Database.open(url)
    await first.close()
    await migrate.upgrade(open_database(url))


async def test_another_process_is_refused(sqlite: Database) -> None:
    program = "import sys; from storage.db import Database; Database.open(sys.argv[1])"
    url = sqlite.engine.url.render_as_string()
    command = [sys.executable, "-c", program, url]
    done = await asyncio.to_thread(
        subprocess.run, command, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "DatabaseInUseError" in done.stderr


async def test_the_database_file_is_for_its_owner_alone(sqlite: Database, tmp_path: Path) -> None:
    async with sqlite.begin() as connection:
        await connection.execute(insert_missing(connection, ledger), {"tag": b"t"})
        modes = {name: (tmp_path / name).stat().st_mode & 0o777 for name in FILES}
    assert modes == dict.fromkeys(FILES, 0o600)


@pytest.mark.parametrize(
    "url", ["mysql://localhost/x", "sqlite:///x.db", "sqlite+aiosqlite://", "postgresql://x/y"]
)
def test_another_kind_of_database_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match=r"sqlite\+aiosqlite:///FILE"):
        Database.open(url)


async def test_writers_wait_for_each_other_and_readers_do_not(sqlite: Database) -> None:
    async def write(number: int) -> None:
        async with sqlite.begin() as connection:
            await connection.execute(insert_missing(connection, ledger), {"tag": bytes([number])})

    async with sqlite.begin() as holding:
        await holding.execute(insert_missing(holding, ledger), {"tag": b"held"})
        waiting = [asyncio.create_task(write(number)) for number in range(20)]
        async with sqlite.read() as reader:
            rows = await reader.execute(ledger.select())
            assert rows.all() == []
    await asyncio.gather(*waiting)
    async with sqlite.read() as reader:
        assert len((await reader.execute(ledger.select())).all()) == 21


async def test_an_error_from_the_database_shows_no_values(database: Database) -> None:
    secret = b"a-tag-nobody-should-see"
    async with database.begin() as connection:
        await connection.execute(ledger.insert(), {"tag": secret})
        with pytest.raises(IntegrityError) as refused:
            await connection.execute(ledger.insert(), {"tag": secret})
        await connection.rollback()
    shown = f"{refused.value} {refused.value.orig}"
    assert secret.decode() not in shown
    assert secret.hex() not in shown


async def test_in_a_snapshot_everything_stands_still(database: Database) -> None:
    async with database.snapshot() as connection:
        assert (await connection.execute(ledger.select())).all() == []
        async with database.begin() as other:
            await other.execute(ledger.insert(), {"tag": b"later"})
            await other.execute(seen.insert(), {"bot": 1, "update_id": 1, "day": 1})
        for table in (ledger, seen):
            assert (await connection.execute(table.select())).all() == []
