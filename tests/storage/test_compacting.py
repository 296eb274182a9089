"""Rewriting the database: what was erased is in no file, what lives is all there."""

import asyncio
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import delete, select

from storage import compacting, db, migrate
from storage.compacting import PAGE_BYTES, CompactError, compact_sqlite, tidy
from storage.db import Database
from storage.shredding import shred
from storage.steps import watched
from storage.tables import ledger
from storage.upsert import insert_missing
from tests.storage.conftest import Opener

GONE, KEPT = b"gone-for-good", b"kept-for-now!"


async def _add(database: Database, *tags: bytes) -> None:
    async with database.begin() as connection:
        await connection.execute(insert_missing(connection, ledger), [{"tag": one} for one in tags])


async def _tags(database: Database) -> list[bytes]:
    async with database.read() as connection:
        return list((await connection.scalars(select(ledger.c.tag).order_by("tag"))).all())


async def _erase(database: Database) -> None:
    async with database.begin() as connection:
        await connection.execute(delete(ledger).where(ledger.c.tag == GONE))


async def test_what_lives_stays_and_goes_on(database: Database) -> None:
    await _add(database, GONE, KEPT)
    await _erase(database)
    await database.compact()
    await _add(database, b"later")
    await database.compact()
    assert await _tags(database) == [KEPT, b"later"]


async def test_a_database_with_other_pages_gets_ours(tmp_path: Path) -> None:
    file = tmp_path / "former.db"
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("PRAGMA page_size=4096")
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("CREATE TABLE former (box)")
        connection.execute("INSERT INTO former VALUES ('kept')")
    compact_sqlite(file)
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA page_size").fetchone() == (PAGE_BYTES,)
        assert connection.execute("SELECT box FROM former").fetchall() == [("kept",)]


async def test_the_file_is_another_one_and_nothing_lies_beside_it(
    sqlite: Database, tmp_path: Path
) -> None:
    await _add(sqlite, GONE, KEPT)
    await _erase(sqlite)
    file = tmp_path / "consult.db"
    before = file.stat().st_ino
    with file.open("rb") as former:
        await sqlite.compact()
        assert KEPT not in former.read()
    assert file.stat().st_ino != before
    assert file.stat().st_mode & 0o777 == 0o600
    assert GONE not in file.read_bytes()
    assert _files(tmp_path) == {"consult.db", "consult.db.lock", "consult.db.door"}


def _files(folder: Path) -> set[str]:
    return {file.name for file in folder.iterdir()}


async def test_who_reads_is_waited_for(sqlite: Database) -> None:
    async with sqlite.read() as connection:
        await connection.execute(select(ledger))
        compacting_ = asyncio.create_task(sqlite.compact())
        await asyncio.sleep(0.1)
        assert not compacting_.done()
        await _add(sqlite, KEPT)
    await compacting_
    assert await _tags(sqlite) == [KEPT]


