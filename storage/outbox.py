"""The outbox: messages that are no function of a session, such as reminders and results.

Telegram offers no way to ask "did I send this already?", so each letter says whether a repetition
would be harmless. The order around each sending is always: marked as being sent, committed; sent;
erased, committed. What a crash leaves marked may have arrived or not: a harmless letter is sent
again, any other is given up and counted. So nothing that would do harm is ever sent twice, and only
letters that were on the wire at that moment are in doubt.

Where a letter goes is encrypted with the rest of it, under the vault's draft key, and goes when it
is delivered. Its id begins with the prefix of its round, as tags do, and one letter that says
whether it ends with the round or outlives it. So the table tells how many letters of a round wait,
and nothing about whom they are for.

The same letter says which goes first: what ends with a round, such as a reminder, has little time
and goes to few; what outlives it, such as results, is written to everybody at once and can wait.
"""

import asyncio
import datetime as dt
import hmac
from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from contextlib import asynccontextmanager

import msgspec
from msgspec import Struct
from sqlalchemy import (
    ColumnElement,
    Delete,
    LargeBinary,
    Row,
    Select,
    Update,
    and_,
    delete,
    func,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from dialogs.letters import Letter
from storage.db import Database
from storage.drafts import DraftCipher
from storage.presence import Alone, the_one
from storage.spelt import rows_of
from storage.tables import outbox
from storage.tags import PREFIX_BYTES, after, round_prefix
from storage.upsert import insert_missing

_BOUND_TO = b"outbox|"
_NAMED = b"consult/letter/1|"
_ENDS, _OUTLIVES = b"e", b"o"
_IS_HURRIED = func.substr(outbox.c.id, PREFIX_BYTES + 1, 1, type_=LargeBinary) == _ENDS


class Queued(Struct, frozen=True):
    """A letter that waits.

    Attributes:
        letter: what is sent, and where; sealed in the database.
        repeatable: it would do no harm to send it twice.
        last_day: when it is no longer worth sending.
        tries: how often sending it has failed.
    """

    letter: Letter
    repeatable: bool
    last_day: dt.date
    tries: int = 0


class Outbox:
    """The outbox of one bot. `draft_key` comes from the vault."""

    def __init__(self, database: Database, draft_key: bytes, bot: int) -> None:
        self._database = database
        self._cipher = DraftCipher(draft_key)
        self._key = draft_key
        self._bot = bot

    def id_of(self, round_id: str, name: bytes, *, outlives: bool) -> bytes:
        """Return the id of a letter of a round.

        Args:
            round_id: the round that it is about.
            name: what makes the letter unique, such as its kind and its chat. The same name gives
                the same id, and nobody can find it out without the vault.
            outlives: it may still be sent when the round has ended, as results are; any other, such
                as a reminder, is erased by then.
        """
        kind = _OUTLIVES if outlives else _ENDS
        return round_prefix(round_id) + kind + hmac.digest(self._key, _NAMED + name, "sha256")

    async def put(self, connection: AsyncConnection, letters: Mapping[bytes, Queued]) -> None:
        """Write letters by id in the caller's transaction; an id that is there already stays.

        Ids are made by `id_of`, so that writing a letter again after a crash does not make two of
        one.
        """
        rows = [
            {
                "id": id_,
                "bot": self._bot,
                "box": self._cipher.seal(_BOUND_TO + id_, msgspec.json.encode(queued.letter)),
                "repeatable": queued.repeatable,
                "sending": False,
                "tries": queued.tries,
                "last_day": queued.last_day.toordinal(),
            }
            for id_, queued in sorted(letters.items())
        ]
        if rows:
            await connection.execute(insert_missing(connection, outbox), rows)

    @asynccontextmanager
    async def turn(self) -> AsyncIterator["Turn | None"]:
        """Be the one sender; None while another process is it."""
        if self._database.is_sqlite:
            yield Turn(self._database, None, self._cipher, self._bot)
            return
        async with the_one(self._database, Alone.SENDING) as connection:
            if connection is None:
                yield None
            else:
                yield Turn(self._database, connection, self._cipher, self._bot)


class Turn:
    """The right to send. Each call is a transaction of its own, on the connection with the lock."""

    def __init__(
        self,
        database: Database,
        connection: AsyncConnection | None,
        cipher: DraftCipher,
        bot: int,
    ) -> None:
        self._database = database
        self._connection = connection
        self._cipher = cipher
        self._mine = outbox.c.bot == bot
        self._one_by_one = asyncio.Lock()
        self._damaged: set[bytes] = set()

    @property
    def damaged(self) -> int:
        """How many letters were found that do not open; they stay until their last day."""
        return len(self._damaged)

    async def recover(self) -> int:
        """Deal with what a crash has left marked; return how many letters were given up."""
        marked = (self._mine, outbox.c.sending.is_(True))
        await self._run(
            update(outbox).where(*marked, outbox.c.repeatable.is_(True)).values(sending=False)
        )
        return len(await self._run(delete(outbox).where(*marked).returning(outbox.c.id)))

    async def expire(self, today: dt.date) -> int:
        """Erase what is no longer worth sending; return how many letters."""
        late = delete(outbox).where(self._mine, outbox.c.last_day < today.toordinal())
        return len(await self._run(late.returning(outbox.c.id)))

    async def waiting(self, limit: int) -> dict[bytes, Queued]:
        """Return up to `limit` letters that wait, by id.

        First those that end with a round, then those that outlive it; of each, those that have
        failed come last. One place in five is for the second kind, so that a few of the first that
        do not get through hold up nobody.
        """
        hurried = await self._first(_IS_HURRIED, limit - limit // 5)
        return hurried | await self._first(~_IS_HURRIED, limit - len(hurried))

    async def _first(self, which: ColumnElement[bool], limit: int) -> dict[bytes, Queued]:
        letters = (
            select(outbox)
            .where(self._mine, outbox.c.sending.is_(False), outbox.c.id.not_in(list(self._damaged)))
            .where(which)
            .order_by(outbox.c.tries, outbox.c.id)
            .limit(limit)
        )
        found = {row.id: self._queued(row) for row in await self._run(letters)}
        self._damaged |= {id_ for id_, queued in found.items() if queued is None}
        return {id_: queued for id_, queued in found.items() if queued is not None}

    async def mark(self, id_: bytes) -> bool:
        """Mark a letter as being sent; False when it is gone, because its round has ended."""
        marked = update(outbox).where(outbox.c.id == id_).values(sending=True)
        return bool(await self._run(marked.returning(outbox.c.id)))

    async def erase(self, id_: bytes) -> None:
        """Erase a letter that is delivered, or never will be."""
        await self._run(delete(outbox).where(outbox.c.id == id_))

    async def put_back(self, id_: bytes) -> None:
        """Let a letter wait again that was certainly not delivered, or may be repeated."""
        again = {"sending": False, "tries": outbox.c.tries + 1}
        await self._run(update(outbox).where(outbox.c.id == id_).values(again))

    def _queued(self, row: Row[tuple[object, ...]]) -> Queued | None:
        content = self._cipher.try_open(_BOUND_TO + row.id, row.box)
        if content is None:
            return None
        letter = msgspec.json.decode(content, type=Letter)
        return Queued(letter, row.repeatable, dt.date.fromordinal(row.last_day), row.tries)

    async def _run(
        self, statement: Select[tuple[bytes]] | Update | Delete
    ) -> Sequence[Row[tuple[object, ...]]]:
        if self._connection is not None:
            async with self._one_by_one:
                return rows_of(await self._connection.execute(statement))
        async with self._database.begin_short() as connection:
            return rows_of(await connection.execute(statement))


async def take_out(connection: AsyncConnection, ids: Collection[bytes]) -> None:
    """Erase letters that are not worth sending any more, unless one is being sent just now."""
    if ids:
        waiting = (outbox.c.id.in_(list(ids)), outbox.c.sending.is_(False))
        await connection.execute(delete(outbox).where(*waiting))


def ends_with(round_id: str) -> ColumnElement[bool]:
    """Return which letters must not outlive a round."""
    prefix = round_prefix(round_id) + _ENDS
    return and_(outbox.c.id >= prefix, outbox.c.id < after(prefix))
