"""Databases of earlier versions, kept as files, are upgraded and used."""

import base64
import sqlite3
from pathlib import Path

import msgspec
import psycopg
import pytest
import pytest_asyncio
from sqlalchemy import func, select

from dialogs.codes import row_key
from dialogs.ports import Changes
from storage import migrate
from storage.db import Database
from storage.inspection import inspect
from storage.migrate import OldTablesError
from storage.rounds import get_round
from storage.store import SqlStore
from storage.tables import round_table, seen, tally
from storage.vault import Vault
from tests.storage.conftest import Opener
from tests.storage.material import BOT, TODAY, person

KEPT = Path(__file__).parent / "old_databases"
REVISIONS = sorted(file.name.split(".")[0] for file in KEPT.glob("*.sqlite.sql"))
ROUND = "our_evenings"


@pytest.fixture(params=REVISIONS)
def revision(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest_asyncio.fixture
async def old(new_url: str, open_database: Opener, revision: str) -> Database:
    """A database as it was at `revision`, of each kind in turn."""
    database = open_database(new_url)
    if database.is_sqlite:
        assert database.engine.url.database is not None
        with sqlite3.connect(database.engine.url.database) as connection:
            connection.executescript((KEPT / f"{revision}.sqlite.sql").read_text())
        connection.close()
    else:
        name, folder = database.engine.url.database, database.engine.url.query["host"]
        with psycopg.connect(f"host={folder} user=postgres dbname={name}") as server:
            server.execute((KEPT / f"{revision}.postgresql.sql").read_bytes())
    return database


@pytest.fixture
def old_vault(tmp_path: Path) -> Vault:
    """The vault that belongs to them."""
    vault = Vault.open(tmp_path / "old_vault")
    files = msgspec.json.decode((KEPT / "vault.json").read_bytes(), type=dict[str, str])
    for name, content in files.items():
        file = vault.path / name
        file.write_bytes(base64.b64decode(content))
        file.chmod(0o600)
    return vault


def test_one_is_kept_of_every_revision_but_the_newest() -> None:
    assert sorted(migrate.all_revisions()[:-1]) == REVISIONS


async def test_an_old_database_is_refused_with_the_remedy_until_it_is_upgraded(
    old: Database,
) -> None:
    with pytest.raises(OldTablesError, match="consult db upgrade"):
        await migrate.check(old)
    assert any("consult db upgrade" in finding.remedy for finding in await inspect(old))
    await migrate.upgrade(old)
    await migrate.check(old)
    async with old.read() as connection:
        assert await connection.run_sync(migrate.differences) == []


async def test_everything_in_it_is_still_there_and_still_opens(
    old: Database, old_vault: Vault
) -> None:
    await migrate.upgrade(old)
    people = [person(old_vault.round_key(ROUND), number) for number in (0, 1, 2, 1000)]
    keys = [row_key(f"{ROUND}-{number}") for number in range(3)]
    store = SqlStore(old, old_vault.draft_key(), lambda: TODAY)
    async with store.begin(BOT) as work:
        known = await work.read(updates=(1, 2, 3, 4), tags=people, keys=keys)
    assert known.seen == {1, 2, 3}
    assert known.drafts == {people[3]: b"half way"}
    assert known.took_part == set(people[:3])
    assert known.sealed == dict.fromkeys(keys, ROUND)
    async with old.read() as connection:
        assert await connection.scalar(select(func.sum(tally.c.count))) == 4
        assert await connection.scalar(select(func.count()).select_from(seen)) == 3


async def test_people_go_on_in_it(old: Database, old_vault: Vault) -> None:
    await migrate.upgrade(old)
    row = await get_round(old, ROUND)
    assert row.opened == TODAY
    newcomer = person(old_vault.round_key(ROUND), 5)
    store = SqlStore(old, old_vault.draft_key(), lambda: TODAY)
    async with store.begin(BOT) as work:
        await work.write(Changes(entered=[newcomer], withdrawn=[row_key(f"{ROUND}-0")]))
    async with store.begin(BOT) as work:
        after = await work.read(updates=(), tags=[newcomer], keys=[row_key(f"{ROUND}-0")])
    assert after.took_part == {newcomer}
    assert not after.sealed


async def test_a_round_that_was_open_gets_a_key_for_its_journal(old: Database) -> None:
    await migrate.upgrade(old)
    async with old.read() as connection:
        keys = (await connection.scalars(select(round_table.c.journal_key))).all()
    assert [len(key) for key in keys] == [32]
