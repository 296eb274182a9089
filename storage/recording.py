"""Making the closing record of a round from what the database knows."""

import datetime as dt
from importlib.metadata import version

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from dialogs.ports import EXPOSED
from storage import history
from storage.closing_record import TALLIES, ClosingRecord, Moderated
from storage.db import Database
from storage.editions import Editions
from storage.rounds import RoundRow, load_versions
from storage.tables import tally

_DISTRIBUTION = "youth-consultation-bot"


async def closing_record(
    database: Database,
    row: RoundRow,
    editions: Editions,
    *,
    today: dt.date,
    finished: int,
    kept_unsent: int,
    quarantined: int,
    unfinished: int,
    unreadable: int,
    unreadable_statements: int,
    moderated: Moderated | None,
    hashes: dict[str, str],
    link: str = "",
) -> ClosingRecord:
    """Return the record of a round that closes `today`; see `ClosingRecord` for the counts."""
    outages = await history.outages(database, row.opened, today)
    announced = min(one.closes for one in (await load_versions(database, row.id)).values())
    async with database.read() as connection:
        return ClosingRecord(
            round=row.id,
            practice=editions.round.practice,
            opened=row.opened,
            closed=today,
            finished=finished,
            tallies=await _tallies(connection, row.id),
            unfinished=unfinished,
            kept_unsent=kept_unsent,
            quarantined=quarantined,
            hashes=hashes,
            join=link,
            software=version(_DISTRIBUTION),
            unreadable=unreadable,
            unreadable_statements=unreadable_statements,
            restores=await history.restores(connection, row.id),
            pauses=await history.pauses(connection, row.id, today),
            outages=outages,
            mended=editions.mended,
            moderated=moderated,
            announced=None if announced == editions.round.closes else announced,
        )


async def _tallies(connection: AsyncConnection, round_id: str) -> dict[str, dict[str, int]]:
    counts: dict[str, dict[str, int]] = {name: {} for name in TALLIES}
    rows = await connection.execute(
        select(tally.c.name, tally.c.language, tally.c.count)
        .where(tally.c.round == round_id, ~tally.c.name.startswith(EXPOSED))
        .order_by(tally.c.name, tally.c.language)
    )
    for name, language, count in rows:
        counts.setdefault(name, {})[language] = count
    return counts
