"""The settings of a real PostgreSQL server, as they should be and as they should not."""

from collections.abc import Iterator

import psycopg
import pytest

from bot.doctor.base import Site
from bot.doctor.checks import CHECKS
from bot.doctor.examining import server_of
from storage.db import Database
from tests.bot.doctor.sites import House, graver, told
from tests.support.postgres import NoPostgresError, Postgres, running_postgres

NAMES = sorted(name for name in CHECKS if name.startswith("postgres_"))
BAD = {
    "archive_mode": "on",
    "archive_command": "true",
    "wal_keep_size": "64",
    "wal_level": "logical",
    "max_wal_size": "4096",
    "track_commit_timestamp": "on",
    "log_statement": "all",
    "log_min_duration_statement": "0",
    "log_min_duration_sample": "0",
    "log_transaction_sample_rate": "1",
    "log_parameter_max_length_on_error": "-1",
    "log_duration": "on",
    "log_connections": "on",
    "autovacuum": "off",
}
SAID = {
    "postgres_wal": (
        "archive_mode is on", "wal_keep_size is 64", "slot holds the log without limit",
        "max_wal_size", "wal_level",
    ),
    "postgres_traces": (
        "track_commit_timestamp is on", "log_statement is all", "log_min_duration_statement is 0",
        "log_min_duration_sample is 0", "log_transaction_sample_rate is 1",
        "log_parameter_max_length_on_error is -1", "log_duration is on", "log_connections is on",
    ),
    "postgres_vacuum": ("autovacuum is off",),
    "postgres_durability": ("fsync is off", "full_page_writes is off"),
}  # fmt: skip


@pytest.fixture(scope="module")
def server() -> Iterator[Postgres]:
    """A server whose files survive a restart; it skips `fsync`, as all servers of tests do."""
    try:
        with running_postgres(survives=True) as running:
            yield running
    except NoPostgresError as reason:
        pytest.skip(str(reason))


async def facts(server: Postgres) -> dict[str, str]:
    database = Database.open(server.url())
    try:
        return await server_of(database)
    finally:
        await database.close()


def spoil(server: Postgres) -> None:
    with psycopg.connect(f"host={server.folder} user=postgres", autocommit=True) as connection:
        for name, value in BAD.items():
            connection.execute(f"ALTER SYSTEM SET {name} = '{value}'".encode())
    server.stop()
    server.start_again()
    with psycopg.connect(f"host={server.folder} user=postgres", autocommit=True) as connection:
        connection.execute("SELECT pg_create_physical_replication_slot('copy', true)")


async def test_a_server_as_it_comes_is_nearly_right_and_a_bad_one_is_told(
    server: Postgres, house: House
) -> None:
    fresh = await facts(server)
    for name in ("postgres_wal", "postgres_traces", "postgres_vacuum", "postgres_connection"):
        assert await graver(name, house.site(server=fresh)) == [], name
    copied = house.site(server=fresh | {"replicas": "1"})
    assert "keeps a copy of the log" in await told("postgres_wal", copied)
    counting = house.site(server=fresh | {"pg_stat_statements": "1"})
    assert "drop the extension" in await told("postgres_traces", counting)
    spoil(server)
    bad = await facts(server)
    for name, said in SAID.items():
        words = await told(name, house.site(server=bad))
        assert [one for one in said if one not in words] == [], name
        assert all(one.remedy for one in await graver(name, house.site(server=bad)))


async def test_an_open_way_to_another_machine_is_told(house: House) -> None:
    far = {"is_remote": "True", "is_encrypted": "False"}
    assert "sslmode=verify-full" in await told("postgres_connection", house.site(server=far))
    sealed = far | {"is_encrypted": "True"}
    assert await graver("postgres_connection", house.site(server=sealed)) == []


@pytest.mark.parametrize("name", NAMES)
async def test_sqlite_has_none_of_it(house: House, name: str) -> None:
    assert await told(name, house.site()) == ""


async def test_a_setting_that_we_may_not_see_is_said(house: House) -> None:
    site: Site = house.site(server={"slots": "0"})
    assert "pg_read_all_settings" in await told("postgres_wal", site)