async def test_who_reads_for_too_long_is_named_as_the_reason(
    sqlite: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(db, "_PATIENCE", 0.1)
    await _add(sqlite, KEPT)
    async with sqlite.snapshot() as connection:
        with pytest.raises(CompactError, match="being read"):
            await sqlite.compact()
        await connection.execute(select(ledger))
    await sqlite.compact()
    assert await _tags(sqlite) == [KEPT]


async def test_who_looks_in_from_beside_writes_into_no_file_that_is_gone(sqlite: Database) -> None:
    beside = Database.open(sqlite.engine.url.render_as_string(), beside=True)
    wanted = [bytes([number]) for number in range(30)]
    for one in wanted:
        await asyncio.gather(_add(beside, one), sqlite.compact() if one[0] % 3 == 0 else _wait())
        assert one in await _tags(beside)
    assert await _tags(sqlite) == wanted
    await beside.close()


async def _wait() -> None:
    await asyncio.sleep(0)


async def test_a_stranger_with_the_file_open_hinders_it_and_loses_nothing(
    sqlite: Database, tmp_path: Path
) -> None:
    await _add(sqlite, KEPT)
    with compacting._connection(tmp_path / "consult.db") as stranger:
        stranger.execute("PRAGMA journal_mode=WAL")
        stranger.execute("BEGIN")
        stranger.execute("SELECT * FROM ledger").fetchall()
        with pytest.raises(CompactError, match="cannot be rewritten now"):
            await sqlite.compact()
    assert await _tags(sqlite) == [KEPT]
    assert not {"consult.db.new", "consult.db.old"} & _files(tmp_path)


class Interrupted(BaseException):
    """The process ends here."""


STEPS = (
    "database copied",
    "log emptied",
    "old database kept",
    "new database in place",
    "old database overwritten",
)


@pytest.fixture
def closed(tmp_path: Path) -> Path:
    """A database that nobody has open."""
    file = tmp_path / "some.db"
    with compacting._connection(file) as connection:
        connection.execute("CREATE TABLE said (words)")
        connection.execute("INSERT INTO said VALUES ('kept')")
    return file


@pytest.mark.parametrize("step", STEPS)
def test_an_interruption_leaves_one_whole_database(closed: Path, step: str) -> None:
    def interrupt(reached: str) -> None:
        if reached == step:
            raise Interrupted

    with watched(interrupt), pytest.raises(Interrupted):
        compact_sqlite(closed)
    tidy(closed)
    assert list(closed.parent.iterdir()) == [closed]
    with compacting._connection(closed) as connection:
        assert connection.execute("SELECT words FROM said").fetchall() == [("kept",)]


async def test_opening_a_database_tidies_up_beside_it(sqlite: Database, tmp_path: Path) -> None:
    await sqlite.close()
    file = tmp_path / "consult.db"
    shutil.copy(file, tmp_path / "consult.db.new")
    os.link(file, tmp_path / "consult.db.old")
    again = Database.open(sqlite.engine.url.render_as_string())
    assert not {"consult.db.new", "consult.db.old"} & _files(tmp_path)
    assert await _tags(again) == []
    await again.close()


def test_a_shredded_file_is_overwritten_before_it_goes(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_bytes(GONE * 200_000)
    with file.open("rb") as still_open:
        shred(file)
        shred(file)
        content = still_open.read()
    assert len(content) == len(GONE) * 200_000
    assert GONE not in content


async def test_on_postgresql_the_planner_remembers_nobody(
    new_postgres_url: str, open_database: Opener
) -> None:
    database = open_database(new_postgres_url)
    await migrate.upgrade(database)
    await _add(database, GONE, *(bytes([number]) * 9 for number in range(200)))
    assert GONE.hex() in await _sampled(database)
    async with database.begin() as connection:
        await connection.execute(delete(ledger).where(ledger.c.tag < b"\x50"))
    await database.compact()
    assert await _sampled(database) == ""


async def _sampled(database: Database) -> str:
    async with database.begin() as connection:
        await connection.exec_driver_sql("ANALYZE ledger")
        found = await connection.exec_driver_sql(
            "SELECT concat(most_common_vals, histogram_bounds) FROM pg_stats "
            "WHERE tablename = 'ledger'"
        )
        return "".join(found.scalars())


async def test_a_role_that_may_not_switch_the_log_can_still_close(
    new_postgres_url: str, open_database: Opener
) -> None:
    owner = open_database(new_postgres_url)
    role = f"plain_{owner.engine.url.database}"
    async with owner.begin() as connection:
        await connection.exec_driver_sql(f"CREATE ROLE {role} LOGIN")
        await connection.exec_driver_sql(f"GRANT ALL ON SCHEMA public TO {role}")
    plain = open_database(new_postgres_url.replace("postgres@", f"{role}@"))
    await migrate.upgrade(plain)
    await _add(plain, KEPT)
    await plain.compact()
    assert await _tags(plain) == [KEPT]
