"""Migrations: the tables of a database, brought to what this version needs.

Alembic, set up in code, so that an installed wheel can upgrade without a configuration file. Each
change has a part that is safe while the old version of the program still runs (`NNNN_before`) and,
where needed, one for when it is gone (`NNNN_after`); `migrations/README.md` has the rule.
"""

import asyncio
import re
from dataclasses import dataclass
from enum import StrEnum
from itertools import takewhile
from pathlib import Path
from weakref import WeakKeyDictionary

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from storage.db import Database
from storage.presence import Alone
from storage.tables import metadata

FOLDER = Path(__file__).parent / "migrations"

_NAME = re.compile(r"(\d{4})_(before|after)")
_ONE_AT_A_TIME = text(f"SELECT pg_advisory_xact_lock({Alone.MIGRATING:d}, 0)")
"""Two workers that start together must not both make the tables."""


_TURNS: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Lock] = WeakKeyDictionary()


class OldTablesError(Exception):
    """The database does not have the tables that this version needs, or has newer ones."""


class Part(StrEnum):
    """Which part of the pending changes to make."""

    BEFORE = "before"
    AFTER = "after"
    ALL = "all"


@dataclass(frozen=True)
class Pending:
    """The revisions that a database lacks, in order. `current` is where it stands."""

    current: str | None
    revisions: tuple[str, ...]

    def part(self, part: Part) -> tuple[str, ...]:
        """Return the revisions that may be made now when only `part` is asked for.

        Raises:
            OldTablesError: another part has to come first.
        """
        if part is Part.ALL:
            return self.revisions
        now = tuple(takewhile(lambda one: _kind(one) is part, self.revisions))
        if now != tuple(one for one in self.revisions if _kind(one) is part):
            raise OldTablesError(
                f"{self.revisions[len(now)]} has to be made first, and it is of the other kind: "
                "the database is more than one version behind. Stop every copy of the program and "
                "run: consult db upgrade"
            )
        return now


async def upgrade(database: Database, part: Part = Part.ALL) -> tuple[str, ...]:
    """Make the pending changes, all of them or nothing, and return which; harmless when none.

    Raises:
        OldTablesError: the tables are newer than this version, or another part comes first.
    """
    async with _turn(), database.begin() as connection:
        return await connection.run_sync(upgrade_in, part)


def _turn() -> asyncio.Lock:
    """Return what only one holds at a time: Alembic knows of one database in a process."""
    return _TURNS.setdefault(asyncio.get_running_loop(), asyncio.Lock())


async def at_start(database: Database) -> None:
    """Make the tables ready for a program that starts.

    SQLite has one process, so everything pending is made. On PostgreSQL others may be running:
    an empty database is filled, and any other must have been upgraded on purpose.

    Raises:
        OldTablesError: `consult db upgrade` is needed first, or a newer version of the program.
    """
    if database.is_sqlite or (await pending(database)).current is None:
        await upgrade(database)
    await check(database)


async def check(database: Database) -> None:
    """Raise `OldTablesError`, with the remedy, unless this version can work with the tables.

    An after-part that is still pending is no hindrance, nor is the before-part of the next version.
    """
    lacking = (await pending(database)).revisions
    missing = [one for one in lacking if _kind(one) is Part.BEFORE]
    if missing:
        raise OldTablesError(
            f"the database lacks {', '.join(missing)}, which this version needs. "
            "Run: consult db upgrade"
        )


async def pending(database: Database) -> Pending:
    """Return what the database lacks.

    Raises:
        OldTablesError: it has been changed by a newer version than this one can work with.
    """
    async with database.read() as connection:
        return await connection.run_sync(_pending)


def differences(connection: Connection) -> list[object]:
    """Return how the tables differ from `tables.metadata`; empty when they are the same."""
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return list(compare_metadata(context, metadata))


def upgrade_to(connection: Connection, revision: str) -> None:
    """Make an empty database what it was at `revision`, in the transaction of `connection`.

    Raises:
        OldTablesError: this version does not know that revision.
    """
    if revision not in all_revisions():
        raise OldTablesError(f"{revision} is of a newer version of the program: install that one")
    _run(connection, revision)


def all_revisions() -> tuple[str, ...]:
    """Return every revision that this version knows, the oldest first."""
    return tuple(one.revision for one in reversed(list(_script().walk_revisions())))


def upgrade_in(connection: Connection, part: Part = Part.ALL) -> tuple[str, ...]:
    """Make the pending changes in the transaction of `connection`; see `upgrade`."""
    if connection.dialect.name == "postgresql":
        connection.execute(_ONE_AT_A_TIME)
    now = _pending(connection).part(part)
    if now:
        _run(connection, now[-1])
    return now


def _run(connection: Connection, revision: str) -> None:
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def _pending(connection: Connection) -> Pending:
    current = MigrationContext.configure(connection).get_current_revision()
    known = all_revisions()
    if current is None:
        return Pending(None, known)
    if current in known:
        return Pending(current, known[known.index(current) + 1 :])
    if current == f"{_number(known[-1]) + 1:04}_before":
        return Pending(current, ())
    raise OldTablesError(
        f"the database is at {current}, which this version does not know: it was upgraded by a "
        "newer version. Install that one; there is no way back but a backup."
    )


def _kind(revision: str) -> Part:
    return Part(_parts(revision)[1])


def _number(revision: str) -> int:
    return int(_parts(revision)[0])


def _parts(revision: str) -> tuple[str, str]:
    found = _NAME.fullmatch(revision)
    if found is None:
        raise ValueError(f"{revision} is no name for a migration; see storage/migrations/README.md")
    return found[1], found[2]


def _script() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    return config
