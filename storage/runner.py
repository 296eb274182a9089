"""The loop that carries out jobs, inside a process that serves.

A process is known by a key that it makes when it starts and that dies with it, and on PostgreSQL by
its number among the workers: the others notice when it is gone, however it ended (`presence`), and
its unfinished jobs are done again by somebody else.
"""

import asyncio
import datetime as dt
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from pyrage import x25519  # type: ignore[import-untyped]  # the package ships no types
from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import jobs
from storage.db import Database
from storage.jobs import Claimed, JobState
from storage.operations import Operation, Place
from storage.presence import ALIVE, IS_GONE
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
        worker: the number of this process, from `Presence`, which must be assured.
        today: the date.
        explain: what is said of an error; anything else of it stays here.
        after: called when an operation was done, so that the process can read its rounds anew.
    """

    def __init__(
        self,
        database: Database,
        vault: Vault,
        *,
        worker: int,
        today: Callable[[], dt.date],
        explain: Explain,
        after: AfterJob,
    ) -> None:
        self._database = database
        self._vault = vault
        self._worker = worker
        self._today = today
        self._explain = explain
        self._after = after
        self._identity = x25519.Identity.generate()
        self._name = str(self._identity.to_public())
        self._tasks: set[asyncio.Task[None]] = set()
        self._entered = False
        self._stop = asyncio.Event()

    async def run(self, stop: asyncio.Event) -> None:
        """Carry out jobs until `stop` is set; a job in hand is then finished first.

        While the database is away, jobs wait.
        """
        self._stop = stop
        while not stop.is_set():
            try:
                await self._look()
            except Exception as error:  # noqa: BLE001 - it comes back, and so do we
                log.warning("jobs have to wait: %s", type(error))
            await _wait(stop, PAUSE)
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._leave()

    async def _look(self) -> None:
        """Begin every job that can be begun now."""
        if not self._entered:
            await jobs.forget_old(self._database, self._today())
            await self._enter()
        await self._put_back_those_of_the_dead()
        while claimed := await jobs.claim(self._database, self._identity):
            task = asyncio.create_task(self._do(claimed))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _enter(self) -> None:
        """Be among those who take jobs, and on SQLite the only one."""
        row = {"recipient": self._name, "worker": self._worker, "day": self._today().toordinal()}
        async with self._database.begin() as connection:
            if self._database.is_sqlite:
                await _bury(connection, [name for name, _ in await self._others(connection)])
            await connection.execute(runner.insert().values(row))
        self._entered = True

    async def _leave(self) -> None:
        """Take no more jobs; what cannot be written down now, the next process finds out."""
        try:
            async with self._database.begin() as connection:
                await _bury(connection, [self._name])
        except Exception as error:  # noqa: BLE001 - the others notice that we are gone
            log.warning("could not take leave: %s", type(error))

    async def _put_back_those_of_the_dead(self) -> None:
        if self._database.is_sqlite:
            return
        async with self._database.begin() as connection:
            others = await self._others(connection)
            locks = {name: {"family": ALIVE, "name": worker} for name, worker in others}
            gone = [name for name, lock in locks.items() if await connection.scalar(IS_GONE, lock)]
            await _bury(connection, gone)

    async def _others(self, connection: AsyncConnection) -> list[tuple[str, int]]:
        rows = await connection.execute(
            select(runner.c.recipient, runner.c.worker).where(runner.c.recipient != self._name)
        )
        return [(name, worker) for name, worker in rows]

    async def _do(self, claimed: Claimed) -> None:
        teller = _Teller(self._database, claimed.id)
        place = Place(self._database, self._vault, self._today(), teller.note, claimed.words)
        try:
            async with teller.telling():
                said = await claimed.operation.perform(place)
        except Exception as error:  # noqa: BLE001 - whoever asked is told, and the loop goes on
            log.error("a job failed: %s", type(error))  # noqa: TRY400 - words may be in it
            await self._finish(claimed, JobState.FAILED, self._explain(error))
        else:
            await self._tell_others(claimed.operation)
            await self._finish(claimed, JobState.DONE, said)

    async def _tell_others(self, operation: Operation) -> None:
        try:
            await self._after(operation)
        except Exception as error:  # noqa: BLE001 - it is done all the same
            log.warning("could not look at what a job has done: %s", type(error))

    async def _finish(self, claimed: Claimed, state: JobState, said: str) -> None:
        """Note how a job ended, as long as it takes: later ones of its round wait for that.

        When we have to stop before, whoever comes after us finds it unfinished and does it again.
        """
        while True:
            try:
                await jobs.finish(self._database, claimed.id, state, said)
            except Exception as error:  # noqa: BLE001 - the database may be away for a while
                log.warning("could not note how a job ended: %s", type(error))
                if self._stop.is_set():
                    return
                await _wait(self._stop, PAUSE)
            else:
                return


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
                await self._write(*newest)

    async def _write(self, stage: str, done: int, total: int) -> None:
        try:
            await jobs.tell(self._database, self._number, stage, done, total)
        except Exception as error:  # noqa: BLE001 - the job itself goes on
            log.warning("could not note how far a job is: %s", type(error))


async def _bury(connection: AsyncConnection, names: list[str]) -> None:
    if names:
        await jobs.put_back(connection, names)
        await connection.execute(delete(runner).where(runner.c.recipient.in_(names)))


async def _wait(stop: asyncio.Event, seconds: float) -> None:
    try:
        await asyncio.wait_for(stop.wait(), seconds)
    except TimeoutError:
        return
