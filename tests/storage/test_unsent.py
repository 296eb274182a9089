"""Drafts when a round closes: counted by the round's rule, and never what must not count."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from dialogs.ports import Changes
from dialogs.round import Round, Unfinished
from storage.closing import close_round
from storage.closing_record import ClosingRecord
from storage.db import Database
from storage.drafts import DraftCipher
from storage.rounds import open_round
from storage.store import SqlStore
from storage.tables import draft
from storage.vault import Vault
from tests.storage.material import (
    BOT,
    TODAY,
    draft_content,
    example_round,
    person,
    reworded,
)

DISCARDING = example_round()
KEEPING = replace(DISCARDING, unfinished=Unfinished.KEEP_ANSWERS)


async def _close_with_drafts(
    database: Database, vault: Vault, out: Path, round_: Round, **others: bytes
) -> ClosingRecord:
    """Close with two drafts that hold answers, and `others` by name."""
    await open_round(database, vault, round_, today=TODAY)
    key = vault.round_key(round_.id)
    drafts = {person(key, number): draft_content(round_, number) for number in (1, 2)}
    drafts |= {person(key, 10 + at): one for at, one in enumerate(others.values())}
    async with SqlStore(database, vault.draft_key(), lambda: TODAY).begin(BOT) as work:
        await work.write(Changes(drafts=drafts))
    words = vault.practice_words(round_.id)[:2]
    return await close_round(database, vault, round_.id, words, out, today=TODAY)


@pytest.mark.parametrize(("round_", "kept"), [(DISCARDING, 0), (KEEPING, 2)])
async def test_the_rule_of_the_round_decides(
    database: Database, vault: Vault, tmp_path: Path, round_: Round, kept: int
) -> None:
    record = await _close_with_drafts(
        database,
        vault,
        tmp_path / "out",
        round_,
        empty=draft_content(round_, 1, 0),
        damaged=b"not a draft",
        strange=draft_content(reworded(round_, "safe"), 1),
    )
    assert (record.finished, record.kept_unsent, record.unfinished) == (kept, kept, 5 - kept)


async def test_a_draft_that_is_due_to_be_erased_does_not_count(
    sqlite: Database, vault: Vault, tmp_path: Path
) -> None:
    old = TODAY.toordinal() - KEEPING.keep_drafts_days - 1
    await open_round(sqlite, vault, KEEPING, today=TODAY)
    async with sqlite.begin() as connection:
        await connection.execute(draft.insert(), _sealed(vault, old, old + 1))
    words = vault.practice_words(KEEPING.id)[:2]
    record = await close_round(sqlite, vault, KEEPING.id, words, tmp_path / "out", today=TODAY)
    assert (record.kept_unsent, record.unfinished) == (1, 1)


def _sealed(vault: Vault, *days: int) -> list[dict[str, object]]:
    key, cipher = vault.round_key(KEEPING.id), DraftCipher(vault.draft_key())
    return [
        {"tag": tag, "box": cipher.seal(tag, draft_content(KEEPING, 1)), "day": day}
        for tag, day in zip((person(key, 1), person(key, 2)), days, strict=True)
    ]


async def test_nobody_counts_twice(sqlite: Database, vault: Vault, tmp_path: Path) -> None:
    await open_round(sqlite, vault, KEEPING, today=TODAY)
    one = person(vault.round_key(KEEPING.id), 1)
    async with SqlStore(sqlite, vault.draft_key(), lambda: TODAY).begin(BOT) as work:
        await work.write(Changes(drafts={one: draft_content(KEEPING, 1)}, entered=(one,)))
    words = vault.practice_words(KEEPING.id)[:2]
    record = await close_round(sqlite, vault, KEEPING.id, words, tmp_path / "out", today=TODAY)
    assert (record.kept_unsent, record.unfinished) == (0, 1)
