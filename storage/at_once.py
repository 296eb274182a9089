"""A SQLite connection that hands its work to a thread only where it may have to wait.

aiosqlite hands over every step of every statement, some dozens for one batch, and each time two
threads take turns. A statement on a few rows takes less than that. So inside a short transaction
everything is done on the spot, except to begin it and to commit it, which wait for a lock and for
the disk.
"""

import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import ParamSpec, TypeVar

import aiosqlite
from sqlalchemy.ext.asyncio import AsyncConnection

Given = ParamSpec("Given")
Result = TypeVar("Result")


class AtOnceConnection(aiosqlite.Connection):
    """A connection to the database in `file`; work is done on the spot while `at_once` is set."""

    def __init__(self, file: Path) -> None:
        super().__init__(lambda: sqlite3.connect(file, check_same_thread=False), 64)
        self._thread.daemon = True
        self.at_once = False

    async def _execute(
        self, fn: Callable[Given, Result], *args: Given.args, **kwargs: Given.kwargs
    ) -> Result:
        if self.at_once and self._connection is not None:
            return fn(*args, **kwargs)
        return await super()._execute(fn, *args, **kwargs)  # type: ignore[no-any-return,no-untyped-call]


@asynccontextmanager
async def at_once(connection: AsyncConnection) -> AsyncIterator[None]:
    """Let a connection do its work on the spot; one that cannot goes on as before.

    For statements on a few rows each: everything else in the process stands still meanwhile.
    """
    raw = await connection.get_raw_connection()
    driver = raw.driver_connection
    if not isinstance(driver, AtOnceConnection):
        yield
        return
    driver.at_once = True
    try:
        yield
    finally:
        driver.at_once = False
