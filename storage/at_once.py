"""A SQLite connection that hands its work to a thread only where it may have to wait.

aiosqlite hands over every step of every statement, some dozens for one batch, and each time two
threads take turns. A statement on a few rows takes less than that. So here everything is done on
the spot, except to begin a transaction and to commit it, which wait for a lock and for the disk.

For statements on a few rows each: everything else in the process stands still meanwhile.
"""

import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import ParamSpec, TypeVar

import aiosqlite

BEGIN = "BEGIN IMMEDIATE"

Given = ParamSpec("Given")
Result = TypeVar("Result")


class AtOnceConnection(aiosqlite.Connection):
    """A connection to the database in `file`."""

    def __init__(self, file: Path) -> None:
        super().__init__(lambda: sqlite3.connect(file, check_same_thread=False), 64)
        self._thread.daemon = True
        self._handed_over = 0
        self._finished = 0

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
        if is_free and not self._waits(fn, args):
            return fn(*args, **kwargs)
        self._handed_over += 1
        return await super()._execute(self._noted, fn, *args, **kwargs)  # type: ignore[no-any-return,no-untyped-call]

    def _noted(
        self, fn: Callable[Given, Result], *args: Given.args, **kwargs: Given.kwargs
    ) -> Result:
        try:
            return fn(*args, **kwargs)
        finally:
            self._finished += 1  # in the thread alone, as the other is counted outside of it

    def _waits(self, fn: object, args: tuple[object, ...]) -> bool:
        return fn == self._conn.commit or args[:1] == (BEGIN,)
