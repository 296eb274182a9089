"""Tickets: invitation codes, and codes that are handed out against a guardian's signed slip.

Stored as the tag of the code under the round's key, so that a stolen database admits nobody, and
erased when used. A code may belong to a batch; see `ticket_batches`.
"""

import os
from collections.abc import Collection

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from dialogs.codes import LINK_BYTES, in_round, new_link, ticket_of
from storage.db import Database
from storage.slips import Slip
from storage.tables import ticket, used_ticket
from storage.tags import PREFIX_BYTES, RoundKey, after, round_prefix, tag
from storage.ticket_batches import TicketGoneError, count_uses, enlarge, full_batches
from storage.upsert import insert_missing

_CHANNEL = "ticket"
"""Keeps the tags of codes apart from those of people."""


def ticket_tag(key: RoundKey, code: str) -> bytes:
    """Return the tag under which a code is stored."""
    return tag(key, _CHANNEL, code)


async def make(
    database: Database, key: RoundKey, count: int, *, batch: str = "", quota: int | None = None
) -> list[Slip]:
    """Make `count` new codes for the round of `key` and return them, in an order of chance.

    Args:
        database: where the round is open.
        key: the round's key.
        count: how many.
        batch: what they are handed out as; codes may be added to a batch.
        quota: how many codes of the batch may be used, those it had before included; None
            leaves it as it was, which is all of them for a new batch.
    """
    links = [new_link(os.urandom(LINK_BYTES)) for _ in range(count)]
    slips = [Slip(ticket_of(link), in_round(key.round_id, link)) for link in links]
    async with database.begin() as connection:
        if batch:
            await enlarge(connection, key.round_id, batch, count, quota)
        rows = [
            {"tag": one, "batch": batch or None}
            for one in sorted(ticket_tag(key, slip.code) for slip in slips)
        ]
        await connection.execute(insert_missing(connection, ticket), rows)
    return slips


async def unused(database: Database, round_id: str) -> int:
    """Return how many codes of a round have not been used. Tell it to nobody but `about` it."""
    prefix = round_prefix(round_id)
    within = (ticket.c.tag >= prefix, ticket.c.tag < after(prefix))
    async with database.read() as connection:
        counted = select(func.count()).select_from(ticket).where(*within)
        return int((await connection.execute(counted)).scalar_one())


async def usable(connection: AsyncConnection, tags: Collection[bytes]) -> frozenset[bytes]:
    """Return which of `tags` are codes that let somebody in now."""
    if not tags:
        return frozenset()
    found = (await connection.execute(select(ticket).where(ticket.c.tag.in_(list(tags))))).all()
    full = await full_batches(connection) if any(row.batch for row in found) else frozenset()
    return frozenset(row.tag for row in found if (row.tag[:PREFIX_BYTES], row.batch) not in full)


async def redeem(connection: AsyncConnection, tags: Collection[bytes]) -> None:
    """Erase tickets that are used; those of a batch are kept as used ones and counted.

    Raises:
        TicketGoneError: one of them is not there (any more), or its batch has reached its quota.
    """
    if not tags:
        return
    gone = await connection.execute(
        delete(ticket).where(ticket.c.tag.in_(list(tags))).returning(ticket.c.tag, ticket.c.batch)
    )
    labels = {row.tag: row.batch for row in gone}
    if labels.keys() != set(tags):
        raise TicketGoneError("a code was used twice in the same moment")
    rows = [{"tag": one, "batch": label} for one, label in sorted(labels.items()) if label]
    if rows:
        await connection.execute(used_ticket.insert(), rows)
        await count_uses(connection, labels.items(), 1)


async def give_back(connection: AsyncConnection, tags: Collection[bytes]) -> None:
    """Make used tickets usable again, in their batch; those that are there already stay."""
    if not tags:
        return
    back = await connection.execute(
        delete(used_ticket)
        .where(used_ticket.c.tag.in_(list(tags)))
        .returning(used_ticket.c.tag, used_ticket.c.batch)
    )
    labels = {row.tag: row.batch for row in back}
    rows = [{"tag": one, "batch": labels.get(one)} for one in sorted(tags)]
    await connection.execute(insert_missing(connection, ticket), rows)
    await count_uses(connection, labels.items(), -1)
