"""Backing up while everything runs: one moment of the database, encrypted to a public key.

It is read in a single transaction in which the database stands still. There are no keys in it: the
vault has copies of its own (`storage.vault_copy`). `storage.backup_format` says what is left out.
"""

import asyncio
import datetime as dt
import os
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, Table, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import age, migrate
from storage.backup_format import (
    BACKED_UP,
    FORMAT,
    BackupError,
    End,
    Header,
    Rows,
    Sink,
    Value,
    write_frame,
)
from storage.backup_signing import Hashing, sign
from storage.db import Database
from storage.progress import Progress, silent
from storage.shredding import sync_directory
from storage.vault import Vault

_BATCH = 200


async def backup(
    database: Database,
    vault: Vault,
    out: Path,
    to: Sequence[str],
    *,
    today: dt.date,
    on_progress: Progress = silent,
) -> dict[str, int]:
    """Write a backup to `out` and return how many rows of each table it holds.

    Args:
        database: may be in use by others.
        vault: signs the backup.
        out: a file that does not exist yet; it appears whole or not at all.
        to: public keys of age; any of their private keys opens the backup.
        today: the day that the backup names.
        on_progress: told "backup" with rows done and rows there are.

    Raises:
        BackupError: no usable key, or `out` exists.
        OldTablesError: the tables are not those of this version.
    """
    keys = age.recipients(to)
    await migrate.check(database)
    with _whole_or_not_at_all(out) as file:
        async with age.encrypting(file, keys) as sink, database.snapshot() as connection:
            hashing = Hashing(sink)
            counts = await _write(connection, hashing, today, on_progress)
            await asyncio.to_thread(write_frame, sink, sign(vault, hashing.digest()))
            return counts


async def _write(
    connection: AsyncConnection, sink: Sink, today: dt.date, progress: Progress
) -> dict[str, int]:
    total = sum([await _size(connection, table) for table in BACKED_UP.values()])
    await asyncio.to_thread(write_frame, sink, await connection.run_sync(_header, today))
    counts = dict.fromkeys(BACKED_UP, 0)
    for name, table in BACKED_UP.items():
        async for batch in _batches(connection, table):
            rows = Rows(table=name, rows=batch)
            await asyncio.to_thread(write_frame, sink, rows)
            counts[name] += len(batch)
            progress("backup", sum(counts.values()), total)
    await asyncio.to_thread(write_frame, sink, End(counts=counts))
    return counts


def _header(connection: Connection, today: dt.date) -> Header:
    return Header(
        format=FORMAT,
        revision=MigrationContext.configure(connection).get_current_revision() or "",
        day=today.isoformat(),
        columns={name: tuple(map(str, table.c.keys())) for name, table in BACKED_UP.items()},
    )


async def _size(connection: AsyncConnection, table: Table) -> int:
    return await connection.scalar(select(func.count()).select_from(table)) or 0


async def _batches(
    connection: AsyncConnection, table: Table
) -> AsyncIterator[list[tuple[Value, ...]]]:
    ordered = select(table).order_by(*table.primary_key)
    async with connection.stream(ordered) as result:
        async for batch in result.partitions(_BATCH):
            yield [tuple(row) for row in batch]


@contextmanager
def _whole_or_not_at_all(out: Path) -> Iterator[BinaryIO]:
    unfinished = out.with_name(f".{out.name}.unfinished")
    if out.exists():
        raise BackupError(f"{out} exists already; a backup is never written over")
    unfinished.unlink(missing_ok=True)
    handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        unfinished.rename(out)
        sync_directory(out.parent)
    finally:
        unfinished.unlink(missing_ok=True)
