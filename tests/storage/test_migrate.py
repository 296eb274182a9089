"""Migrations make exactly the tables that the code speaks of, in two parts."""

import asyncio
import re
import shutil
from pathlib import Path

import pytest
from sqlalchemy import text

from storage import migrate
from storage.db import Database
from storage.migrate import OldTablesError, Part, Pending
from storage.tables import metadata
from tests.storage.conftest import Opener

COLUMN = """
import sqlalchemy as sa
from alembic import op

revision = "{name}"
down_revision = "{follows}"


def upgrade() -> None:
    {step}
"""
ADD = 'op.add_column("draft", sa.Column("extra", sa.Integer()))'
DROP = 'op.drop_column("draft", "extra")'


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
    assert await migrate.upgrade(database) == ()
    await migrate.check(database)


async def test_two_databases_are_filled_at_the_same_time(
    tmp_path: Path, open_database: Opener
) -> None:
    both = [open_database(f"sqlite+aiosqlite:///{tmp_path / name}.db") for name in ("one", "two")]
    made = await asyncio.gather(*(migrate.upgrade(one) for one in both))
    assert set(made) == {migrate.all_revisions()}


async def test_two_that_start_together_make_the_tables_once(
    new_postgres_url: str, open_database: Opener
) -> None:
    both = [open_database(new_postgres_url) for _ in range(2)]
    made = await asyncio.gather(*(migrate.upgrade(one) for one in both))
    assert sorted(map(len, made)) == [0, len(migrate.all_revisions())]


async def test_tables_about_people_have_no_hidden_row_number(sqlite: Database) -> None:
    async with sqlite.read() as connection:
        rows = await connection.execute(text("SELECT name, sql FROM sqlite_master"))
        made = {name: sql for name, sql in rows if sql is not None}
    without = {name for name, sql in made.items() if "WITHOUT ROWID" in sql}
    assert without >= {"draft", "ledger", "sealed", "seen", "tally"}
    declared = {one.name: one.kwargs.get("sqlite_with_rowid") for one in metadata.sorted_tables}
    assert without == {name for name, with_rowid in declared.items() if with_rowid is False}


def test_files_follow_the_rule() -> None:
    files = sorted((migrate.FOLDER / "versions").glob("[0-9]*.py"))
    names = [re.fullmatch(r"(\d{4}_(?:before|after))_[a-z_]+", file.stem) for file in files]
    assert all(names)
    assert [name[1] for name in names if name] == sorted(
        migrate.all_revisions(), key=lambda one: (one[:4], one.endswith("after"))
    )
    before = [one[:4] for one in migrate.all_revisions() if one.endswith("before")]
    assert before == sorted({one[:4] for one in migrate.all_revisions()})


@pytest.fixture
def next_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[str, str]:
    """A version of the program with one more change, in both parts."""
    last = migrate.all_revisions()[-1]
    names = (f"{int(last[:4]) + 1:04}_before", f"{int(last[:4]) + 1:04}_after")
    folder = tmp_path / "migrations"
    shutil.copytree(migrate.FOLDER, folder)
    for name, follows, step in ((names[0], last, ADD), (names[1], names[0], DROP)):
        made = COLUMN.format(name=name, follows=follows, step=step)
        (folder / "versions" / f"{name}_extra.py").write_text(made)
    monkeypatch.setattr(migrate, "FOLDER", folder)
    return names


async def _columns(database: Database) -> set[str]:
    async with database.read() as connection:
        return set((await connection.execute(text("SELECT * FROM draft"))).keys())


async def test_each_part_is_made_when_it_is_asked_for(
    database: Database, next_version: tuple[str, str]
) -> None:
    before, after = next_version
    assert (await migrate.pending(database)).revisions == (before, after)
    with pytest.raises(OldTablesError, match=before):
        await migrate.check(database)
    assert await migrate.upgrade(database, Part.BEFORE) == (before,)
    assert "extra" in await _columns(database)
    await migrate.check(database)
    assert await migrate.upgrade(database, Part.BEFORE) == ()
    assert await migrate.upgrade(database, Part.AFTER) == (after,)
    assert "extra" not in await _columns(database)
    assert (await migrate.pending(database)).revisions == ()


async def test_an_after_part_never_comes_first(
    database: Database, next_version: tuple[str, str]
) -> None:
    with pytest.raises(OldTablesError, match=f"{next_version[0]} has to be made first"):
        await migrate.upgrade(database, Part.AFTER)
    assert (await migrate.pending(database)).revisions == next_version


def test_a_before_part_behind_an_after_part_is_not_jumped_to() -> None:
    lacking = Pending("0001_before", ("0002_before", "0002_after", "0003_before"))
    with pytest.raises(OldTablesError, match="more than one version behind"):
        lacking.part(Part.BEFORE)
    assert lacking.part(Part.ALL) == lacking.revisions


async def test_the_old_program_runs_beside_the_next_before_part_and_not_longer(
    database: Database, next_version: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    await migrate.upgrade(database, Part.BEFORE)
    newer = migrate.FOLDER
    monkeypatch.undo()
    await migrate.check(database)
    await migrate.at_start(database)
    monkeypatch.setattr(migrate, "FOLDER", newer)
    await migrate.upgrade(database, Part.AFTER)
    monkeypatch.undo()
    with pytest.raises(OldTablesError, match=f"{next_version[1]}, which this version does not"):
        await migrate.check(database)


async def test_a_start_upgrades_only_what_nobody_else_can_be_using(
    database: Database, next_version: tuple[str, str]
) -> None:
    if database.is_sqlite:
        await migrate.at_start(database)
        assert (await migrate.pending(database)).revisions == ()
    else:
        with pytest.raises(OldTablesError, match=r"lacks .*_before"):
            await migrate.at_start(database)
        assert (await migrate.pending(database)).revisions == next_version


async def test_a_start_fills_an_empty_database(new_url: str, open_database: Opener) -> None:
    database = open_database(new_url)
    await migrate.at_start(database)
    assert (await migrate.pending(database)).revisions == ()
