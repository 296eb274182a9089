"""PostgreSQL keeps copies of what was erased; this removes those that SQL can reach.

- Its write-ahead log holds every row in the order in which rows were written. Segments that are no
  longer needed are kept under new names, as they are, to be used again. Walking through all of them
  overwrites each: the rest of a segment that is left early is filled with zeros.
- Its statistics hold a hundred values of every column, and dropping them leaves them on the disk.

An archive of the log, and servers that replicate, keep copies that no SQL can reach.
"""

import logging

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

log = logging.getLogger(__name__)

_MOST_SEGMENTS = 4096
"""64 GB: more than this is kept for a reason that washing would not change."""

_OWNS_DATABASE = (
    "SELECT pg_has_role(datdba, 'USAGE') FROM pg_database WHERE datname = current_database()"
)
_KEPT_ELSEWHERE = (
    "SELECT current_setting('archive_mode') <> 'off' OR EXISTS (SELECT 1 FROM pg_replication_slots)"
)


async def wash(connection: AsyncConnection) -> None:
    """Remove copies of erased rows, on a connection that commits by itself.

    What the database's user may not do is logged with the remedy, and the rest is done.
    """
    await _wash_statistics(connection)
    await wash_log(connection)
    if await connection.scalar(text(_KEPT_ELSEWHERE)):
        log.warning(
            "PostgreSQL's write-ahead log is archived or replicated: what was erased stays there "
            "in the order in which it was written. Let those copies expire, or destroy them."
        )


async def _wash_statistics(connection: AsyncConnection) -> None:
    """Rewrite the table of statistics, in which those that were dropped still lie."""
    if not await connection.scalar(text(_OWNS_DATABASE)):
        log.warning(
            "PostgreSQL's statistics may still hold what was erased: the database's user does not "
            "own the database. As a superuser: ALTER DATABASE … OWNER TO that user."
        )
    await connection.exec_driver_sql("VACUUM FULL pg_catalog.pg_statistic")


async def wash_log(connection: AsyncConnection) -> None:
    """Overwrite the log that is no longer needed, where the database's user may do that."""
    try:
        await _walk_through_log(connection)
    except DBAPIError:
        log.warning(
            "PostgreSQL's write-ahead log still holds what was erased: the database's user may not "
            "wash it. As a superuser: GRANT pg_checkpoint, pg_monitor TO that user; GRANT EXECUTE "
            "ON FUNCTION pg_switch_wal() TO that user. It is done then within the hour."
        )


async def _walk_through_log(connection: AsyncConnection) -> None:
    """Leave each segment for the next one, with a checkpoint that gives it back.

    One checkpoint at the end would do, but the server would take the way from one to the next for
    what it is used to write, and keep twice as many segments from then on.
    """
    await _next_segment(connection)
    count = "SELECT least(count(*), %s) FROM pg_ls_waldir()"
    segments = (await connection.exec_driver_sql(count, (_MOST_SEGMENTS,))).scalar_one()
    for _ in range(segments):
        await _next_segment(connection)


async def _next_segment(connection: AsyncConnection) -> None:
    """Go on in the next segment (one in which nothing was written is not left)."""
    await connection.exec_driver_sql("SELECT pg_logical_emit_message(false, 'consult', '')")
    await connection.exec_driver_sql("SELECT pg_switch_wal()")
    await connection.exec_driver_sql("CHECKPOINT")
