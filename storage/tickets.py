"""Tickets: invitation codes, and codes that are handed out against a guardian's signed slip.

Stored as the tag of the code under the round's key, so that a stolen database admits nobody, and
erased when used. Guessing one is hopeless: 60 bits.
"""

import os
from collections.abc import Collection, Sequence
from pathlib import Path

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from dialogs.codes import TICKET_BYTES, new_ticket
from storage.db import Database
from storage.tables import ticket
from storage.tags import RoundKey, after, round_prefix, tag
from storage.upsert import insert_missing

_CHANNEL = "ticket"
"""Keeps the tags of codes apart from those of people."""


class TicketGoneError(Exception):
    """A code was used by somebody else in the same moment. Nothing of the batch was written."""


class CodesFileError(Exception):
    """Codes cannot be written where they should be; the message says what to do."""


def ticket_tag(key: RoundKey, code: str) -> bytes:
    """Return the tag under which a code is stored."""
    return tag(key, _CHANNEL, code)


async def make(database: Database, key: RoundKey, count: int) -> list[str]:
    """Make `count` new codes for the round of `key` and return them, in an order of chance."""
    codes = [new_ticket(os.urandom(TICKET_BYTES)) for _ in range(count)]
    async with database.begin() as connection:
        await add(connection, [ticket_tag(key, code) for code in codes])
    return codes


def write(out: Path, codes: Sequence[str]) -> None:
    """Write codes to a new file that only its owner can read, one a line.

    Raises:
        CodesFileError: the file exists, or cannot be written. The codes are unknown to anybody.
    """
    try:
        with open(os.open(out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:  # noqa: PTH123
            file.write("\n".join(codes) + "\n")
    except OSError as error:
        raise CodesFileError(
            f"{out} cannot be written as a new file ({error.strerror}). Name another one."
        ) from None


async def unused(database: Database, round_id: str) -> int:
    """Return how many codes of a round have not been used."""
    prefix = round_prefix(round_id)
    within = (ticket.c.tag >= prefix, ticket.c.tag < after(prefix))
    async with database.read() as connection:
        counted = select(func.count()).select_from(ticket).where(*within)
        return int((await connection.execute(counted)).scalar_one())


async def add(connection: AsyncConnection, tags: Collection[bytes]) -> None:
    """Store tickets; those that are there already stay."""
    if tags:
        rows = [{"tag": one} for one in sorted(tags)]
        await connection.execute(insert_missing(connection, ticket), rows)


async def redeem(connection: AsyncConnection, tags: Collection[bytes]) -> None:
    """Erase tickets that are used.

    Raises:
        TicketGoneError: one of them is not there (any more).
    """
    if tags:
        gone = await connection.execute(delete(ticket).where(ticket.c.tag.in_(list(tags))))
        if gone.rowcount != len(set(tags)):
            raise TicketGoneError("a code was used twice in the same moment")
