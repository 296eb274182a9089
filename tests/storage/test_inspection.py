"""What `consult db check` finds: real damage, real settings, each with a remedy."""

from pathlib import Path

from sqlalchemy import text

from storage import migrate
from storage.db import Database
from storage.inspection import inspect
from tests.storage.conftest import Opener


async def test_a_sound_database_has_no_findings(sqlite: Database) -> None:
    assert await inspect(sqlite) == []


async def test_a_server_that_could_lose_answers_is_reported(
    new_postgres_url: str, open_database: Opener
) -> None:
    database = open_database(new_postgres_url)
    await migrate.upgrade(database)
    found = [finding.what.split()[0] for finding in await inspect(database)]
    assert found == ["fsync", "full_page_writes", "synchronous_commit"]


async def test_everything_pending_is_named(new_url: str, open_database: Opener) -> None:
    found = await inspect(open_database(new_url))
    named = {finding.what.split()[0] for finding in found if "pending" in finding.what}
    assert named == set(migrate.all_revisions())
    assert all(finding.remedy for finding in found)


async def test_tables_changed_by_hand_are_reported(database: Database) -> None:
    async with database.begin() as connection:
        await connection.execute(text("ALTER TABLE draft ADD COLUMN who text"))
    assert any("differ" in finding.what for finding in await inspect(database))


async def test_a_newer_database_is_reported(database: Database) -> None:
    async with database.begin() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9998_after'"))
    (found,) = await inspect(database)
    assert "9998_after" in found.what
    assert "newer version" in found.remedy


async def test_a_damaged_file_is_reported(tmp_path: Path, open_database: Opener) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'damaged.db'}"
    database = Database.open(url)
    await migrate.upgrade(database)
    async with database.begin() as connection:
        await connection.execute(
            text("INSERT INTO seen (bot, update_id, day) SELECT 1, value, 1 FROM json_each(:many)"),
            {"many": str(list(range(2000)))},
        )
    await database.close()
    file = tmp_path / "damaged.db"
    raw = bytearray(file.read_bytes())
    raw[-4096:-2048] = bytes(2048)
    file.write_bytes(raw)
    assert any("damaged" in finding.what for finding in await inspect(open_database(url)))


async def test_a_row_without_its_round_is_reported(sqlite: Database) -> None:
    async with sqlite.engine.connect() as connection:
        await connection.exec_driver_sql("ROLLBACK")
        await connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        await connection.exec_driver_sql("INSERT INTO sealed VALUES (x'01', 'gone', x'02')")
        await connection.exec_driver_sql("PRAGMA foreign_keys=ON")
        await connection.exec_driver_sql("BEGIN")
    assert [finding.what for finding in await inspect(sqlite)] == ["1 rows belong to no round."]


async def test_another_way_of_writing_is_reported(sqlite: Database) -> None:
    async with sqlite.read() as connection:
        await connection.exec_driver_sql("PRAGMA secure_delete=OFF")
    assert [finding.what for finding in await inspect(sqlite)] == ["secure_delete is 0, not 1."]
