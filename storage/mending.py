"""Mending an open round: a typing error in its wording, or a later closing date.

Whoever mends a question says whether it still means the same. If so, answers to both wordings are
counted together; if not, they stand apart in the dataset and the brief says so. Nobody is asked
again: a conversation goes on in the wording it began with.
"""

import datetime as dt
import re
from collections.abc import Collection, Sequence

from msgspec.structs import replace
from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from dialogs.round import Round
from dialogs.version import version_of
from storage.db import Database
from storage.editions import edition_id
from storage.intake import State
from storage.rounds import NotOpenError, RoundRow, get_round, insert_version, newest_version
from storage.shape import RoundChangedError, check_same_shape, reworded
from storage.tables import mend, round_table


async def mend_round(
    database: Database,
    round_: Round,
    *,
    same: Collection[str] = (),
    apart: Collection[str] = (),
) -> RoundRow:
    """Ask newcomers in the words of `round_` from now on; the same call again is harmless.

    Args:
        database: where the round is open.
        round_: the round in its new wording.
        same: ids of reworded questions that still mean the same.
        apart: ids of reworded questions that do not.

    Raises:
        NotOpenError: it takes nothing more.
        RoundChangedError: more than wording changed, or it was not said of each reworded question
            (and of no other) whether it means the same.
    """
    row = await _open_row(database, round_.id)
    if version_of(round_) == row.version:
        return row
    newest = await newest_version(database, round_.id)
    check_same_shape(newest, round_)
    changed = reworded(newest, round_)
    _check_said(changed, same, apart)
    _check_names(round_, apart)
    async with database.begin() as connection:
        await _add_version(connection, row, round_, [one for one in changed if one in apart])
    return await get_round(database, round_.id)


async def extend_round(database: Database, round_id: str, closes: dt.date) -> RoundRow:
    """Announce a later closing date; the same call again is harmless.

    Raises:
        NotOpenError: it takes nothing more.
        RoundChangedError: the date is not later, or not before the decision is taken.
    """
    row = await _open_row(database, round_id)
    newest = await newest_version(database, round_id)
    if closes == newest.closes:
        return row
    if closes < newest.closes:
        raise RoundChangedError(
            f"round {round_id} closes on {newest.closes}, as people were told: give a later day"
        )
    if closes >= newest.addressee.decision_date:
        raise RoundChangedError(
            f"the decision is taken on {newest.addressee.decision_date}; close before that"
        )
    return await mend_round(database, replace(newest, closes=closes))


async def rewordings(database: Database, round_: Round) -> list[tuple[str, Round]]:
    """Return which questions `round_` words anew: the id, and the round as it was before.

    Raises:
        NotOpenError: it takes nothing more.
    """
    await _open_row(database, round_.id)
    newest = await newest_version(database, round_.id)
    return [(question, newest) for question in reworded(newest, round_)]


async def _open_row(database: Database, round_id: str) -> RoundRow:
    row = await get_round(database, round_id)
    if row.state is not State.OPEN:
        raise NotOpenError(f"round {round_id} is {row.state}; it can no longer be changed")
    return row


def _check_said(changed: Sequence[str], same: Collection[str], apart: Collection[str]) -> None:
    both = {*same} & {*apart}
    missing = [one for one in changed if one not in {*same, *apart}]
    unchanged = {*same, *apart} - {*changed}
    if missing:
        raise RoundChangedError(
            f"reworded: {', '.join(missing)}. Say of each whether it still means the same "
            "(--same-meaning) or not (--apart)"
        )
    if unchanged or both:
        raise RoundChangedError(
            f"not reworded, or said to be both: {', '.join(sorted(unchanged | both))}"
        )


def _check_names(round_: Round, apart: Collection[str]) -> None:
    """Refuse when the column of an earlier wording could have the name of a question."""
    names = [question.id for question in round_.questions]
    taken = [
        one
        for one in apart
        if any(re.fullmatch(edition_id(one, r"[0-9]+"), name) for name in names)
    ]
    if taken:
        raise RoundChangedError(
            f"{', '.join(taken)} cannot be kept apart: another question is named like a version "
            "of it. Give the round another id and begin again, or take the change back."
        )


async def _add_version(
    connection: AsyncConnection, row: RoundRow, round_: Round, apart: Sequence[str]
) -> None:
    version = version_of(round_)
    number = await connection.scalar(
        select(func.coalesce(func.max(mend.c.number), 0) + 1).where(mend.c.round == row.id)
    )
    await insert_version(connection, round_)
    await connection.execute(
        mend.insert().values(
            round=row.id, number=number, before=row.version, after=version, apart=",".join(apart)
        )
    )
    await connection.execute(
        update(round_table)
        .where(round_table.c.id == row.id)
        .values(version=version, keep_drafts_days=round_.keep_drafts_days)
    )
