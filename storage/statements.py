"""Statements that participants have added: laid before a moderator, then shown to others.

They travel apart from the responses, which do not hold them, and a moderator sees them in batches
and in an order of chance, so that nobody can tell who has just written what:

    waiting   -> laid       `BATCH` of them together, and once a day at most
    laid      -> approved   shown to others
    laid      -> refused    shown to nobody

What joins the last statement of nine that were judged to its author is the moment it came, so it
waits for nine others. When the round closes, what was not refused goes into the dataset's texts.

A statement is first written in the same transaction as its author's response, or a crash could lose
one of the two. Until it is laid before a moderator, database and vault together can therefore tell
whose it is, as they can of a draft; then its batch is written anew, and only what a database keeps
of rows that are gone (the archive of a write-ahead log) could.
"""

import datetime as dt
import os
import random
from collections.abc import Collection, Sequence
from enum import StrEnum

from msgspec import Struct
from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from dialogs.ports import EXPOSED, Pool, Proposal
from dialogs.questions.base import Statement
from storage.db import Database
from storage.drafts import DraftCipher
from storage.intake import State
from storage.tables import round_table, statement, tally

BATCH = 10
"""Statements are laid before a moderator when at least so many wait."""

_BOUND_TO = b"statement|"


class Verdict(StrEnum):
    """What a moderator has said of a statement."""

    WAITING = "waiting"
    """Nobody has seen it."""
    LAID = "laid"
    """It lies before the moderator, with the others of its batch."""
    APPROVED = "approved"
    REFUSED = "refused"


_NOT_REFUSED = (Verdict.WAITING, Verdict.LAID, Verdict.APPROVED)


class Added(Struct, frozen=True):
    """One added statement."""

    id: str
    question: str
    language: str
    text: str
    verdict: Verdict


