"""Erasing what a round knew about people, when it is over."""

import datetime as dt

from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.intake import State
from storage.outbox import ends_with
from storage.tables import (
    draft,
    ledger,
    outbox,
    promise,
    round_table,
    sealed,
    statement,
    tally,
    ticket,
    ticket_batch,
    used_ticket,
)
from storage.tags import after, round_prefix

_BY_TAG = (ledger, draft, promise, ticket, used_ticket)
_BY_ROUND = (sealed, tally, statement, ticket_batch)


async def erase_people(
    connection: AsyncConnection, round_id: str, state: State, day: dt.date
) -> None:
    """Erase every row about people of a round, and note that it is over.

    Letters that may be sent afterwards stay until they are delivered, or too late. The state comes
    first: on PostgreSQL this waits for the batches that are still writing to the round, and after
    it none writes anything more.
    """
    await connection.execute(
        update(round_table)
        .where(round_table.c.id == round_id)
        .values(state=state, closed=day.toordinal(), journal_key=None)
    )
    prefix = round_prefix(round_id)
    for table in _BY_TAG:
        of_round = (table.c.tag >= prefix, table.c.tag < after(prefix))
        await connection.execute(delete(table).where(*of_round))
    for table in _BY_ROUND:
        await connection.execute(delete(table).where(table.c.round == round_id))
    await connection.execute(delete(outbox).where(ends_with(round_id)))


async def count_people(connection: AsyncConnection, round_id: str) -> int:
    """Return how many rows about people of a round there are."""
    prefix, total = round_prefix(round_id), 0
    for table in _BY_TAG:
        of_round = (table.c.tag >= prefix, table.c.tag < after(prefix))
        rows = select(func.count()).select_from(table).where(*of_round)
        total += await connection.scalar(rows) or 0
    for table in _BY_ROUND:
        rows = select(func.count()).select_from(table).where(table.c.round == round_id)
        total += await connection.scalar(rows) or 0
    letters = select(func.count()).select_from(outbox).where(ends_with(round_id))
    return total + (await connection.scalar(letters) or 0)
