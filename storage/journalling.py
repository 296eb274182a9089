"""The journal of a round that is being served, begun when there is none yet."""

import datetime as dt
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy import exists, select

from storage.db import Database
from storage.journal import Journal
from storage.rounds import get_round
from storage.tables import sealed, tally
from storage.vault import Vault


@asynccontextmanager
async def journal_of(
    database: Database, vault: Vault, round_id: str, *, today: dt.date
) -> AsyncIterator[Journal | None]:
    """Give the journal of a round, for `SqlStore`; None when the round has ended.

    A journal that begins when somebody has been asked already does not claim to know everything.

    Raises:
        NotOpenError: the round was never opened here.
        VaultError: others than the owner may read the journal.
    """
    key = (await get_round(database, round_id)).journal_key
    if key is None:
        yield None
        return
    whole = not await _anything_said(database, round_id)
    journal = Journal.open(vault.journal_file(round_id), key, today=today, whole=whole)
    try:
        yield journal
    finally:
        journal.close()


async def _anything_said(database: Database, round_id: str) -> bool:
    said = [exists().where(table.c.round == round_id) for table in (sealed, tally)]
    async with database.read() as connection:
        return bool(await connection.scalar(select(said[0] | said[1])))
