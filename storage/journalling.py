"""A store that notes in the round's journal what it commits, for the day of a restore."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator, Collection, Mapping
from contextlib import asynccontextmanager

from sqlalchemy import exists, select

from dialogs.ports import Changes, Owed, Snapshot, Store, UnitOfWork
from storage.db import Database
from storage.journal import Journal
from storage.rounds import get_round
from storage.tables import sealed, tally
from storage.vault import Vault


@asynccontextmanager
async def journalled(
    store: Store, database: Database, vault: Vault, round_id: str, *, today: dt.date
) -> AsyncIterator[Store]:
    """Give `store` with the journal of a round beside it; `store` itself when the round has ended.

    A journal that begins when somebody has been asked already does not claim to know everything.

    Raises:
        NotOpenError: the round was never opened here.
        VaultError: others than the owner may read the journal.
    """
    key = (await get_round(database, round_id)).journal_key
    if key is None:
        yield store
        return
    whole = not await _anything_said(database, round_id)
    journal = Journal.open(vault.journal_file(round_id), key, today=today, whole=whole)
    try:
        yield JournalledStore(store, journal)
    finally:
        journal.close()


async def _anything_said(database: Database, round_id: str) -> bool:
    said = [exists().where(table.c.round == round_id) for table in (sealed, tally)]
    async with database.read() as connection:
        return bool(await connection.scalar(select(said[0] | said[1])))


class JournalledStore:
    """`dialogs.ports.Store` that notes in a journal what it commits.

    The journal is durable before the database commits, so a withdrawal that was confirmed is always
    in it. One that then failed in the database is in it too: its owner had asked for it.
    """

    def __init__(self, store: Store, journal: Journal) -> None:
        self._store = store
        self._journal = journal

    @asynccontextmanager
    async def begin(self, bot: int) -> AsyncIterator["_JournalledWork"]:
        """Open a transaction; see `dialogs.ports.Store`."""
        async with self._store.begin(bot) as work:
            yield _JournalledWork(work, self._journal)

    async def owed(self, limit: int) -> Mapping[bytes, Owed]:
        """Return what is promised; see `dialogs.ports.Store`."""
        return await self._store.owed(limit)


class _JournalledWork:
    def __init__(self, work: UnitOfWork, journal: Journal) -> None:
        self._work = work
        self._journal = journal

    async def read(
        self, *, updates: Collection[int], tags: Collection[bytes], keys: Collection[bytes]
    ) -> Snapshot:
        return await self._work.read(updates=updates, tags=tags, keys=keys)

    async def write(self, changes: Changes) -> None:
        await self._work.write(changes)
        await asyncio.to_thread(self._journal.note, changes)

    async def count_failure(self, update: int) -> int:
        return await self._work.count_failure(update)
