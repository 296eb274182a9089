"""One transaction at a time for each person."""

from collections.abc import Collection

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

_HOLD = text("SELECT pg_advisory_xact_lock(name) FROM unnest(CAST(:names AS bigint[])) name")


async def hold(connection: AsyncConnection, tags: Collection[bytes]) -> None:
    """Keep other transactions from these people, by tag, until this one ends.

    On SQLite there is one writer, so nothing is to be done. On PostgreSQL it takes an advisory lock
    per person, in sorted order, so that no two ever wait for each other in a circle; it works the
    same for people who have no row yet.
    """
    if tags and connection.dialect.name == "postgresql":
        names = sorted({int.from_bytes(tag[-8:], "big", signed=True) for tag in tags})
        await connection.execute(_HOLD, {"names": names})
