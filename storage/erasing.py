"""Erasing what a round knew about people, when it is over."""

import datetime as dt

from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.intake import State
from storage.tables import draft, ledger, round_table, sealed, tally
from storage.tags import after, round_prefix


async def erase_people(
    connection: AsyncConnection, round_id: str, state: State, day: dt.date
) -> None:
    """Erase every row about people of a round, and note that it is over."""
    prefix = round_prefix(round_id)
    for table in (ledger, draft):
        of_round = (table.c.tag >= prefix, table.c.tag < after(prefix))
        await connection.execute(delete(table).where(*of_round))
    await connection.execute(delete(sealed).where(sealed.c.round == round_id))
    await connection.execute(delete(tally).where(tally.c.round == round_id))
    await connection.execute(
        update(round_table)
        .where(round_table.c.id == round_id)
        .values(state=state, closed=day.toordinal(), journal_key=None)
    )


async def count_people(connection: AsyncConnection, round_id: str) -> int:
    """Return how many rows about people of a round there are."""
    prefix, total = round_prefix(round_id), 0
    for table in (ledger, draft):
        of_round = (table.c.tag >= prefix, table.c.tag < after(prefix))
        rows = select(func.count()).select_from(table).where(*of_round)
        total += await connection.scalar(rows) or 0
    for table in (sealed, tally):
        rows = select(func.count()).select_from(table).where(table.c.round == round_id)
        total += await connection.scalar(rows) or 0
    return total
