"""Short transactions on SQLite, on one connection that stays open.

For each transaction SQLAlchemy takes a connection out of its pool, makes objects for a transaction
and tidies up twice, which takes longer than the statements of a small batch. So here the driver
alone begins and ends them. Of that SQLAlchemy knows nothing: to it the connection is in one
transaction from its first statement on.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from storage.at_once import AtOnceConnection, driver_of


class ShortTransactions:
    """Transactions on a connection of `engine`, one after the other."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._open: tuple[AsyncConnection, AtOnceConnection] | None = None

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[AsyncConnection]:
        """Open a transaction: commits on leaving, rolls back on an error."""
        connection, driver = self._open or await self._opened()
        try:
            await driver.begin()
            yield connection
            await driver.commit()
        except BaseException:
            await driver.rollback()
            raise

    async def close(self) -> None:
        """Hang up; the next transaction opens the file anew. Nobody may be in one."""
        if self._open is not None:
            connection, _ = self._open
            self._open = None
            await connection.close()
        await self._engine.dispose()

    async def _opened(self) -> tuple[AsyncConnection, AtOnceConnection]:
        connection = await self._engine.connect()
        driver = driver_of(connection)
        if driver is None:
            raise TypeError("this engine's connections do not work on the spot")
        self._open = connection, driver
        return self._open
