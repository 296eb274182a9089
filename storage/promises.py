"""Promised screens in the database.

Written with a batch, erased when drawn, taken over when the process that gave them has ended.
"""

from collections.abc import Collection, Mapping

from sqlalchemy import BindParameter, bindparam, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from dialogs.ports import Promise
from storage.drafts import DraftCipher
from storage.presence import ALIVE, IS_GONE
from storage.spelt import Rows, look_up, put
from storage.tables import promise
from storage.upsert import insert_or_replace

_BOUND_TO = b"promise|"

_TAGS: BindParameter[bytes] = bindparam("tags", expanding=True)
_MARKS: BindParameter[bytes] = bindparam("marks", expanding=True)
_OF = select(promise.c.tag, promise.c.mark, promise.c.worker, promise.c.box).where(
    promise.c.tag.in_(_TAGS)
)
_KEPT = delete(promise).where(promise.c.tag.in_(_TAGS), promise.c.mark.in_(_MARKS))


class Promises:
    """The promises of one transaction."""

    def __init__(self, connection: AsyncConnection, cipher: DraftCipher) -> None:
        self._connection = connection
        self._cipher = cipher

    async def of(self, tags: Collection[bytes]) -> dict[bytes, Promise]:
        """Return what is promised to `tags`, whoever has to keep it."""
        if not tags:
            return {}
        return self._promises(await look_up(self._connection, _OF, {"tags": list(tags)}))

    async def marks_of_worker(self, worker: int, limit: int) -> Rows:
        """Return tag and mark of up to `limit` promises that `worker` has to keep."""
        marks = select(promise.c.tag, promise.c.mark).where(promise.c.worker == worker)
        return (await self._connection.execute(marks.limit(limit))).all()

    async def write(self, promised: Mapping[bytes, Promise], day: int) -> None:
        """Write promises; each replaces an earlier one to the same person."""
        rows = [
            {
                "tag": tag,
                "mark": one.mark,
                "worker": one.worker,
                "box": self._cipher.seal(_BOUND_TO + tag, one.content),
                "day": day,
            }
            for tag, one in sorted(promised.items())
        ]
        if rows:
            await put(self._connection, insert_or_replace(self._connection, promise), rows)

    async def erase(self, kept: Mapping[bytes, bytes]) -> None:
        """Erase promises by tag and mark. A mark is random, so a pair can only be found whole."""
        if kept:
            pairs = {"tags": list(kept), "marks": list(kept.values())}
            await look_up(self._connection, _KEPT, pairs)

    async def take_over(self, worker: int) -> None:
        """Make those of processes that have ended the promises of `worker`. PostgreSQL only."""
        others = select(promise.c.worker).where(promise.c.worker != worker).distinct()
        for other in (await self._connection.scalars(others)).all():
            lock = {"family": ALIVE, "name": other}
            if await self._connection.scalar(IS_GONE, lock):
                theirs = update(promise).where(promise.c.worker == other)
                await self._connection.execute(theirs.values(worker=worker))

    def _promises(self, rows: Rows) -> dict[bytes, Promise]:
        """Return what opens; a damaged promise is as good as none, and must not hold up others."""
        found = {}
        for tag, mark, worker, box in rows:
            content = self._cipher.try_open(_BOUND_TO + tag, box)
            if content is not None:
                found[tag] = Promise(mark, content, worker)
        return found
