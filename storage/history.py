"""What happened to a round while it was open, as its closing record tells it."""

import datetime as dt

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.closing_record import Outage, Pause, Restore
from storage.db import Database
from storage.heartbeat import gaps
from storage.tables import pause, restore


async def restores(connection: AsyncConnection, round_id: str) -> tuple[Restore, ...]:
    """Return when it was brought back from a backup, in order."""
    rows = await connection.execute(
        select(restore).where(restore.c.round == round_id).order_by(restore.c.number)
    )
    return tuple(
        Restore(
            copied=dt.date.fromordinal(row.copied),
            restored=dt.date.fromordinal(row.restored),
            lost=row.lost,
            withdrawn=row.withdrawn,
        )
        for row in rows
    )


async def pauses(connection: AsyncConnection, round_id: str, today: dt.date) -> tuple[Pause, ...]:
    """Return when it was paused, in order; a pause that has not ended ends today."""
    rows = await connection.execute(
        select(pause).where(pause.c.round == round_id).order_by(pause.c.number)
    )
    return tuple(
        Pause(
            began=dt.date.fromordinal(row.began),
            ended=today if row.ended is None else dt.date.fromordinal(row.ended),
        )
        for row in rows
    )


async def outages(database: Database, opened: dt.date, today: dt.date) -> tuple[Outage, ...]:
    """Return the long outages of all bots since it was opened, in order, to the day."""
    return tuple(
        Outage(began=one.began.date(), ended=one.ended.date())
        for one in await gaps(database, opened, today)
    )
