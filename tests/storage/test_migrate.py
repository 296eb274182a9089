"""Migrations make exactly the tables that the code speaks of."""

import pytest
from sqlalchemy import text

from storage import migrate
from storage.db import Database
from storage.migrate import OldTablesError
from storage.tables import metadata
from tests.storage.conftest import Opener


async def test_the_migrated_tables_are_those_of_the_code(database: Database) -> None:
    async with database.read() as connection:
        assert await connection.run_sync(migrate.differences) == []


async def test_a_missing_column_would_be_noticed(database: Database) -> None:
    async with database.begin() as connection:
        await connection.execute(text("ALTER TABLE draft DROP COLUMN day"))
    async with database.read() as connection:
        assert len(await connection.run_sync(migrate.differences)) == 1


async def test_an_empty_database_is_reported_with_the_remedy(
    new_url: str, open_database: Opener
) -> None:
    with pytest.raises(OldTablesError, match="consult db upgrade"):
        await migrate.check(open_database(new_url))


async def test_upgrading_again_changes_nothing(database: Database) -> None:
    await migrate.upgrade(database)
    await migrate.check(database)


async def test_tables_about_people_have_no_hidden_row_number(sqlite: Database) -> None:
    async with sqlite.read() as connection:
        rows = await connection.execute(text("SELECT name, sql FROM sqlite_master"))
        made = {name: sql for name, sql in rows if sql is not None}
    without = {name for name, sql in made.items() if "WITHOUT ROWID" in sql}
    assert without == {"draft", "failing", "ledger", "outbox", "promise", "sealed", "seen", "tally"}
    declared = {one.name: one.kwargs.get("sqlite_with_rowid") for one in metadata.sorted_tables}
    assert without == {name for name, with_rowid in declared.items() if with_rowid is False}
