"""Batches of codes that are handed out together, such as those of one school, each with a quota.

Once as many codes of a batch are in use as its quota says, the others let nobody in. How many are
in use is only ever told in tens, or the number could be watched while somebody is asked to take
part. Which batch a response came from is not known: a batch is counted when somebody begins, in
another transaction than the one that takes the response.
"""

from collections import Counter
from collections.abc import Iterable

from msgspec import Struct
from sqlalchemy import ScalarSelect, or_, select, true, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.db import Database
from storage.tables import round_table, ticket_batch
from storage.tags import PREFIX_BYTES
from storage.upsert import insert_missing

_TENS = 10


class TicketGoneError(Exception):
    """A code was used by somebody else in the same moment. Nothing of the batch was written."""


class BatchUse(Struct, frozen=True):
    """A batch of codes: how many there are, how many may be used, and about how many are."""

    label: str
    made: int
    quota: int | None
    used: str


def about(count: int) -> str:
    """Return a count in words that say no more than its tens."""
    if count < _TENS:
        return f"fewer than {_TENS}"
    return f"about {(count + _TENS // 2) // _TENS * _TENS}"


async def batches(database: Database, round_id: str) -> list[BatchUse]:
    """Return the batches of a round, by label."""
    async with database.read() as connection:
        rows = await connection.execute(
            select(ticket_batch)
            .where(ticket_batch.c.round == round_id)
            .order_by(ticket_batch.c.label)
        )
        return [BatchUse(row.label, row.made, row.quota, about(row.used)) for row in rows]


async def enlarge(
    connection: AsyncConnection, round_id: str, label: str, count: int, quota: int | None
) -> None:
    """Add `count` codes to a batch, made when it is new, and set its quota unless that is None."""
    new = {"round": round_id, "label": label, "made": 0, "used": 0}
    await connection.execute(insert_missing(connection, ticket_batch), new)
    values = {"made": ticket_batch.c.made + count, **({} if quota is None else {"quota": quota})}
    of_batch = (ticket_batch.c.round == round_id, ticket_batch.c.label == label)
    await connection.execute(update(ticket_batch).where(*of_batch).values(values))


async def full_batches(connection: AsyncConnection) -> frozenset[tuple[bytes, str]]:
    """Return the batches that have reached their quota, as (prefix of the round, label)."""
    rows = await connection.execute(
        select(round_table.c.prefix, ticket_batch.c.label)
        .join(round_table, round_table.c.id == ticket_batch.c.round)
        .where(ticket_batch.c.used >= ticket_batch.c.quota)
    )
    return frozenset((prefix, label) for prefix, label in rows)


async def count_uses(
    connection: AsyncConnection, labels: Iterable[tuple[bytes, str | None]], step: int
) -> None:
    """Count uses of codes (tag and batch): `step` is 1 when they are used, -1 when given back.

    Always in the same order, so that no two workers wait in a circle.

    Raises:
        TicketGoneError: a batch would pass its quota.
    """
    grown = Counter((one[:PREFIX_BYTES], label) for one, label in labels if label)
    for (prefix, label), count in sorted(grown.items()):
        used = ticket_batch.c.used + step * count
        allowed = or_(ticket_batch.c.quota.is_(None), used <= ticket_batch.c.quota)
        of_batch = (ticket_batch.c.round == _round_of(prefix), ticket_batch.c.label == label)
        counted = await connection.execute(
            update(ticket_batch).where(*of_batch, allowed if step > 0 else true()).values(used=used)
        )
        if counted.rowcount != 1:
            raise TicketGoneError("a batch of codes has reached its quota in this moment")


def _round_of(prefix: bytes) -> ScalarSelect[str]:
    return select(round_table.c.id).where(round_table.c.prefix == prefix).scalar_subquery()
