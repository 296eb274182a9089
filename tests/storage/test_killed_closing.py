"""A closing that is killed at any step and called again ends as if nothing had happened."""

import asyncio
import hashlib
import json
import shutil
import signal
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import psycopg
import pyarrow.parquet as pq  # type: ignore[import-untyped]  # the package ships no types
import pytest
from msgspec.structs import replace
from sqlalchemy import select

from dialogs.codes import row_key
from dialogs.ports import Changes, Finished, Tally
from dialogs.round import Unfinished
from storage import join, migrate
from storage.db import Database
from storage.holders import combine
from storage.rounds import open_round
from storage.sealing import KeyPair
from storage.steps import watched
from storage.store import SqlStore
from storage.tables import metadata, round_table
from storage.vault import Vault
from tests.storage.conftest import create_database
from tests.storage.killed_closing import close, close_and_die
from tests.storage.material import (
    BOT,
    TODAY,
    content,
    draft_content,
    example_round,
    person,
    response,
)
from tests.support.postgres import Postgres

pytestmark = pytest.mark.long

ROUND = replace(example_round(), unfinished=Unfinished.KEEP_ANSWERS, themes_by_group=True)
OTHER = example_round("other")
COUNT = 12

BEFORE_REWRITING = (
    "intake stopped",
    "responses unsealed",
    "responses half written",
    "responses written",
    "texts written",
    "data written",
    "data verified",
    "join written",
    "join verified",
    "record written",
    "record signed",
    "dataset durable",
    "round frozen",
    "dataset in place",
    "people half erased",
    "people erased",
    "round marked as ended",
    ".key file of the vault destroyed",
    ".json file of the vault destroyed",
)
REWRITING = {
    "sqlite": (
        "database copied",
        "log emptied",
        "old database kept",
        "new database in place",
        "old database overwritten",
    ),
    "postgres": ("draft rewritten", "sealed rewritten", "statement rewritten", "log washed"),
}
CASES = [
    pytest.param(kind, step, id=f"{kind}: {step}")
    for kind, rewriting in REWRITING.items()
    for step in (*BEFORE_REWRITING, *rewriting)
]


@dataclass(frozen=True)
class Place:
    """A database with a round to close, its vault, and room for the dataset."""

    url: str
    folder: Path
    words: tuple[str, ...]

    async def close(self) -> None:
        await close(self.url, self.folder, ROUND.id, self.words)


async def _fill(url: str, folder: Path) -> Place:
    database, vault = Database.open(url), Vault.open(folder / "vault")
    await migrate.upgrade(database)
    store = SqlStore(database, vault.draft_key(), lambda: TODAY)
    for round_ in (ROUND, OTHER):
        await open_round(database, vault, round_, today=TODAY)
        key = vault.round_key(round_.id)
        changes = Changes(
            drafts={person(key, 100 + number): draft_content(round_, number) for number in (0, 2)},
            entered=[person(key, number) for number in range(COUNT)],
            finished={
                row_key(f"{round_.id}-{number}"): Finished(
                    round_.id, content(response(round_, number))
                )
                for number in range(COUNT)
            },
            tallies={Tally(round_.id, "started", "en"): COUNT + 2},
        )
        async with store.begin(BOT) as work:
            await work.write(changes)
    await database.close()
    vault.signing_key()
    return Place(url, folder, vault.practice_words(ROUND.id)[:2])


@pytest.fixture(scope="module")
def on_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Place:
    folder = tmp_path_factory.mktemp("sqlite")
    return asyncio.run(_fill(f"sqlite+aiosqlite:///{folder / 'consult.db'}", folder))


@pytest.fixture(scope="module")
def on_postgres(tmp_path_factory: pytest.TempPathFactory, postgres: Postgres) -> Place:
    return asyncio.run(_fill(create_database(postgres), tmp_path_factory.mktemp("postgres")))


