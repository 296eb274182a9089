"""Does an operation here, or lets the process that has the database do it.

Loads SQLAlchemy and Alembic, so verbs import it when they run.
"""

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

import typer
from sqlalchemy.exc import OperationalError, ProgrammingError

from bot.clock import Clock
from bot.settings import Settings, SettingsError
from bot.vaults import open_vault
from storage import migrate
from storage.db import Database
from storage.engines import file_of
from storage.lock import DatabaseInUseError
from storage.operations import Operation, Place

PATIENCE = 20
"""Seconds in which a running process has to take a job, else it is taken back."""
_LOOK = 0.3

T = TypeVar("T")


class JobFailedError(Exception):
    """The running process could not do the operation; the message says why."""


def carry_out(operation: Operation, words: Sequence[str] = ()) -> str:
    """Do an operation, here or as a job of the running process, and return what came of it.

    On SQLite the running process has the database, so it does the work; on PostgreSQL this process
    does, and the workers notice.

    Raises:
        JobFailedError: the running process says why it could not.
        NoRunnerError: the process that has the database takes no jobs.
    """
    settings = Settings()
    today = Clock.parse(settings.clock).today()
    _refuse_missing(settings)
    try:
        database = Database.open(settings.database)
    except DatabaseInUseError:
        return looking_in(lambda beside: _as_job(beside, operation, words, today))
    vault = open_vault(settings)
    place = Place(database, vault, today, _Progress().show, tuple(words))
    return asyncio.run(_closing(database, operation.perform(place)))


def having(work: Callable[[Database], Awaitable[T]]) -> T:
    """Return what `work` makes of the database, which no other process may have on SQLite."""
    database = Database.open(Settings().database)
    return asyncio.run(_closing(database, work(database)))


def looking_in(look: Callable[[Database], Awaitable[T]]) -> T:
    """Return what `look` finds in the database, which another process may have.

    Raises:
        SettingsError: there is no database yet.
    """
    settings = Settings()
    _refuse_missing(settings)
    database = Database.open(settings.database, beside=True)
    return asyncio.run(_closing(database, look(database)))


def _refuse_missing(settings: Settings) -> None:
    """Make no database where there should be one: the mistake is then in its name."""
    file = file_of(settings.database)
    if file is not None and not file.is_file():
        raise SettingsError(
            f"There is no database {file}. `consult keys new`, `consult serve` and `consult db "
            "upgrade` make one. Go to the folder where you did that, or say in CONSULT_DATABASE "
            "where it is."
        )


async def _closing(database: Database, work: Awaitable[T]) -> T:
    try:
        return await work
    except (OperationalError, ProgrammingError):
        await migrate.check(database)  # tables that are missing are said with the remedy
        raise
    finally:
        await database.close()


async def _as_job(
    database: Database, operation: Operation, words: Sequence[str], today: dt.date
) -> str:
    from storage import jobs  # noqa: PLC0415 - only here

    number = await jobs.ask(database, operation, words=words, today=today)
    typer.echo(f"The running process does it, as job {number}.")
    progress, waited = _Progress(), 0.0
    while True:
        stands = await jobs.look(database, number)
        if stands is None or stands.state is jobs.JobState.FAILED:
            raise JobFailedError(stands.said if stands else f"job {number} is gone")
        if stands.state is jobs.JobState.DONE:
            return stands.said
        if waited > PATIENCE and await jobs.take_back(database, number):
            raise JobFailedError(
                "the process that has the database did not begin. Is it busy, or stuck? "
                "Restart it, then try again."
            )
        if stands.stage:
            progress.show(stands.stage, stands.done, stands.total)
        await asyncio.sleep(_LOOK)
        waited += _LOOK


class _Progress:
    """Shows each stage once it begins, and every tenth of it."""

    def __init__(self) -> None:
        self._shown = ("", -1)

    def show(self, stage: str, done: int, total: int) -> None:
        step = (stage, 10 * done // max(1, total))
        if step != self._shown:
            self._shown = step
            typer.echo(f"  {stage}: {done} of {total}", err=True)
