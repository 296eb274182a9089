"""A store with a journal beside it: both know the same, and neither tells without the other."""

import datetime as dt

import pytest
import pytest_asyncio

from dialogs.ports import Changes, Finished, Tally
from storage.db import Database
from storage.erasing import erase_people
from storage.intake import RoundClosedError, State
from storage.journal import Journal, Noted
from storage.journalling import journal_of, journals_of
from storage.rounds import get_round, open_round, set_state
from storage.store import SqlStore
from storage.vault import Vault
from tests.storage.material import BOT, TODAY, content, example_round, person, response

ROUND = example_round()
KEY = b"k" * 32
LATER = TODAY + dt.timedelta(days=2)


@pytest_asyncio.fixture
async def opened(sqlite: Database, vault: Vault) -> Database:
    await open_round(sqlite, vault, ROUND, today=TODAY)
    return sqlite


def _plain(database: Database, vault: Vault) -> SqlStore:
    return SqlStore(database, vault.draft_key(), lambda: TODAY)


def _finish(vault: Vault) -> Changes:
    said = content(response(ROUND, 1))
    tag = person(vault.round_key(ROUND.id), 1)
    return Changes(entered=[tag], finished={KEY: Finished(ROUND.id, said)})


async def _write(database: Database, vault: Vault, changes: Changes, day: dt.date = TODAY) -> None:
    async with journals_of(database, vault, [ROUND.id], today=day) as journals:
        store = SqlStore(database, vault.draft_key(), lambda: day, journals=journals)
        async with store.begin(BOT) as work:
            await work.write(changes)


async def _noted(database: Database, vault: Vault) -> Noted:
    key = (await get_round(database, ROUND.id)).journal_key
    assert key is not None
    journal = Journal(vault.journal_file(ROUND.id), key)
    try:
        return journal.read()
    finally:
        journal.close()


async def test_what_is_committed_is_noted(opened: Database, vault: Vault) -> None:
    await _write(opened, vault, _finish(vault))
    noted = await _noted(opened, vault)
    assert noted.finished == {KEY}
    assert (noted.whole, noted.since) == (True, TODAY)


@pytest.mark.parametrize(
    "before",
    [
        Changes(finished={KEY: Finished(ROUND.id, content(response(ROUND, 1)))}),
        Changes(tallies={Tally(ROUND.id, "withdrawn", "en"): 1}),
    ],
)
async def test_one_that_begins_late_does_not_claim_to_know_everything(
    opened: Database, vault: Vault, before: Changes
) -> None:
    async with _plain(opened, vault).begin(BOT) as work:
        await work.write(before)
    await _write(opened, vault, Changes(), day=LATER)
    noted = await _noted(opened, vault)
    assert (noted.whole, noted.since) == (False, LATER)


async def test_neither_vault_nor_database_alone_can_read_it(opened: Database, vault: Vault) -> None:
    changes = _finish(vault)
    (tag,) = changes.entered
    await _write(opened, vault, changes)
    await _write(opened, vault, Changes(withdrawn=[KEY], left=[tag]))
    row = await get_round(opened, ROUND.id)
    assert row.journal_key is not None
    kept = [file for file in vault.path.rglob("*") if file.is_file()]
    assert vault.journal_file(ROUND.id) in kept
    for file in kept:
        raw = file.read_bytes()
        assert not any(secret in raw for secret in (tag, KEY, row.journal_key)), file.name


@pytest.mark.parametrize("fails", ["database", "journal"])
async def test_neither_is_written_when_the_batch_is_refused(
    opened: Database, vault: Vault, fails: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    changes = _finish(vault)
    with monkeypatch.context() as patch:
        if fails == "journal":
            patch.setattr(Journal, "note", _disk_full)
        else:
            async with opened.begin() as connection:
                await set_state(connection, ROUND.id, State.CLOSING)
        with pytest.raises((RoundClosedError, OSError)):
            await _write(opened, vault, changes)
    async with _plain(opened, vault).begin(BOT) as work:
        known = await work.read(updates=(), tags=changes.entered, keys=[KEY])
    assert not known.took_part
    assert not known.sealed
    assert not (await _noted(opened, vault)).finished


def _disk_full(_journal: Journal, _changes: Changes) -> None:
    raise OSError(28, "No space left on device")


async def test_it_ends_with_the_round(opened: Database, vault: Vault) -> None:
    await _write(opened, vault, _finish(vault))
    file = vault.journal_file(ROUND.id)
    assert file.stat().st_mode & 0o777 == 0o600
    vault.destroy_round(ROUND.id)
    assert list(file.parent.iterdir()) == []


async def test_a_round_that_has_ended_has_none(opened: Database, vault: Vault) -> None:
    async with opened.begin() as connection:
        await erase_people(connection, ROUND.id, State.CLOSED, TODAY)
    async with journal_of(opened, vault, ROUND.id, today=TODAY) as journal:
        assert journal is None
    assert not vault.journal_file(ROUND.id).exists()
