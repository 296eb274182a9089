"""What the server keeps of erased rows is shown as it is set."""

from storage.db import Database
from storage.server_settings import ServerSetting, server_settings
from tests.storage.conftest import Opener


def _by_name(settings: list[ServerSetting]) -> dict[str, ServerSetting]:
    return {one.name: one for one in settings}


async def test_our_own_sqlite_is_as_it_should_be(sqlite: Database) -> None:
    settings = await server_settings(sqlite)
    assert [one.name for one in settings if not one.is_right] == []
    assert _by_name(settings)["journal_mode"].value == "wal"


async def test_a_setting_made_wrong_is_seen(sqlite: Database) -> None:
    async with sqlite.read() as connection:
        await connection.exec_driver_sql("PRAGMA secure_delete=OFF")
    wrong = [one for one in await server_settings(sqlite) if not one.is_right]
    assert [(one.name, one.value, one.advised) for one in wrong] == [("secure_delete", "0", "1")]


async def test_on_postgresql_each_setting_has_a_value_an_advice_and_a_reason(
    new_postgres_url: str, open_database: Opener
) -> None:
    settings = await server_settings(open_database(new_postgres_url))
    assert all(one.value is not None and one.advised and one.why for one in settings)
    found = _by_name(settings)
    assert found["archive_mode"].is_right
    assert found["replication slots"].value == "0"
    assert not found["wal_recycle"].is_right, "on, unless somebody has read this"
