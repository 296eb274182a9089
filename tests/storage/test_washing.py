"""What PostgreSQL keeps beside its tables is gone after closing: its log and its statistics."""

import logging
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import pytest_asyncio
from sqlalchemy import delete, make_url

from storage import migrate
from storage.db import Database
from storage.tables import ledger
from tests.storage.conftest import Opener
from tests.support.postgres import NoPostgresError, Postgres, running_postgres

TAGS = [bytes([4]) * 4 + number.to_bytes(2, "big") * 16 for number in range(300)]


@pytest.fixture(scope="module")
def server() -> Iterator[Postgres]:
    """A server of its own, because its log is looked into."""
    try:
        with running_postgres(as_shipped=True) as running:
            yield running
    except NoPostgresError as reason:
        pytest.skip(str(reason))


@pytest_asyncio.fixture
async def erased(server: Postgres, open_database: Opener) -> Database:
    """A database in which many rows were written, looked at and erased."""
    with connected(server) as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")
    database = open_database(server.url())
    await migrate.upgrade(database)
    async with database.begin() as opened:
        await opened.execute(ledger.insert(), [{"tag": tag} for tag in TAGS])
    with connected(server) as connection:
        connection.execute("ANALYZE ledger")
        connection.execute("CHECKPOINT")
    async with database.begin() as opened:
        await opened.execute(delete(ledger))
    return database


def connected(server: Postgres) -> psycopg.Connection:
    """A superuser's connection."""
    return psycopg.connect(f"host={server.folder} user=postgres", autocommit=True)


def found_in(server: Postgres) -> set[str]:
    """The files of the server that hold a tag."""
    files = (file for file in (server.folder / "data").rglob("*") if file.is_file())
    return {file.name for file in files if _holds_a_tag(file)}


def _holds_a_tag(file: Path) -> bool:
    content = file.read_bytes()
    return any(tag in content for tag in TAGS[::20])


def statistics(server: Postgres) -> int:
    """How many columns of the ledger there are statistics of."""
    with connected(server) as connection:
        counted = connection.execute("SELECT count(*) FROM pg_stats WHERE tablename = 'ledger'")
        row = counted.fetchone()
    assert row is not None
    return int(row[0])


async def test_no_file_of_the_server_holds_an_erased_tag(
    server: Postgres, erased: Database
) -> None:
    assert found_in(server), "the search must be able to find"
    assert statistics(server) == 1
    await erased.compact()
    assert statistics(server) == 0
    assert found_in(server) == set()


async def test_the_log_does_not_grow_by_being_washed(server: Postgres, erased: Database) -> None:
    await erased.compact()
    for _ in range(4):
        await erased.forget_drafts()
    segments = list((server.folder / "data" / "pg_wal").glob("0*"))
    assert len(segments) <= 6, "that is min_wal_size, and the one in use"


async def test_statistics_are_not_made_again(server: Postgres, erased: Database) -> None:
    await erased.compact()
    async with erased.begin() as opened:
        await opened.execute(ledger.insert(), [{"tag": tag} for tag in TAGS])
    with connected(server) as connection:
        connection.execute("ANALYZE")
    assert statistics(server) == 0


async def test_who_may_not_wash_is_told_what_to_grant(
    server: Postgres, erased: Database, open_database: Opener, caplog: pytest.LogCaptureFixture
) -> None:
    await erased.close()
    with connected(server) as connection:
        connection.execute("CREATE ROLE plain LOGIN")
        connection.execute("ALTER SCHEMA public OWNER TO plain")
        for name in tables_of(connection):
            connection.execute(f'ALTER TABLE "{name}" OWNER TO plain')
    url = make_url(server.url()).set(username="plain").render_as_string(hide_password=False)
    with caplog.at_level(logging.WARNING, "storage.washing"):
        await open_database(url).compact()
    assert "GRANT pg_checkpoint" in caplog.text
    assert "ALTER DATABASE" in caplog.text
    assert statistics(server) == 0
    caplog.clear()
    with connected(server) as connection:
        connection.execute("GRANT pg_checkpoint, pg_monitor TO plain")
        connection.execute("GRANT EXECUTE ON FUNCTION pg_switch_wal() TO plain")
        connection.execute("ALTER DATABASE postgres OWNER TO plain")
    await open_database(url).compact()
    assert caplog.text == ""
    assert found_in(server) == set()


def tables_of(connection: psycopg.Connection) -> list[str]:
    """The names of all tables."""
    rows = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    return [str(row[0]) for row in rows.fetchall()]
