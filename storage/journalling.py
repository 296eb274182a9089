"""The journals of rounds that are being served, begun where there is none yet."""

import datetime as dt
from collections.abc import AsyncIterator, Iterable
from contextlib import AsyncExitStack, asynccontextmanager

from sqlalchemy import exists, select

from storage.db import Database
from storage.journal import Journal
from storage.journals import Journals
from storage.rounds import get_round
from storage.tables import sealed, tally
from storage.vault import Vault


@asynccontextmanager
async def journals_of(
    database: Database, vault: Vault, round_ids: Iterable[str], *, today: dt.date
) -> AsyncIterator[Journals]:
    """Give the journals of these rounds, for `SqlStore`; raises what `journal_of` does."""
    async with AsyncExitStack() as stack:
        opened = {
            id_: await stack.enter_async_context(journal_of(database, vault, id_, today=today))
            for id_ in round_ids
        }
        yield Journals({id_: one for id_, one in opened.items() if one is not None})


@asynccontextmanager
async def journal_of(
    database: Database, vault: Vault, round_id: str, *, today: dt.date
) -> AsyncIterator[Journal | None]:
    """Give the journal of a round; None when the round has ended.

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
