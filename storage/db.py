"""The way into the database: what is open, and its transactions.

SQLite: write-ahead log with full synchronisation (a committed batch survives a power cut), deleted
content overwritten, one process at a time, one writer at a time. PostgreSQL: as many processes as
wanted, READ COMMITTED with the locks that `store` takes.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from pathlib import Path

from sqlalchemy import URL
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from storage import address
from storage.address import FORMS, UnknownDatabaseError
from storage.compacting import CompactError, compact_postgres, compact_sqlite, tidy
from storage.door import Door, DoorBusyError
from storage.engines import (
    BEGIN_OPTION,
    begin_file,
    parse,
    postgres_engine,
    short_engine,
    sqlite_engine,
)
from storage.lock import DatabaseInUseError, InUseError, ProcessLock
from storage.short import ShortTransactions
from storage.tables import draft, promise
from storage.washing import wash_log

_EMPTY_AT_ONCE = (
    "PRAGMA busy_timeout=0",
    "PRAGMA wal_checkpoint(TRUNCATE)",
    "PRAGMA busy_timeout=5000",
)
"""Waits for no reader, so that no writer waits for it."""

_TIDY = "5, 0"
"""Advisory lock on PostgreSQL, `presence.Alone.TIDYING`: erased rows stay in the files as long as a
snapshot may see them."""

_PATIENCE = 30.0
"""Seconds in which those who read have to come to an end."""


class Database:
    """An open database. Use `Database.open`, and `close` it when done."""

    def __init__(
        self,
        engine: AsyncEngine,
        lock: ProcessLock | None = None,
        door: Door | None = None,
        short: ShortTransactions | None = None,
    ) -> None:
        self.engine = engine
        self._short = short
        self._process_lock = lock
        self._door = door
        self._writer = asyncio.Lock() if self.is_sqlite else nullcontext()

    @classmethod
    def open(cls, url: str, *, beside: bool = False) -> "Database":
        """Open `sqlite+aiosqlite:///FILE` (made when missing) or `postgresql+psycopg://…`.

        Args:
            url: where the database is.
            beside: do not claim a SQLite file, because the process that serves may have it: good
                for reading, and for rows that it will find there, never for what it works on.

        Raises:
            DatabaseInUseError: another process has the SQLite file open, and `beside` is not set.
            UnknownDatabaseError: neither of the two databases.
        """
        parsed = parse(url)
        match parsed.drivername:
            case address.SQLITE:
                return cls._open_sqlite(parsed, beside=beside)
            case address.POSTGRES:
                return cls(postgres_engine(parsed))
        raise UnknownDatabaseError(f"unknown kind of database {parsed.drivername!r}: {FORMS}")

    @classmethod
    def _open_sqlite(cls, url: URL, *, beside: bool) -> "Database":
        if not url.database or url.database == ":memory:":
            raise UnknownDatabaseError(f"a SQLite database needs a file: {FORMS}")
        path = Path(url.database)
        lock = ProcessLock(path.with_name(f"{path.name}.lock"))
        path.touch(mode=0o600, exist_ok=True)
        if not beside:
            _claim(lock, path)
            tidy(path)
        begin_file(path)
        short = None if beside else ShortTransactions(short_engine(url, path))
        return cls(sqlite_engine(url, beside=beside), lock, Door(path), short)

    @property
    def is_sqlite(self) -> bool:
        """Whether this is SQLite (else it is PostgreSQL)."""
        return self.engine.dialect.name == "sqlite"

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[AsyncConnection]:
        """Open a transaction that may write: commits on leaving, rolls back on an error.

        On SQLite it waits for the writer before it; this never ends in "database is locked".
        """
        async with self._writer, self._inside(), self.engine.begin() as connection:
            yield connection

    @asynccontextmanager
    async def begin_short(self) -> AsyncIterator[AsyncConnection]:
        """Open a transaction like `begin` for statements on a few rows each.

        On SQLite they are done on the spot, without a thread in between.
        """
        begin = self._short.begin if self._short is not None else self.engine.begin
        async with self._writer, self._inside(), begin() as connection:
            yield connection

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """Open a transaction that only reads; it neither waits for a writer nor holds one up."""
        async with self._inside(), self.engine.connect() as connection:
            await connection.execution_options(**{BEGIN_OPTION: "BEGIN"})
            yield connection

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator[AsyncConnection]:
        """Open a transaction in which everything stands still, for reading all of it at leisure.

        Nobody waits for it, except that `compact` does: rows that were erased while it is open
        could not be removed from the files.
        """
        async with self._inside(), self.engine.connect() as connection:
            if self.is_sqlite:
                await connection.execution_options(**{BEGIN_OPTION: "BEGIN"})
            else:
                await connection.execution_options(isolation_level="REPEATABLE READ")
                await connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock_shared({_TIDY})")
            yield connection

    async def close(self) -> None:
        """Close all connections and let another process have the database."""
        await self._hang_up()
        if self._process_lock is not None:
            self._process_lock.release()

    async def forget_drafts(self) -> None:
        """Leave nothing of earlier versions of drafts in the files, unless somebody is reading.

        SQLite: the write-ahead log is emptied. PostgreSQL: the tables of drafts are rewritten, and
        the log is washed, which writes it over once (`storage.washing`).
        """
        async with self._writer, self._inside(), self.engine.connect() as connection:
            if self.is_sqlite:
                await connection.execution_options(**{BEGIN_OPTION: None})
                for pragma in _EMPTY_AT_ONCE:
                    await connection.exec_driver_sql(pragma)
            else:
                await _forget_on_postgres(connection)

    async def _hang_up(self) -> None:
        await self.engine.dispose()
        if self._short is not None:
            await self._short.close()

    async def compact(self) -> None:
        """Rewrite the database so that no deleted row is left in its files; see `compacting`.

        Raises:
            CompactError: somebody is reading; calling again is safe.
        """
        if self._door is None:
            await self._compact_postgres()
            return
        try:
            async with self._door.shut(_PATIENCE):
                await self._hang_up()
                path = Path(self.engine.url.database or "")
                await _to_the_end(asyncio.to_thread(compact_sqlite, path))
        except DoorBusyError:
            raise CompactError("the database is being read; try again in a moment") from None

    async def _compact_postgres(self) -> None:
        async with self.engine.connect() as connection:
            await connection.execution_options(isolation_level="AUTOCOMMIT")
            await connection.exec_driver_sql(f"SELECT pg_advisory_lock({_TIDY})")
            try:
                await compact_postgres(connection)
            finally:
                await connection.exec_driver_sql(f"SELECT pg_advisory_unlock({_TIDY})")

    def _inside(self) -> AbstractAsyncContextManager[None]:
        return nullcontext() if self._door is None else self._door.through()


async def _to_the_end(work: Awaitable[None]) -> None:
    """Await what must not be left half done by a thread that nobody waits for."""
    task = asyncio.ensure_future(work)
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        await task
        raise


async def _forget_on_postgres(connection: AsyncConnection) -> None:
    await connection.execution_options(isolation_level="AUTOCOMMIT")
    alone = await connection.exec_driver_sql(f"SELECT pg_try_advisory_lock({_TIDY})")
    if not alone.scalar_one():
        return
    try:
        await connection.exec_driver_sql(f"VACUUM FULL {draft.name}, {promise.name}")
        await wash_log(connection)
    finally:
        await connection.exec_driver_sql(f"SELECT pg_advisory_unlock({_TIDY})")


def _claim(lock: ProcessLock, path: Path) -> None:
    try:
        lock.acquire()
    except InUseError:
        raise DatabaseInUseError(
            f"{path.name} is in use by another process of consult. "
            "Stop the running `consult serve` first, or point this one at another database."
        ) from None
