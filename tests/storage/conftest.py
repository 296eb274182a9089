"""One database of each kind, with the tables in place, and a vault."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack, ExitStack
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
import pytest_asyncio

from storage import migrate
from storage.db import Database
from storage.vault import Vault
from tests.support.postgres import NoPostgresError, Postgres, running_postgres


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL server, started once."""
    with ExitStack() as stack:
        try:
            server = stack.enter_context(running_postgres())
        except NoPostgresError as reason:
            pytest.skip(str(reason))
        yield server


@pytest.fixture
def new_postgres_url(postgres: Postgres) -> str:
    """The URL of a new, empty database."""
    return create_database(postgres)


def create_database(postgres: Postgres) -> str:
    """Make a new, empty database and return its URL."""
    name = f"test_{uuid4().hex}"
    with psycopg.connect(f"host={postgres.folder} user=postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return postgres.url(name)


@pytest.fixture(params=["sqlite", "postgres"])
def new_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a new, empty database, of each kind in turn."""
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path / 'consult.db'}"
    url: str = request.getfixturevalue("new_postgres_url")
    return url


Opener = Callable[[str], Database]


@pytest_asyncio.fixture
async def open_database() -> AsyncIterator[Opener]:
    """Opens databases that are closed at the end of the test."""
    async with AsyncExitStack() as stack:

        def opened(url: str) -> Database:
            database = Database.open(url)
            stack.push_async_callback(database.close)
            return database

        yield opened


@pytest_asyncio.fixture
async def database(new_url: str, open_database: Opener) -> Database:
    """A database with the tables in place, of each kind in turn."""
    opened = open_database(new_url)
    await migrate.upgrade(opened)
    return opened


@pytest_asyncio.fixture
async def sqlite(tmp_path: Path, open_database: Opener) -> Database:
    """A SQLite database with the tables in place, in `tmp_path / "consult.db"`."""
    opened = open_database(f"sqlite+aiosqlite:///{tmp_path / 'consult.db'}")
    await migrate.upgrade(opened)
    return opened


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    """A new vault."""
    return Vault.open(tmp_path / "vault")
