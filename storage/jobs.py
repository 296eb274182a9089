"""Jobs: rows in the database by which one process asks another to do an operation.

On SQLite one process has the database; the command line and the site leave a job there, which that
process carries out. On PostgreSQL any worker takes it. Jobs about one round are done in the order
in which they were asked for.

The holders' words are never stored: they are sealed (age) to a key that exists in the memory of the
processes that are running now. When these are gone, so are the words, and they are asked for again.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import msgspec
from pyrage import (  # type: ignore[import-untyped]  # the package ships no types
    DecryptError,
    decrypt,
    encrypt,
    x25519,
)
from sqlalchemy import Row, delete, exists, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.db import Database
from storage.operations import Operation
from storage.tables import job, runner

KEEP_DAYS = 30
"""How long a finished job can be looked at."""

_OTHER_VERSION = (
    "the process that has the database is of another version and does not know what is asked for. "
    "Restart it with the version that you use here, then try again."
)


class JobState(StrEnum):
    """The life of a job."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen."""
        return self in {JobState.DONE, JobState.FAILED}


class NoRunnerError(Exception):
    """No running process takes jobs; the message says what to do."""


@dataclass(frozen=True)
class Job:
    """A job as it stands. `said` is the outcome, or why it failed, for the person who asked."""

    id: int
    state: JobState
    stage: str
    done: int
    total: int
    said: str


@dataclass(frozen=True)
class Claimed:
    """A job that this process is to do; `words` are empty when they are lost or not needed."""

    id: int
    operation: Operation
    words: tuple[str, ...]


_EARLIER = job.alias("earlier")
_HINDERED = exists().where(
    _EARLIER.c.round == job.c.round,
    _EARLIER.c.id < job.c.id,
    _EARLIER.c.state.in_([JobState.WAITING, JobState.RUNNING]),
)
_NEXT = (
    select(job.c.id, job.c.operation, job.c.secret)
    .where(job.c.state == JobState.WAITING, ~_HINDERED)
    .order_by(job.c.id)
    .limit(1)
)
"""The oldest job that waits for no other one about the same round."""


async def ask(
    database: Database, operation: Operation, *, words: Sequence[str] = (), today: dt.date
) -> int:
    """Leave a job for a running process and return its number.

    Raises:
        NoRunnerError: none is there to do it.
    """
    async with database.begin() as connection:
        runners = (await connection.scalars(select(runner.c.recipient))).all()
        if not runners:
            raise NoRunnerError(
                "another process has the database and takes no jobs: stop it, then try again"
            )
        row = {
            "round": operation.round,
            "operation": msgspec.json.encode(operation),
            "secret": _sealed(words, runners) if words else None,
            "state": JobState.WAITING,
            "stage": "",
            "done": 0,
            "total": 0,
            "said": "",
            "day": today.toordinal(),
        }
        made = await connection.execute(job.insert().values(row).returning(job.c.id))
        number: int = made.scalar_one()
        return number


async def look(database: Database, number: int) -> Job | None:
    """Return how a job stands; None when there is no such job."""
    async with database.read() as connection:
        row = (await connection.execute(select(job).where(job.c.id == number))).one_or_none()
    if row is None:
        return None
    return Job(row.id, JobState(row.state), row.stage, row.done, row.total, row.said)


async def take_back(database: Database, number: int) -> bool:
    """Remove a job that nobody has begun; return whether it could still be removed."""
    async with database.begin() as connection:
        gone = await connection.execute(
            delete(job).where(job.c.id == number, job.c.state == JobState.WAITING)
        )
        return gone.rowcount == 1


async def claim(database: Database, identity: x25519.Identity) -> Claimed | None:
    """Take the next job, for the process with this key; None when there is nothing to do.

    One that this version cannot read, because another has asked for it, has failed by that.
    """
    while (row := await _taken(database, identity)) is not None:
        try:
            operation: Operation = msgspec.json.decode(row.operation, type=Operation)
        except ValueError:
            await finish(database, row.id, JobState.FAILED, _OTHER_VERSION)
        else:
            return Claimed(row.id, operation, _opened(row.secret, identity))
    return None


async def _taken(
    database: Database, identity: x25519.Identity
) -> Row[int, bytes, bytes | None] | None:
    async with database.read() as connection:
        if await connection.scalar(_NEXT) is None:
            return None
    async with database.begin() as connection:
        row = (await connection.execute(_NEXT.with_for_update(skip_locked=True))).one_or_none()
        if row is not None:
            await connection.execute(
                update(job)
                .where(job.c.id == row.id)
                .values(state=JobState.RUNNING, runner=str(identity.to_public()))
            )
        return row


async def tell(database: Database, number: int, stage: str, done: int, total: int) -> None:
    """Note how far a job is."""
    await _set(database, number, stage=stage, done=done, total=total)


async def finish(database: Database, number: int, state: JobState, said: str) -> None:
    """Note how a job ended; the sealed words go with it."""
    await _set(database, number, state=state, said=said, secret=None)


async def put_back(connection: AsyncConnection, dead: Sequence[str]) -> None:
    """Let jobs be done again that processes with these keys had begun before they died."""
    await connection.execute(
        update(job)
        .where(job.c.state == JobState.RUNNING, job.c.runner.in_(dead))
        .values(state=JobState.WAITING, runner=None)
    )


async def forget_old(database: Database, today: dt.date) -> None:
    """Remove jobs that ended long ago."""
    async with database.begin() as connection:
        await connection.execute(
            delete(job).where(
                job.c.day < today.toordinal() - KEEP_DAYS,
                job.c.state.in_([JobState.DONE, JobState.FAILED]),
            )
        )


async def _set(database: Database, number: int, **values: object) -> None:
    async with database.begin() as connection:
        await connection.execute(update(job).where(job.c.id == number).values(**values))


def _sealed(words: Sequence[str], runners: Sequence[str]) -> bytes:
    keys = [x25519.Recipient.from_str(one) for one in runners]
    sealed: bytes = encrypt(msgspec.json.encode(words), keys)
    return sealed


def _opened(secret: bytes | None, identity: x25519.Identity) -> tuple[str, ...]:
    if secret is None:
        return ()
    try:
        return msgspec.json.decode(decrypt(secret, [identity]), type=tuple[str, ...])
    except DecryptError:
        return ()
