"""Retention: what has had its time is erased."""

import datetime as dt

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.db import Database
from storage.tables import draft, failing, promise, round_table, seen
from storage.tags import after

_DATED = (draft, seen, failing, promise)

SEEN_DAYS = 7
"""Telegram repeats an update for at most a day; a week leaves room for a long outage."""

PROMISE_DAYS = 1
"""A screen that could not be drawn for longer is drawn when its person writes again."""


async def erase_expired(database: Database, today: dt.date) -> int:
    """Erase drafts older than their round allows, and old update ids; return how many drafts.

    A draft of the day `today - keep_drafts_days` is still kept, so nobody loses one early.
    """
    now = today.toordinal()
    erased = 0
    async with database.begin() as connection:
        await _set_back(connection, now)
        rounds = (
            await connection.execute(select(round_table.c.prefix, round_table.c.keep_drafts_days))
        ).all()
        for prefix, days in rounds:
            gone = await connection.execute(
                delete(draft).where(
                    draft.c.tag >= prefix, draft.c.tag < after(prefix), draft.c.day < now - days
                )
            )
            erased += gone.rowcount
        await connection.execute(delete(seen).where(seen.c.day < now - SEEN_DAYS))
        await connection.execute(delete(failing).where(failing.c.day < now - SEEN_DAYS))
        await connection.execute(delete(promise).where(promise.c.day < now - PROMISE_DAYS))
    return erased


async def _set_back(connection: AsyncConnection, now: int) -> None:
    """Let what was dated by a clock ahead of its time be of today, or it would stay for longer.

    The clocks of two workers may disagree about a day that has just begun.
    """
    for table in _DATED:
        await connection.execute(update(table).where(table.c.day > now + 1).values(day=now))
