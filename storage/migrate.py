"""Migrations: the tables of a database, brought to what this version needs.

Alembic, set up in code, so that an installed wheel can upgrade without a configuration file. A
revision is named `NNNN_before_…` or `NNNN_after_…`: the first kind is safe while the old version of
the program still runs, the second only once it is gone.
"""

from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from storage.db import Database
from storage.tables import metadata


class OldTablesError(Exception):
    """The database does not have the tables that this version needs."""


async def upgrade(database: Database) -> None:
    """Bring the tables up to date: all of it or nothing; harmless when they are."""
    async with database.begin() as connection:
        await connection.run_sync(_upgrade)


async def check(database: Database) -> None:
    """Raise `OldTablesError`, with the remedy, unless the tables are those of this version."""
    async with database.read() as connection:
        current = await connection.run_sync(_current)
    head = _script().get_current_head()
    if current != head:
        raise OldTablesError(
            f"the database is at {current or 'nothing yet'}, this version needs {head}. "
            "Run: consult db upgrade"
        )


def differences(connection: Connection) -> list[object]:
    """Return how the tables differ from `tables.metadata`; empty when they are the same."""
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return list(compare_metadata(context, metadata))


def _upgrade(connection: Connection) -> None:
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _current(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _script() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())


def _config() -> Config:
    config = Config()
    folder = Path(__file__).parent / "migrations"
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    return config
