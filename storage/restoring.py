"""Restoring a backup into a new, empty database: all of it or nothing."""

import asyncio
import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import column, table
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import age, backup_signing, migrate
from storage.backup_format import (
    BACKED_UP,
    FORMAT,
    BackupError,
    End,
    Frame,
    Header,
    Rows,
    Signature,
    read_frames,
)
from storage.backup_signing import Hashing
from storage.db import Database
from storage.replay import Replay, Returned, Row
from storage.tables import restore as restore_table
from storage.vault import Vault


@dataclass(frozen=True)
class Restored:
    """What has come back.

    Attributes:
        rounds: those that can go on.
        signer: the name of the key that signed the backup; empty when none did.
        checked: this vault knew which key it had to be.
    """

    rounds: list[Returned]
    signer: str
    checked: bool


async def restore(
    database: Database,
    vault: Vault,
    source: Path,
    identity: Path,
    *,
    today: dt.date,
    not_ours: bool = False,
) -> Restored:
    """Bring back the backup in `source`.

    Args:
        database: a new one, without tables; on any error it stays empty.
        vault: the one that belongs to the rounds; its journals say what must not return, and its
            signing key which backups are ours.
        source: a file made by `backup`, of this version of the program or an earlier one.
        identity: a file with the private key, as `age-keygen` writes it.
        today: the day that the closing record names.
        not_ours: take a backup that this vault did not sign.

    Raises:
        BackupError: the database is not empty, no key fits, or the backup is damaged, cut off or
            not made with this vault.
        JournalError: the vault's journal is that of another database.
        OldTablesError: the backup is of a newer version of the program.
    """
    keys = age.identities(identity)
    if (await migrate.pending(database)).current is not None:
        raise BackupError(
            "this database is in use: a backup is restored into a new one only. "
            "Point CONSULT_DATABASE to a new file, or to a new, empty PostgreSQL database."
        )
    with _opened(source) as file:
        async with database.begin() as connection, age.decrypting(file, keys) as stream:
            hashing = Hashing(stream)
            rounds, signed = await _read_in(connection, vault, hashing, today)
            signer = backup_signing.check(vault, signed.digest, signed.frame, not_ours=not_ours)
    return Restored(rounds, signer, checked=vault.has_signing_key())


async def _read_in(
    connection: AsyncConnection, vault: Vault, stream: Hashing, today: dt.date
) -> tuple[list[Returned], "_Signed"]:
    frames = read_frames(stream)
    header = await _header(frames)
    await connection.run_sync(migrate.upgrade_to, header.revision)
    replay = Replay(vault, dt.date.fromisoformat(header.day))
    read: Counter[str] = Counter()
    while isinstance(frame := await asyncio.to_thread(_next, frames), Rows):
        if frame.table not in BACKED_UP or frame.table not in header.columns:
            raise BackupError("the backup holds a table that no backup has. Use another one.")
        read[frame.table] += len(frame.rows)
        await _insert(connection, header, frame, replay)
    if not isinstance(frame, End) or Counter(frame.counts) != read:
        raise BackupError("the backup is damaged: its rows do not add up. Use another one.")
    digest, signed = stream.digest(), await asyncio.to_thread(_next, frames)
    await connection.run_sync(migrate.upgrade_in)
    told = replay.restores(today)
    if told:
        await connection.execute(restore_table.insert(), told)
    return replay.returned(), _Signed(digest, signed if isinstance(signed, Signature) else None)


@dataclass(frozen=True)
class _Signed:
    digest: bytes
    frame: Signature | None


async def _header(frames: Iterator[Frame]) -> Header:
    header = await asyncio.to_thread(_next, frames)
    if not isinstance(header, Header):
        raise BackupError("this is not a backup of consult, or it is damaged")
    if header.format != FORMAT:
        raise BackupError(
            f"this backup is of format {header.format}, which this version does not know: "
            "install a newer one"
        )
    return header


async def _insert(connection: AsyncConnection, header: Header, rows: Rows, replay: Replay) -> None:
    """Insert rows with the columns they had, which later migrations then bring up to date."""
    names = header.columns[rows.table]
    read: list[Row] = [dict(zip(names, row, strict=True)) for row in rows.rows]
    kept = [row for one in read if (row := replay.passes(rows.table, one)) is not None]
    if kept:
        target = table(rows.table, *(column(name) for name in names))
        await connection.execute(target.insert(), kept)


def _next(frames: Iterator[Frame]) -> Frame | None:
    return next(frames, None)


def _opened(source: Path) -> BinaryIO:
    try:
        return source.open("rb")
    except OSError as error:
        raise BackupError(f"{source} cannot be read: {error.strerror}") from None