class Statements:
    """The added statements of a database, under the session key of the vault."""

    def __init__(self, database: Database, draft_key: bytes) -> None:
        self._database = database
        self._cipher = DraftCipher(draft_key)

    async def of(self, round_id: str, *verdicts: Verdict) -> list[Added]:
        """Return the statements of a round with one of these verdicts, in an order of chance.

        One that does not open, because the database was damaged, is left out.
        """
        found, _ = await self._found(round_id, verdicts)
        return found

    async def damaged(self, round_id: str) -> int:
        """Return how many statements are left out of `not_refused`."""
        _, damaged = await self._found(round_id, _NOT_REFUSED)
        return damaged

    async def lay(self, round_id: str, today: dt.date) -> int:
        """Lay what waits before the moderator when it is enough; return how much it was.

        It takes `BATCH` of them, and another day than the last time, so that whoever adds nine to
        see the tenth sees it among those of a day. They are written anew in one transaction, under
        new ids and in the order of these: no id, place or transaction is left from their coming.
        """
        if len(await self._ids_waiting(round_id)) < BATCH:
            return 0
        async with self._database.begin() as connection:
            if not await _is_its_turn(connection, round_id, today):
                return 0
            return await self._lay_all(connection, round_id, today)

    async def judge(self, round_id: str, ids: Collection[str], verdict: Verdict) -> int:
        """Write down a verdict and return how many statements of the round it was given to.

        One that was not laid before the moderator cannot be judged.
        """
        which = (
            statement.c.round == round_id,
            statement.c.id.in_(list(ids)),
            statement.c.state != Verdict.WAITING,
        )
        async with self._database.begin() as connection:
            judged = await connection.execute(update(statement).where(*which).values(state=verdict))
            return judged.rowcount

    async def number_of(self, round_id: str, *verdicts: Verdict) -> int:
        """Return how many statements of a round have one of these verdicts, damaged ones too."""
        which = (statement.c.round == round_id, statement.c.state.in_(verdicts))
        async with self._database.read() as connection:
            return await connection.scalar(select(func.count()).where(*which)) or 0

    async def not_refused(self, round_id: str) -> list[Added]:
        """Return what goes into the dataset's texts, in an order of chance."""
        return await self.of(round_id, *_NOT_REFUSED)

    async def pool(self, round_id: str) -> Pool:
        """Return what conversations need; see `dialogs.ports.Store.pool`."""
        approved, damaged = await self._found(round_id, [Verdict.APPROVED])
        added: dict[str, list[Statement]] = {}
        for one in approved:
            text = Statement(one.id, {one.language: one.text})
            added.setdefault(one.question, []).append(text)
        return Pool(
            {question: _in_order(texts) for question, texts in added.items()},
            await self._shown(round_id),
            damaged,
        )

    async def _found(self, round_id: str, verdicts: Collection[Verdict]) -> tuple[list[Added], int]:
        """Return what opens, in an order of chance, and how many do not."""
        which = (statement.c.round == round_id, statement.c.state.in_(verdicts))
        async with self._database.read() as connection:
            rows = (await connection.execute(select(statement).where(*which))).all()
        found = [
            Added(row.id, row.question, row.language, text, Verdict(row.state))
            for row in rows
            if (text := self._text(row.id, row.box)) is not None
        ]
        random.SystemRandom().shuffle(found)
        return found, len(rows) - len(found)

    async def _ids_waiting(self, round_id: str) -> Sequence[str]:
        which = (statement.c.round == round_id, statement.c.state == Verdict.WAITING)
        async with self._database.read() as connection:
            return (await connection.scalars(select(statement.c.id).where(*which))).all()

    async def _lay_all(self, connection: AsyncConnection, round_id: str, today: dt.date) -> int:
        which = (statement.c.round == round_id, statement.c.state == Verdict.WAITING)
        waiting = (await connection.execute(select(statement).where(*which))).all()
        opened = {row.id: self._text(row.id, row.box) for row in waiting}
        texts = [
            Proposal(round_id, row.question, row.language, text)
            for row in waiting
            if (text := opened[row.id]) is not None
        ]
        if len(texts) < BATCH:
            return 0
        damaged = [one for one, text in opened.items() if text is None]
        await connection.execute(delete(statement).where(*which, statement.c.id.not_in(damaged)))
        await _insert(connection, self._cipher, texts, Verdict.LAID)
        await connection.execute(
            update(round_table).where(round_table.c.id == round_id).values(laid=today.toordinal())
        )
        return len(texts)

    async def _shown(self, round_id: str) -> dict[str, int]:
        which = (tally.c.round == round_id, tally.c.name.startswith(EXPOSED))
        shown: dict[str, int] = {}
        async with self._database.read() as connection:
            for name, count in await connection.execute(
                select(tally.c.name, tally.c.count).where(*which)
            ):
                statement_id = name.removeprefix(EXPOSED)
                shown[statement_id] = shown.get(statement_id, 0) + count
        return shown

    def _text(self, statement_id: str, box: bytes) -> str | None:
        text = self._cipher.try_open(_BOUND_TO + statement_id.encode(), box)
        return None if text is None else text.decode()


def _in_order(texts: Sequence[Statement]) -> tuple[Statement, ...]:
    return tuple(sorted(texts, key=lambda one: one.id))


async def propose(
    connection: AsyncConnection, cipher: DraftCipher, proposals: Collection[Proposal]
) -> None:
    """Store new statements in the transaction of `connection`."""
    await _insert(connection, cipher, proposals, Verdict.WAITING)


async def _is_its_turn(connection: AsyncConnection, round_id: str, today: dt.date) -> bool:
    """Return whether no other worker was here today, and hold up what is being written."""
    row = (
        await connection.execute(
            select(round_table.c.state, round_table.c.laid)
            .where(round_table.c.id == round_id)
            .with_for_update()
        )
    ).one()
    if row.state != State.OPEN:
        return False
    ahead = None if row.laid is None else row.laid - today.toordinal()
    return ahead not in {0, 1}  # another's day may have begun; a later one is of a wrong clock


async def _insert(
    connection: AsyncConnection,
    cipher: DraftCipher,
    texts: Collection[Proposal],
    verdict: Verdict,
) -> None:
    rows = sorted((_row(one, cipher, verdict) for one in texts), key=lambda row: str(row["id"]))
    if rows:
        await connection.execute(statement.insert(), rows)


def _row(one: Proposal, cipher: DraftCipher, verdict: Verdict) -> dict[str, object]:
    statement_id = f"added_{os.urandom(6).hex()}"
    return {
        "id": statement_id,
        "round": one.round_id,
        "question": one.question,
        "language": one.language,
        "state": verdict,
        "box": cipher.seal(_BOUND_TO + statement_id.encode(), one.text.encode()),
    }
