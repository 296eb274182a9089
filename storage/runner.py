"""The loop that carries out jobs, inside a process that serves.

A process is known by a key that it makes when it starts and that dies with it. On PostgreSQL it
also holds an advisory lock named after the key, so that the others notice when it is gone, however
it ended, and its unfinished jobs are done again by somebody else.
"""

import asyncio
import datetime as dt
import hashlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from pyrage import x25519  # type: ignore[import-untyped]  # the package ships no types
from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import jobs
from storage.db import Database
from storage.jobs import Claimed, JobState
from storage.operations import Operation, Place
from storage.tables import runner
from storage.vault import Vault

log = logging.getLogger(__name__)

PAUSE = 0.5
"""Seconds between two looks for new jobs."""

Explain = Callable[[Exception], str]
"""Says an error in words for the person who asked, without anything personal."""
AfterJob = Callable[[Operation], Awaitable[None]]


class Runner:
    """Carries out jobs, one after the other for each round.

    Args:
        database, vault: what the operations work on.
        today: the date.
        explain: what is said of an error; anything else of it stays here.
        after: called when an operation was done, so that the process can read its rounds anew.
    """

    def __init__(
        self,
        database: Database,
        vault: Vault,
        *,
        today: Callable[[], dt.date],
        explain: Explain,
        after: AfterJob,
    ) -> None:
        self._database = database
        self._vault = vault
        self._today = today
        self._explain = explain
        self._after = after
        self._identity = x25519.Identity.generate()
        self._tasks: set[asyncio.Task[None]] = set()

    async def run(self, stop: asyncio.Event) -> None:
        """Carry out jobs until `stop` is set; a job in hand is then finished first."""
        await jobs.forget_old(self._database, self._today())
        async with self._known():
            while not stop.is_set():
                await self._put_back_those_of_the_dead()
                while claimed := await jobs.claim(self._database, self._identity):
                    task = asyncio.create_task(self._do(claimed))
                    self._tasks.add(task)
                    task.add_done_callback(self._tasks.discard)
                await _wait(stop, PAUSE)
            await asyncio.gather(*self._tasks)

    @asynccontextmanager
    async def _known(self) -> AsyncIterator[None]:
        """Be among those who take jobs, and on SQLite the only one."""
        name = str(self._identity.to_public())
        async with self._alive(name):
            async with self._database.begin() as connection:
                if self._database.is_sqlite:
                    await _bury(connection, await _others(connection, name))
                row = {"recipient": name, "day": self._today().toordinal()}
                await connection.execute(runner.insert().values(row))
            try:
                yield
            finally:
                async with self._database.begin() as connection:
                    await _bury(connection, [name])

    @asynccontextmanager
    async def _alive(self, name: str) -> AsyncIterator[None]:
        if self._database.is_sqlite:
            yield
            return
        async with self._database.engine.connect() as connection:
            await connection.execution_options(isolation_level="AUTOCOMMIT")
            await connection.execute(select(func.pg_advisory_lock(_lock_of(name))))
            yield
            await connection.execute(select(func.pg_advisory_unlock(_lock_of(name))))

    async def _put_back_those_of_the_dead(self) -> None:
        if self._database.is_sqlite:
            return
        name = str(self._identity.to_public())
        async with self._database.begin() as connection:
            gone = [
                one
                for one in await _others(connection, name)
                if await connection.scalar(select(func.pg_try_advisory_xact_lock(_lock_of(one))))
            ]
            await _bury(connection, gone)

    async def _do(self, claimed: Claimed) -> None:
        teller = _Teller(self._database, claimed.id)
        place = Place(self._database, self._vault, self._today(), teller.note, claimed.words)
        try:
            async with teller.telling():
                said = await claimed.operation.perform(place)
            await self._after(claimed.operation)
        except Exception as error:  # noqa: BLE001 - whoever asked is told, and the loop goes on
            log.error("a job failed: %s", type(error).__name__)  # noqa: TRY400 - words may be in it
            await jobs.finish(self._database, claimed.id, JobState.FAILED, self._explain(error))
        else:
            await jobs.finish(self._database, claimed.id, JobState.DONE, said)


class _Teller:
    """Writes the newest progress down now and then; it comes faster, and from other threads."""

    def __init__(self, database: Database, number: int) -> None:
        self._database = database
        self._number = number
        self._newest: tuple[str, int, int] | None = None

    def note(self, stage: str, done: int, total: int) -> None:
        self._newest = (stage, done, total)

    @asynccontextmanager
    async def telling(self) -> AsyncIterator[None]:
        stop = asyncio.Event()
        task = asyncio.create_task(self._tell(stop))
        try:
            yield
        finally:
            stop.set()
            await task

    async def _tell(self, stop: asyncio.Event) -> None:
        while not stop.is_set():
            await _wait(stop, PAUSE)
            newest, self._newest = self._newest, None
            if newest is not None:
                await jobs.tell(self._database, self._number, *newest)


async def _others(connection: AsyncConnection, name: str) -> list[str]:
    rows = await connection.scalars(select(runner.c.recipient).where(runner.c.recipient != name))
    return list(rows.all())


async def _bury(connection: AsyncConnection, names: list[str]) -> None:
    if names:
        await jobs.put_back(connection, names)
        await connection.execute(delete(runner).where(runner.c.recipient.in_(names)))


async def _wait(stop: asyncio.Event, seconds: float) -> None:
    try:
        await asyncio.wait_for(stop.wait(), seconds)
    except TimeoutError:
        return


def _lock_of(name: str) -> int:
    digest = hashlib.sha256(b"consult/runner|" + name.encode()).digest()
    return int.from_bytes(digest[:8], "big", signed=True)
