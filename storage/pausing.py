"""Pausing an open round: nothing new is asked, what was said stays, and may be taken back."""

import datetime as dt

import msgspec
from sqlalchemy import func, select, update

from dialogs.questions.base import Localised
from storage.db import Database
from storage.intake import State
from storage.rounds import NotOpenError, RoundRow, get_round, newest_version
from storage.tables import pause


class PauseMessageError(Exception):
    """What people would be told is missing in a language; the message says in which."""


async def pause_round(
    database: Database, round_id: str, said: Localised, *, today: dt.date
) -> RoundRow:
    """Pause an open round, or change what is said while it is paused.

    Args:
        database: where it is open.
        round_id: which round.
        said: what people are told, in every language of the round.
        today: the day that the closing record names.

    Raises:
        NotOpenError: it takes nothing more.
        PauseMessageError: a language is missing.
    """
    await _open_row(database, round_id)
    languages = (await newest_version(database, round_id)).languages
    missing = [one for one in languages if not said.get(one, "").strip()]
    if missing:
        raise PauseMessageError(f"say what people are told in {', '.join(missing)} as well")
    kept = msgspec.json.encode({one: said[one].strip() for one in languages})
    async with database.begin() as connection:
        now = pause.c.round == round_id, pause.c.ended.is_(None)
        changed = await connection.execute(update(pause).where(*now).values(said=kept))
        if changed.rowcount == 0:
            number = await connection.scalar(
                select(func.coalesce(func.max(pause.c.number), 0) + 1).where(
                    pause.c.round == round_id
                )
            )
            await connection.execute(
                pause.insert().values(
                    round=round_id, number=number, began=today.toordinal(), said=kept
                )
            )
    return await get_round(database, round_id)


async def resume_round(database: Database, round_id: str, *, today: dt.date) -> RoundRow:
    """Go on with a paused round; harmless when it is not paused.

    Raises:
        NotOpenError: it takes nothing more.
    """
    await _open_row(database, round_id)
    async with database.begin() as connection:
        await connection.execute(
            update(pause)
            .where(pause.c.round == round_id, pause.c.ended.is_(None))
            .values(ended=today.toordinal())
        )
    return await get_round(database, round_id)


async def _open_row(database: Database, round_id: str) -> RoundRow:
    row = await get_round(database, round_id)
    if row.state is not State.OPEN:
        raise NotOpenError(f"round {round_id} is {row.state}; it can no longer be paused")
    return row