def _copy(kind: str, request: pytest.FixtureRequest, to: Path) -> Place:
    """Return a copy of the filled place that may be destroyed."""
    filled: Place = request.getfixturevalue(f"on_{kind}")
    shutil.copytree(filled.folder, to)
    if kind == "sqlite":
        return Place(f"sqlite+aiosqlite:///{to / 'consult.db'}", to, filled.words)
    server: Postgres = request.getfixturevalue("postgres")
    name, template = f"test_{uuid4().hex}", filled.url.partition("@/")[2].partition("?")[0]
    with psycopg.connect(f"host={server.folder} user=postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
    return Place(server.url(name), to, filled.words)


async def _end_state(place: Place) -> dict[str, object]:
    """Return all that is there in the end, but for what chance decides: ids and orders."""
    out = place.folder / "made" / "dataset"
    record = json.loads((out / "closing.json").read_bytes())
    digests = {name: hashlib.sha256((out / name).read_bytes()).hexdigest() for name in
               ("responses.parquet", "texts.parquet")}  # fmt: skip
    assert digests.items() <= record.pop("hashes").items()
    join.check(out, record.pop("join"))
    return {
        "record": record,
        "responses": _rows(out / "responses.parquet", "response"),
        "texts": _rows(out / "texts.parquet", "text"),
        "linked": _linked(out, place.words),
        "tables": await _tables(place, out),
        "files": sorted(str(file.relative_to(place.folder)) for file in place.folder.rglob("*")),
    }


def _rows(file: Path, chance: str) -> list[str]:
    rows = pq.read_table(file).drop_columns([chance]).to_pylist()
    return sorted(json.dumps(row) for row in rows)


def _linked(out: Path, words: tuple[str, ...]) -> list[str]:
    """Return what the sealed link tells, by the words of each text and the rest of its response."""
    suite = join.sealed(out)[0]
    linked = join.opened(out, ROUND.id, KeyPair.from_seed(combine(words), suite=suite))
    texts = {row["text"]: row for row in pq.read_table(out / "texts.parquet").to_pylist()}
    rows = pq.read_table(out / "responses.parquet").to_pylist()
    responses = {row.pop("response"): row for row in rows}
    return sorted(
        json.dumps([texts[text]["words"], responses[response]]) for text, response in linked.items()
    )


async def _tables(place: Place, out: Path) -> dict[str, list[str]]:
    database = Database.open(place.url)
    async with database.read() as connection:
        digest = await connection.scalar(
            select(round_table.c.dataset).where(round_table.c.id == ROUND.id)
        )
        tables = {
            table.name: sorted(
                repr(tuple(row)).replace(str(digest), "its digest")
                for row in await connection.execute(select(table))
            )
            for table in metadata.sorted_tables
        }
    await database.close()
    assert digest == hashlib.sha256((out / "closing.json").read_bytes()).hexdigest()
    return tables


@pytest.mark.parametrize("kind", REWRITING)
def test_undisturbed_it_reaches_every_step(
    kind: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    place, reached = _copy(kind, request, tmp_path / "place"), list[str]()
    with watched(reached.append):
        asyncio.run(place.close())
    expected = (*BEFORE_REWRITING, *REWRITING[kind])
    assert [step for step in reached if step in expected] == list(expected)
    others = set(reached) - set(expected)
    assert all(step.endswith(" rewritten") for step in others), "a table like those that are named"


@pytest.fixture(scope="module")
def undisturbed(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, dict[str, object]]:
    """How it ends on each kind of database when nobody disturbs it."""
    ends = {}
    for kind in REWRITING:
        place = _copy(kind, request, tmp_path_factory.mktemp("undisturbed") / "place")
        asyncio.run(place.close())
        ends[kind] = asyncio.run(_end_state(place))
    return ends


@pytest.mark.parametrize(("kind", "step"), CASES)
def test_killed_and_called_again_it_ends_the_same(
    kind: str,
    step: str,
    request: pytest.FixtureRequest,
    undisturbed: dict[str, dict[str, object]],
    tmp_path: Path,
) -> None:
    place = _copy(kind, request, tmp_path / "place")
    died = close_and_die(place.url, place.folder, ROUND.id, place.words, step)
    assert died == -signal.SIGKILL
    asyncio.run(place.close())
    assert asyncio.run(_end_state(place)) == undisturbed[kind]


def test_the_end_is_what_it_should_be(undisturbed: dict[str, dict[str, object]]) -> None:
    for end in undisturbed.values():
        record = end["record"]
        assert isinstance(record, dict)
        counts = [record[name] for name in ("finished", "kept_unsent", "unfinished")]
        assert counts == [COUNT + 1, 1, 1], "one draft holds no answer"
        assert isinstance(end["responses"], list)
        assert len(end["responses"]) == COUNT + 1
    assert undisturbed["sqlite"]["files"] == [
        "consult.db",
        "consult.db.door",
        "consult.db.lock",
        "made",
        "made/dataset",
        "made/dataset/closing.json",
        "made/dataset/closing.json.sig",
        "made/dataset/closing.pem",
        "made/dataset/codebook.json",
        "made/dataset/join.sealed",
        "made/dataset/responses.parquet",
        "made/dataset/round.json",
        "made/dataset/texts.parquet",
        "vault",
        "vault/journal",
        "vault/rounds",
        "vault/rounds/other.key",
        "vault/rounds/other.practice-words.json",
        "vault/rounds/our_evenings.ended",
        "vault/session.key",
        "vault/signing.key",
    ]
