"""Outages that are longer than Telegram keeps updates are found and stay on record."""

import datetime as dt

from storage.db import Database
from storage.heartbeat import Gap, beat, forget_bots, gaps, is_of_another, last_beat

BOT = 7
NOON = dt.datetime(2026, 11, 9, 12, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
HOUR = dt.timedelta(hours=1)
ALWAYS = (dt.date(2000, 1, 1), dt.date(2100, 1, 1))


async def test_a_new_bot_has_missed_nothing(database: Database) -> None:
    assert await last_beat(database, BOT) is None
    assert await beat(database, BOT, NOON) is None
    assert await last_beat(database, BOT) == NOON
    assert await gaps(database, *ALWAYS) == []


async def test_a_day_is_no_gap_and_more_than_a_day_is(database: Database) -> None:
    await beat(database, BOT, NOON)
    assert await beat(database, BOT, NOON + DAY) is None
    late = NOON + 2 * DAY + HOUR
    assert await beat(database, BOT, late) == Gap(NOON + DAY, late)
    assert await beat(database, BOT, late + HOUR) is None
    assert await gaps(database, *ALWAYS) == [Gap(NOON + DAY, late)]


async def test_a_process_that_was_there_all_along_is_believed(database: Database) -> None:
    await beat(database, BOT, NOON)
    assert await beat(database, BOT, NOON + 40 * DAY, unbroken=True) is None
    assert await beat(database, BOT, NOON) is None  # the clock is set right again
    assert await gaps(database, *ALWAYS) == []


async def test_only_gaps_that_touch_a_round_are_its_own(database: Database) -> None:
    await beat(database, BOT, NOON)
    await beat(database, BOT, NOON + 3 * DAY)
    first = NOON.date()
    gap = [Gap(NOON, NOON + 3 * DAY)]
    assert await gaps(database, first + 2 * DAY, first + 9 * DAY) == gap
    assert await gaps(database, first - DAY, first) == gap
    assert await gaps(database, first + 4 * DAY, first + 9 * DAY) == []
    assert await gaps(database, first - 9 * DAY, first - DAY) == []


async def test_each_bot_has_a_heart_of_its_own(database: Database) -> None:
    await beat(database, BOT, NOON)
    assert await beat(database, BOT + 1, NOON + 3 * DAY) is None


async def test_a_database_knows_whose_it_is_until_it_is_told_to_forget(database: Database) -> None:
    assert not await is_of_another(database, BOT)
    await beat(database, BOT, NOON)
    assert not await is_of_another(database, BOT)
    assert await is_of_another(database, BOT + 1)
    await forget_bots(database)
    assert not await is_of_another(database, BOT + 1)
