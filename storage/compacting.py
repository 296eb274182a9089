"""Rewriting a database so that no erased row is left in its files.

SQLite: what lives is copied into a new file (`VACUUM INTO`), which takes the place of the old one
by a rename; the old one is overwritten. An interruption leaves one whole database, and perhaps a
file beside it that `tidy` removes:

    FILE.new    the copy, until it is the database
    FILE.old    the former database, until it is overwritten

PostgreSQL: each table is rewritten, indexes and long values with it, the planner forgets what it
has sampled, and the write-ahead log is washed (`storage.washing`). Out of reach from here: what is
kept for a replica or in an archive, and the file system's own copies. `consult doctor` checks
what can be set against that.
"""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Table
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.shredding import shred, sync_directory, sync_file
from storage.steps import reach
from storage.tables import ABOUT_PEOPLE, metadata
from storage.washing import wash

PAGE_BYTES = 8192
"""Size of a page of a SQLite database: the box of a draft or a promise (1,053 bytes) lies with its
row. In pages of 4,096 (SQLite's own choice) it takes another page for itself, so that each commit
writes about twice as much. A database with other pages gets these when it is rewritten."""


class CompactError(Exception):
    """The database could not be rewritten just now."""


def compact_sqlite(path: Path) -> None:
    """Rewrite the database `path`, which nobody has open.

    Raises:
        CompactError: somebody has it open all the same, or the copy is not sound. Nothing changed.
    """
    tidy(path)
    try:
        _copy(path, _new(path))
        reach("database copied")
        _empty_log(path)
    except sqlite3.Error as error:
        tidy(path)
        raise CompactError(f"the database cannot be rewritten now: {error}") from None
    reach("log emptied")
    _exchange(path, _new(path), _old(path))


def _exchange(path: Path, new: Path, old: Path) -> None:
    os.link(path, old)
    sync_directory(path.parent)
    reach("old database kept")
    new.replace(path)
    sync_directory(path.parent)
    reach("new database in place")
    shred(old)
    reach("old database overwritten")


def tidy(path: Path) -> None:
    """Remove what an interrupted rewriting has left beside the database `path`."""
    new, old = _new(path), _old(path)
    for leftover in (new, new.with_name(f"{new.name}-journal")):
        shred(leftover)
    if old.exists() and old.samefile(path):
        old.unlink()
    shred(old)


async def compact_postgres(connection: AsyncConnection) -> None:
    """Rewrite the tables about people; `connection` commits each statement."""
    for table in ABOUT_PEOPLE:
        await _forget_samples(connection, metadata.tables[table])
        await connection.exec_driver_sql(f"VACUUM FULL {table}")
        reach(f"{table} rewritten")
    await wash(connection)
    reach("log washed")


def _copy(path: Path, new: Path) -> None:
    new.touch(mode=0o600)
    with _connection(path) as connection:
        connection.execute(f"PRAGMA page_size={PAGE_BYTES}")
        connection.execute("VACUUM INTO ?", (str(new),))
    with _connection(new) as connection:
        if connection.execute("PRAGMA quick_check").fetchone() != ("ok",):
            raise sqlite3.DatabaseError("the copy is not sound")
    sync_file(new)
    sync_directory(new.parent)


def _empty_log(path: Path) -> None:
    """Leave all of the database in its one file: another log would be taken for the new one's."""
    with _connection(path) as connection:
        (mode,) = connection.execute("PRAGMA journal_mode=DELETE").fetchone()
    beside = [path.with_name(f"{path.name}-{suffix}") for suffix in ("wal", "shm")]
    if mode != "delete" or any(file.exists() for file in beside):
        raise sqlite3.OperationalError("somebody is reading it; try again in a moment")


def _connection(path: Path) -> closing[sqlite3.Connection]:
    return closing(sqlite3.connect(path, isolation_level=None))


async def _forget_samples(connection: AsyncConnection, table: Table) -> None:
    """Let the planner keep no values of a table: its statistics are samples, tags among them.

    A column that is given the type it has loses its statistics, and nothing else.
    """
    for column in table.c:
        if not column.foreign_keys:
            kind = column.type.compile(connection.dialect)
            await connection.exec_driver_sql(
                f'ALTER TABLE {table.name} ALTER COLUMN "{column.name}" SET STATISTICS 0, '
                f'ALTER COLUMN "{column.name}" TYPE {kind}'
            )


def _new(path: Path) -> Path:
    return path.with_name(f"{path.name}.new")


def _old(path: Path) -> Path:
    return path.with_name(f"{path.name}.old")
