"""What lies on disk while a round is open: nothing readable, nothing that points to anyone."""

from pathlib import Path

import pytest_asyncio
from sqlalchemy import select

from dialogs.answers import answered
from dialogs.ports import Changes, Finished
from dialogs.questions.base import Measure
from storage.db import Database
from storage.rounds import open_round
from storage.store import SqlStore
from storage.tables import draft, ledger, sealed
from storage.tags import tag
from storage.vault import Vault
from tests.storage.material import BOT, TODAY, content, example_round, response

ROUNDS = (example_round("first"), example_round("second"))
USER = "7423450017"
WORDS = "canary words of a young person"
HALF = "canary words not sent yet"


@pytest_asyncio.fixture
async def store(sqlite: Database, vault: Vault) -> SqlStore:
    for round_ in ROUNDS:
        await open_round(sqlite, vault, round_, today=TODAY)
    return SqlStore(sqlite, vault.draft_key(), lambda: TODAY)


def _tags(vault: Vault) -> list[bytes]:
    return [tag(vault.round_key(round_.id), "telegram", USER) for round_ in ROUNDS]


async def _answer(store: SqlStore, vault: Vault) -> None:
    first, second = _tags(vault)
    text = next(one.id for one in ROUNDS[0].questions if one.measure is Measure.TEXT)
    said = content(response(ROUNDS[0], 1, **{text: answered(WORDS)}))
    async with store.begin(BOT) as work:
        await work.write(
            Changes(
                drafts={second: HALF.encode()},
                entered=(first,),
                finished={b"r" * 32: Finished(ROUNDS[0].id, said)},
            )
        )


def _on_disk(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.glob("consult.db*")}


async def test_nothing_said_and_nobody_is_readable_on_disk(
    store: SqlStore, vault: Vault, tmp_path: Path
) -> None:
    await _answer(store, vault)
    files = _on_disk(tmp_path)
    assert any(_tags(vault)[0] in raw for raw in files.values()), "the search must be able to find"
    for name, raw in files.items():
        for canary in (WORDS, HALF, USER, "canary"):
            assert canary.encode() not in raw, name


async def test_the_keys_are_not_in_the_database(
    store: SqlStore, vault: Vault, tmp_path: Path
) -> None:
    await _answer(store, vault)
    secrets = [vault.draft_key(), *(vault.round_key(round_.id).secret for round_ in ROUNDS)]
    words = vault.practice_words("first")[0].encode()
    for name, raw in _on_disk(tmp_path).items():
        assert not any(secret in raw for secret in (*secrets, words)), name


async def test_one_person_in_two_rounds_shares_no_bytes(store: SqlStore, vault: Vault) -> None:
    await _answer(store, vault)
    first, second = _tags(vault)
    assert first[:4] != second[:4]
    assert not {first[at : at + 4] for at in range(33)} & {second[at : at + 4] for at in range(33)}


async def test_boxes_of_one_size_whatever_was_said(store: SqlStore, sqlite: Database) -> None:
    text = next(one.id for one in ROUNDS[0].questions if one.measure is Measure.TEXT)
    finished = {
        bytes([length % 251]) * 32: Finished(
            "first", content(response(ROUNDS[0], 1, **{text: answered("x" * length)}))
        )
        for length in range(0, 300, 10)
    }
    async with store.begin(BOT) as work:
        await work.write(Changes(finished=finished))
    async with sqlite.read() as connection:
        boxes = (await connection.scalars(select(sealed.c.box))).all()
    assert len(boxes) == 30
    assert len({len(box) for box in boxes}) <= 2


async def test_an_erased_draft_is_gone_from_disk(
    store: SqlStore, sqlite: Database, vault: Vault, tmp_path: Path
) -> None:
    await _answer(store, vault)
    second = _tags(vault)[1]
    async with sqlite.read() as connection:
        box = await connection.scalar(select(draft.c.box).where(draft.c.tag == second))
    assert box is not None
    async with store.begin(BOT) as work:
        await work.write(Changes(drafts={second: None}))
    await sqlite.compact()
    for name, raw in _on_disk(tmp_path).items():
        assert second not in raw, name
        assert box not in raw, name


async def test_tables_about_people_say_nothing_more_than_they_must() -> None:
    columns = {table.name: set(table.c.keys()) for table in (draft, ledger, sealed)}
    assert columns == {
        "draft": {"tag", "box", "day"},
        "ledger": {"tag"},
        "sealed": {"row_key", "round", "box"},
    }
