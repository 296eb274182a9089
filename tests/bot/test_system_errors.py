"""What the machine refuses is said with its place and the remedy, and with nothing of anybody's."""

import asyncio
import errno
import os
import threading
from pathlib import Path

import pytest
from sqlalchemy.exc import DatabaseError, OperationalError

from bot.system_errors import what_to_do
from storage import migrate
from storage.db import Database


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOENT, "no such file or folder"),
        (errno.EACCES, "may not read or write"),
        (errno.ENOTDIR, "a folder is needed"),
        (errno.EISDIR, "a file is needed"),
        (errno.EROFS, "can only be read"),
    ],
)
def test_a_file_that_cannot_be_used_is_named(number: int, said: str) -> None:
    told = what_to_do(OSError(number, os.strerror(number), "somewhere/out"))
    assert told.startswith("somewhere/out: ")
    assert said in told


def test_a_full_disk_is_said_without_a_name() -> None:
    assert "Make room" in what_to_do(OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)))


def test_other_errors_are_told_by_where_they_happened() -> None:
    assert not what_to_do(ValueError("I hate my school"))
    assert not what_to_do(ConnectionResetError(errno.ECONNRESET, "reset"))
    assert not what_to_do(OperationalError("SELECT 1", {}, ValueError("I hate my school")))


async def _threads_have_ended() -> None:
    """A connection that was never made ends its thread by itself, and tells the loop."""
    while any("_connection_worker_thread" in each.name for each in threading.enumerate()):  # noqa: ASYNC110
        await asyncio.sleep(0.01)


async def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    file = tmp_path / "noise.db"
    file.write_bytes(bytes(range(256)) * 40)
    database = Database.open(f"sqlite+aiosqlite:///{file}")
    with pytest.raises(DatabaseError) as refused:
        await migrate.pending(database)
    await database.close()
    assert "none of SQLite" in what_to_do(refused.value)


async def test_a_folder_is_no_database(tmp_path: Path) -> None:
    database = Database.open(f"sqlite+aiosqlite:///{tmp_path}")
    with pytest.raises(OperationalError) as refused:
        await migrate.pending(database)
    await database.close()
    await _threads_have_ended()
    assert "cannot be opened" in what_to_do(refused.value)


async def test_a_server_that_is_not_there(unused_tcp_port: int) -> None:
    database = Database.open(f"postgresql+psycopg://nobody@127.0.0.1:{unused_tcp_port}/nothing")
    async with asyncio.timeout(20):
        with pytest.raises(OperationalError) as refused:
            await migrate.pending(database)
    await database.close()
    assert "cannot be reached" in what_to_do(refused.value)
    assert "nobody" not in what_to_do(refused.value)
