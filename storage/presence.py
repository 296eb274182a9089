"""This process among the workers of a database, and what only one of them may do at a time.

On PostgreSQL both are advisory locks that the server lets go when the connection ends, however the
process ended. On SQLite there is one process (see `lock`), so there is nothing to agree on.

These locks use two numbers, those of `store` one, so that they can never be mistaken.
"""

import asyncio
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from enum import IntEnum

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.db import Database
from storage.tags import round_prefix

ALIVE = 1
"""The first number of the lock that every worker holds; the second is the worker's own."""

IS_GONE = text("SELECT pg_try_advisory_xact_lock(:family, :name)")
"""Whether nobody holds a lock; with `ALIVE` and its number, whether a worker has ended."""

_TRY = text("SELECT pg_try_advisory_lock(:family, :name)")
_RELEASE = text("SELECT pg_advisory_unlock(:family, :name)")


_LOOK = 0.1
"""Seconds until it is looked again whether somebody else is done."""


class Alone(IntEnum):
    """What one process does at a time."""

    STARTING = 2
    SENDING = 3
    MIGRATING = 4
    TIDYING = 5
    """Rewriting tables, which waits for snapshots: these hold the lock together with others."""
    ENDING = 6
    """Closing or cancelling one round."""


class Presence:
    """The number of this worker, and the lock that shows the others that it lives."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._connection: AsyncConnection | None = None
        self._held = False
        self.worker = 0 if database.is_sqlite else secrets.randbits(31)

    async def assure(self) -> None:
        """Take the lock, again when the database has forgotten it; cheap when it is held.

        After a break in the network the server may keep the lock for our last connection, until it
        notices that this one is gone; then a later call takes it.
        """
        if self._database.is_sqlite:
            return
        try:
            await self._take()
        except SQLAlchemyError:
            await self.leave()
            await self._take()

    async def _take(self) -> None:
        if self._connection is None:
            self._connection = await _lasting(self._database)
        if self._held:
            await self._connection.execute(text("SELECT 1"))
        else:
            taken = await self._connection.execute(_TRY, {"family": ALIVE, "name": self.worker})
            self._held = taken.scalar_one()

    async def leave(self) -> None:
        """Let the lock go; harmless when it is not held."""
        connection, self._connection, self._held = self._connection, None, False
        if connection is not None:
            await _drop(connection)


@asynccontextmanager
async def one_at_a_time(database: Database, what: Alone, round_id: str = "") -> AsyncIterator[None]:
    """Wait until no other worker does `what`, to this round if one is named, and keep them from it.

    It asks again and again: a statement that waits would keep erased rows in the files meanwhile.
    """
    if database.is_sqlite:
        yield
        return
    name = int.from_bytes(round_prefix(round_id), "big", signed=True) if round_id else 0
    lock = {"family": what, "name": name}
    connection = await _lasting(database)
    try:
        while not (await connection.execute(_TRY, lock)).scalar_one():  # noqa: ASYNC110 - no event
            await asyncio.sleep(_LOOK)
        yield
        with suppress(SQLAlchemyError):  # the lock is gone then, and the work is done
            await connection.execute(_RELEASE, lock)
    finally:
        await _drop(connection)


@asynccontextmanager
async def the_one(database: Database, what: Alone) -> AsyncIterator[AsyncConnection | None]:
    """Give the connection that holds the right to do `what`; None when another worker has it.

    Work done on this very connection is done by the holder or not at all: when the server lets the
    lock go, the connection is gone as well. For PostgreSQL only; each statement commits at once.
    """
    connection = await _lasting(database)
    try:
        held = await connection.execute(_TRY, {"family": what, "name": 0})
        yield connection if held.scalar_one() else None
    finally:
        await _drop(connection)


async def _lasting(database: Database) -> AsyncConnection:
    connection = database.engine.connect()
    await connection.start()
    return await connection.execution_options(isolation_level="AUTOCOMMIT")


async def _drop(connection: AsyncConnection) -> None:
    """End the connection itself, and not only its loan: its locks must not outlive it."""
    await connection.invalidate()
    await connection.close()
