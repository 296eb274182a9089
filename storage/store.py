"""The store on a database: each batch is one transaction (`storage.unit_of_work`)."""

import datetime as dt
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from sqlalchemy import select

from dialogs.ports import Held, Owed, Pool, Tally, none_held
from storage.db import Database
from storage.drafts import DraftCipher
from storage.journals import Journals
from storage.statements import Statements
from storage.tables import tally
from storage.unit_of_work import SqlUnitOfWork

Clock = Callable[[], dt.date]


class SqlStore:
    """`dialogs.ports.Store` on SQLite or PostgreSQL.

    Args:
        database: the open database, with the tables in place.
        draft_key: from the vault.
        today: the date, for the day that is noted with drafts and update ids.
        worker: the number of this process, from `Presence`.
        journals: where is noted what a restore has to know, round by round.
    """

    def __init__(
        self,
        database: Database,
        draft_key: bytes,
        today: Clock,
        *,
        worker: int = 0,
        journals: Journals | None = None,
    ) -> None:
        self._database = database
        self._cipher = DraftCipher(draft_key)
        self._statements = Statements(database, draft_key)
        self._today = today
        self._journals = journals or Journals({})
        self.worker = worker

    @asynccontextmanager
    async def begin(self, bot: int) -> AsyncIterator[SqlUnitOfWork]:
        """Open a transaction; see `dialogs.ports.Store`."""
        day = self._today().toordinal()
        async with self._database.begin_short() as connection:
            yield SqlUnitOfWork(connection, self._cipher, bot, day, self._journals)

    async def pool(self, round_id: str) -> Pool:
        """Return the added statements of a round; see `dialogs.ports.Store`."""
        return await self._statements.pool(round_id)

    async def owed(self, limit: int, held: Held = none_held) -> dict[bytes, Owed]:
        """Return the promises of this process, taking over those of others that have ended."""
        async with self._database.begin_short() as connection:
            work = SqlUnitOfWork(connection, self._cipher, 0, 0)
            return await work.owed(self.worker, limit, held)

    async def tallies(self) -> dict[Tally, int]:
        """Return all counts of the rounds that are not closed yet."""
        async with self._database.read() as connection:
            rows = await connection.execute(select(tally))
            return {
                Tally(round_id, name, language): count for round_id, name, language, count in rows
            }
