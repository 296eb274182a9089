"""A SQLite connection that hands its work to a thread only where it may have to wait.

aiosqlite hands over every step of every statement, some dozens for one batch, and each time two
threads take turns. A statement on a few rows takes less than that. So here everything is done on
the spot, except what waits: a commit for the disk, and the beginning of a transaction where another
program writes just now.

For statements on a few rows each: everything else in the process stands still meanwhile.
"""

import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import ParamSpec, TypeVar

import aiosqlite
from sqlalchemy.ext.asyncio import AsyncConnection

BEGIN = "BEGIN IMMEDIATE"
PATIENCE_MS = 5000
"""For so long a transaction waits until another program has written."""

_PRIMARY = 0xFF
"""The part of SQLite's error codes that names the kind of error."""

# Else the driver looks for a way to adapt each value of bytes, in vain, which takes as long as to
# store it. This one returns them as they are.
sqlite3.register_adapter(bytes, bytes.__bytes__)

Given = ParamSpec("Given")
Result = TypeVar("Result")


class AtOnceConnection(aiosqlite.Connection):
    """A connection to the database in `file`."""

    def __init__(self, file: Path) -> None:
        super().__init__(lambda: sqlite3.connect(file, 0.0, check_same_thread=False), 64)
        self._thread.daemon = True
        self._handed_over = 0
        self._finished = 0

    async def begin(self) -> None:
        """Begin a transaction that may write."""
        try:
            await self._execute(self._conn.execute, BEGIN)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & _PRIMARY != sqlite3.SQLITE_BUSY:
                raise
            await self._hand_over(self._begin_patiently)

    def _begin_patiently(self) -> None:
        self._conn.execute(f"PRAGMA busy_timeout={PATIENCE_MS}")
        try:
            self._conn.execute(BEGIN)
        finally:
            self._conn.execute("PRAGMA busy_timeout=0")

    async def rows(self, words: str, values: Sequence[object]) -> list[tuple[object, ...]]:
        """Run one statement, and return all that it finds."""
        return await self._execute(self._rows, words, values)

    async def for_each(self, words: str, rows: Sequence[Sequence[object]]) -> None:
        """Run one statement for each of some rows of values."""
        await self._execute(self._conn.executemany, words, rows)

    def _rows(self, words: str, values: Sequence[object]) -> list[tuple[object, ...]]:
        return self._conn.execute(words, values).fetchall()

    async def _execute(
        self, fn: Callable[Given, Result], *args: Given.args, **kwargs: Given.kwargs
    ) -> Result:
        """Call `fn`, in the thread if it waits: all of aiosqlite's methods come through here.

        Whoever waited for the thread may have been cancelled while it still works. Then all else
        waits in line behind it, too: closing a connection that is at work ends the process.
        """
        is_free = self._connection is not None and self._handed_over == self._finished
        if is_free and fn != self._conn.commit:
            return fn(*args, **kwargs)
        return await self._hand_over(fn, *args, **kwargs)

    async def _hand_over(
        self, fn: Callable[Given, Result], *args: Given.args, **kwargs: Given.kwargs
    ) -> Result:
        self._handed_over += 1
        return await super()._execute(self._noted, fn, *args, **kwargs)  # type: ignore[no-any-return,no-untyped-call]

    def _noted(
        self, fn: Callable[Given, Result], *args: Given.args, **kwargs: Given.kwargs
    ) -> Result:
        try:
            return fn(*args, **kwargs)
        finally:
            self._finished += 1  # in the thread alone, as the other is counted outside of it


def driver_of(connection: AsyncConnection) -> AtOnceConnection | None:
    """Return the driver's connection where it does its work on the spot."""
    pooled = connection.sync_connection and connection.sync_connection.connection
    driver = pooled and pooled.driver_connection
    return driver if isinstance(driver, AtOnceConnection) else None
