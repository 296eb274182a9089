"""The heartbeat of a bot, and the gaps in it.

Telegram keeps what it could not deliver for 24 hours. When a bot was deaf for longer, something may
be lost that nobody can count, and those who read the results must be told.

By its heartbeat it is known, too, which bot a database belongs to.
"""

import datetime as dt

from msgspec import Struct
from sqlalchemy import delete, select

from storage.db import Database
from storage.tables import gap, heartbeat
from storage.upsert import insert_missing, insert_or_replace

KEPT_BY_TELEGRAM = dt.timedelta(hours=24)
"""Bot API, "Getting updates"."""


class Gap(Struct, frozen=True):
    """An outage during which updates may have been lost; both ends in UTC."""

    began: dt.datetime
    ended: dt.datetime


async def last_beat(database: Database, bot: int) -> dt.datetime | None:
    """Return when this bot last heard Telegram; None when it never did."""
    async with database.read() as connection:
        at = await connection.scalar(select(heartbeat.c.at).where(heartbeat.c.bot == bot))
    return None if at is None else _time(at)


async def beat(
    database: Database, bot: int, now: dt.datetime, *, unbroken: bool = False
) -> Gap | None:
    """Note that the bot hears Telegram; return the gap that this ends, if it was a long one.

    `unbroken` says that there was none for certain, whatever the clock says now.
    """
    async with database.begin() as connection:
        known = select(heartbeat.c.at).where(heartbeat.c.bot == bot).with_for_update()
        at = await connection.scalar(known)
        ended = None if unbroken else _gap(at, now)
        if ended is not None:
            row = {"bot": bot, "began": _seconds(ended.began), "ended": _seconds(ended.ended)}
            await connection.execute(insert_missing(connection, gap), row)
        row = {"bot": bot, "at": _seconds(now)}
        await connection.execute(insert_or_replace(connection, heartbeat), row)
    return ended


async def is_of_another(database: Database, bot: int) -> bool:
    """Return whether another bot has been heard here, and this one never."""
    async with database.read() as connection:
        known = set(await connection.scalars(select(heartbeat.c.bot)))
    return bool(known) and bot not in known


async def forget_bots(database: Database) -> None:
    """Let the next bot that is heard here be any; one that still works is known again at once."""
    async with database.begin() as connection:
        await connection.execute(delete(heartbeat))


async def gaps(database: Database, first: dt.date, last: dt.date) -> list[Gap]:
    """Return the gaps of all bots that touch the days `first` to `last`, in order."""
    begin = dt.datetime.combine(first, dt.time(), tzinfo=dt.UTC)
    end = dt.datetime.combine(last + dt.timedelta(days=1), dt.time(), tzinfo=dt.UTC)
    async with database.read() as connection:
        rows = await connection.execute(
            select(gap.c.began, gap.c.ended)
            .where(gap.c.ended >= _seconds(begin), gap.c.began < _seconds(end))
            .order_by(gap.c.began, gap.c.ended)
        )
        return [Gap(_time(began), _time(ended)) for began, ended in rows]


def _gap(at: int | None, now: dt.datetime) -> Gap | None:
    if at is None or now - _time(at) <= KEPT_BY_TELEGRAM:
        return None
    return Gap(_time(at), now)


def _seconds(time: dt.datetime) -> int:
    return int(time.timestamp())


def _time(seconds: int) -> dt.datetime:
    return dt.datetime.fromtimestamp(seconds, tz=dt.UTC)
