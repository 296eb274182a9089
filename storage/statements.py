"""Statements that participants have added: laid before a moderator, then shown to others.

They travel apart from the responses, under ids of chance, and a moderator sees them in an order of
chance and only in batches, so that nobody can tell who has just written what.
"""

import os
import random
from collections.abc import Collection, Sequence
from enum import StrEnum

from msgspec import Struct
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from dialogs.ports import EXPOSED, Pool, Proposal
from dialogs.questions.base import Statement
from storage.db import Database
from storage.drafts import DraftCipher
from storage.tables import statement, tally

BATCH = 10
"""A moderator is shown new statements when so many wait, or when the round takes no more."""

_BOUND_TO = b"statement|"


class Verdict(StrEnum):
    """What a moderator has said of a statement."""

    WAITING = "waiting"
    APPROVED = "approved"
    REFUSED = "refused"


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

    async def of(self, round_id: str, verdict: Verdict) -> list[Added]:
        """Return the statements of a round with this verdict, in an order of chance."""
        which = (statement.c.round == round_id, statement.c.state == verdict)
        async with self._database.read() as connection:
            rows = (await connection.execute(select(statement).where(*which))).all()
        found = [
            Added(row.id, row.question, row.language, self._text(row.id, row.box), verdict)
            for row in rows
        ]
        random.SystemRandom().shuffle(found)
        return found

    async def waiting(self, round_id: str, *, all_of_them: bool = False) -> list[Added]:
        """Return what a moderator may see now: nothing until a batch is full, unless told."""
        found = await self.of(round_id, Verdict.WAITING)
        return found if all_of_them or len(found) >= BATCH else []

    async def judge(self, ids: Collection[str], verdict: Verdict) -> int:
        """Write down a verdict and return how many statements it was given to."""
        async with self._database.begin() as connection:
            judged = await connection.execute(
                update(statement).where(statement.c.id.in_(list(ids))).values(state=verdict)
            )
            return judged.rowcount

    async def pool(self, round_id: str) -> Pool:
        """Return what conversations need; see `dialogs.ports.Store.pool`."""
        added: dict[str, list[Statement]] = {}
        for one in await self.of(round_id, Verdict.APPROVED):
            text = Statement(one.id, {one.language: one.text})
            added.setdefault(one.question, []).append(text)
        return Pool(
            {question: _in_order(texts) for question, texts in added.items()},
            await self._shown(round_id),
        )

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

    def _text(self, statement_id: str, box: bytes) -> str:
        return self._cipher.open(_BOUND_TO + statement_id.encode(), box).decode()


def _in_order(texts: Sequence[Statement]) -> tuple[Statement, ...]:
    return tuple(sorted(texts, key=lambda one: one.id))


async def propose(
    connection: AsyncConnection, cipher: DraftCipher, proposals: Collection[Proposal]
) -> None:
    """Store new statements in the transaction of `connection`."""
    rows = sorted((_row(one, cipher) for one in proposals), key=lambda row: str(row["id"]))
    if rows:
        await connection.execute(statement.insert(), rows)


def _row(one: Proposal, cipher: DraftCipher) -> dict[str, object]:
    statement_id = f"added_{os.urandom(6).hex()}"
    return {
        "id": statement_id,
        "round": one.round_id,
        "question": one.question,
        "language": one.language,
        "state": Verdict.WAITING,
        "box": cipher.seal(_BOUND_TO + statement_id.encode(), one.text.encode()),
    }
