"""Finds drafts that were not touched for days, and writes the reminders some of them ask for.

Who wants one stands in the sealed draft alone, so the drafts are opened here, as they are when
their people write. A reminder is written in the very transaction that changes the draft, so there
is one or none, however often this is done and whatever ends in between. The day of a draft is that
of its person's last message, and stays.
"""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct
from sqlalchemy import Row, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.db import Database
from storage.drafts import DraftCipher
from storage.intake import State
from storage.outbox import Outbox, Queued
from storage.people import hold
from storage.tables import draft, round_table
from storage.tags import after, round_prefix

_AT_ONCE = 200


class Untouched(Struct, frozen=True):
    """A draft as it was stored on `day`, the day of its person's last message."""

    tag: bytes
    day: dt.date
    content: bytes


class Reminded(Struct, frozen=True):
    """What becomes of it: the draft as it is stored from now on, and the letter with its id."""

    content: bytes
    id: bytes
    letter: Queued


Remind = Callable[[Untouched], Reminded | None]
"""Says what becomes of a draft; None leaves it alone. It is asked twice and must not mind."""


class Reminders:
    """The reminders of one bot. `draft_key` comes from the vault."""

    def __init__(self, database: Database, draft_key: bytes, outbox: Outbox) -> None:
        self._database = database
        self._cipher = DraftCipher(draft_key)
        self._outbox = outbox

    def id_of(self, round_id: str, name: bytes) -> bytes:
        """Return the id of a reminder, which ends with its round; see `Outbox.id_of`."""
        return self._outbox.id_of(round_id, name, outlives=False)

    async def write(self, round_id: str, untouched_since: dt.date, remind: Remind) -> int:
        """Write the reminders that are due; return how many.

        Args:
            round_id: whose drafts.
            untouched_since: only drafts of this day, and of earlier ones.
            remind: asked about each of them.
        """
        written, last = 0, round_prefix(round_id)
        while rows := await self._page(round_id, untouched_since, last):
            last = rows[-1].tag
            wanted = list(self._asked(rows, remind))
            if wanted:
                async with self._database.begin() as connection:
                    written += await self._write(connection, round_id, wanted, remind)
        return written

    async def _page(self, round_id: str, day: dt.date, last: bytes) -> list[Row[bytes, bytes, int]]:
        """Return some drafts whose tags come after `last`, in order; nobody is kept from them."""
        page = (
            select(draft.c.tag, draft.c.box, draft.c.day)
            .where(draft.c.tag > last, draft.c.tag < after(round_prefix(round_id)))
            .where(draft.c.day <= day.toordinal())
            .order_by(draft.c.tag)
            .limit(_AT_ONCE)
        )
        async with self._database.read() as connection:
            return list((await connection.execute(page)).all())

    async def _write(
        self, connection: AsyncConnection, round_id: str, tags: list[bytes], remind: Remind
    ) -> int:
        """Look again, now that nobody else can change these drafts, and write."""
        await hold(connection, tags)
        if not await _is_open(connection, round_id):
            return 0
        held = select(draft.c.tag, draft.c.box, draft.c.day).where(draft.c.tag.in_(tags))
        rows = (await connection.execute(held)).all()
        reminded = self._asked(rows, remind)
        await self._store(connection, reminded)
        await self._outbox.put(connection, {one.id: one.letter for one in reminded.values()})
        return len(reminded)

    async def _store(self, connection: AsyncConnection, reminded: Mapping[bytes, Reminded]) -> None:
        for tag, one in reminded.items():
            box = self._cipher.seal(tag, one.content)
            await connection.execute(update(draft).where(draft.c.tag == tag).values(box=box))

    def _asked(
        self, rows: Sequence[Row[bytes, bytes, int]], remind: Remind
    ) -> dict[bytes, Reminded]:
        """Return what becomes of drafts, by tag; one that does not open is left alone."""
        reminded = {}
        for row in rows:
            content = self._cipher.try_open(row.tag, row.box)
            if content is None:
                continue
            one = remind(Untouched(row.tag, dt.date.fromordinal(row.day), content))
            if one is not None:
                reminded[row.tag] = one
        return reminded


async def _is_open(connection: AsyncConnection, round_id: str) -> bool:
    """Return whether the round is open, and keep it so until the transaction ends."""
    state = select(round_table.c.state).where(round_table.c.id == round_id)
    return await connection.scalar(state.with_for_update(read=True)) == State.OPEN
