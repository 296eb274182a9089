"""While a bot runs, the log of its database does not keep what was written over."""

import asyncio
from contextlib import suppress
from pathlib import Path

from sqlalchemy import delete, select

from bot.emptying import Emptying
from storage import migrate
from storage.db import Database
from storage.tables import ledger

TAG = b"t" * 36


async def database_with_an_erased_tag(folder: Path) -> Database:
    """A database in use, whose log still tells of a tag that was erased."""
    database = Database.open(f"sqlite+aiosqlite:///{folder / 'consult.db'}")
    await migrate.upgrade(database)
    async with database.begin() as connection:
        await connection.execute(ledger.insert(), {"tag": TAG})
    async with database.begin() as connection:
        await connection.execute(delete(ledger))
    assert TAG in log_of(folder).read_bytes()
    return database


def log_of(folder: Path) -> Path:
    """The write-ahead log."""
    return folder / "consult.db-wal"


async def until_forgotten(database: Database, folder: Path) -> None:
    """Let it run until the log is empty."""
    task = asyncio.create_task(Emptying(database, every=0.2).run())
    try:
        async with asyncio.timeout(20):
            while log_of(folder).stat().st_size:  # noqa: ASYNC110 - SQLite rings no bell
                await asyncio.sleep(0.02)
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def test_the_log_forgets(tmp_path: Path) -> None:
    database = await database_with_an_erased_tag(tmp_path)
    await until_forgotten(database, tmp_path)
    assert TAG not in (tmp_path / "consult.db").read_bytes()
    await database.close()


async def test_a_reader_is_not_waited_for(tmp_path: Path) -> None:
    database = await database_with_an_erased_tag(tmp_path)
    async with database.snapshot() as reading:
        await reading.execute(select(ledger))
        async with asyncio.timeout(4):
            await database.forget_drafts()
            async with database.begin() as writing:
                await writing.execute(ledger.insert(), {"tag": TAG})
    await until_forgotten(database, tmp_path)
    await database.close()
