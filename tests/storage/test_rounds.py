"""Opening a round: keys first, once, and only the wording may change afterwards."""

import datetime as dt

import msgspec
import pytest
from msgspec.structs import replace

from dialogs.round import Round
from dialogs.version import version_of
from storage.db import Database
from storage.holders import combine, new_round_keys
from storage.intake import State
from storage.mending import extend_round
from storage.rounds import (
    KeysMissingError,
    NotOpenError,
    find_round,
    get_round,
    list_rounds,
    load_versions,
    open_round,
    set_state,
)
from storage.sealing import KeyPair
from storage.shape import RoundChangedError
from storage.vault import Vault, VaultError
from tests.storage.material import TODAY, example_round

PRACTICE = example_round()
REAL = example_round("real", practice=False)


async def test_a_practice_round_keeps_its_words_in_the_vault(
    database: Database, vault: Vault
) -> None:
    row = await open_round(database, vault, PRACTICE, today=TODAY)
    assert (row.state, row.opened, row.closed) == (State.OPEN, TODAY, None)
    seed = combine(vault.practice_words(PRACTICE.id)[:2])
    assert KeyPair.from_seed(seed).public_bytes == row.public_key


async def test_a_real_round_needs_its_holders_first(database: Database, vault: Vault) -> None:
    with pytest.raises(KeysMissingError, match="consult keys new"):
        await open_round(database, vault, REAL, today=TODAY)
    assert await list_rounds(database) == []
    keys = new_round_keys()
    row = await open_round(database, vault, REAL, today=TODAY, public_key=keys.public_key)
    assert row.public_key == keys.public_key
    assert vault.practice_words(REAL.id) == ()


async def test_opening_again_changes_nothing(database: Database, vault: Vault) -> None:
    first = await open_round(database, vault, PRACTICE, today=TODAY)
    key = vault.round_key(PRACTICE.id)
    later = TODAY + dt.timedelta(days=1)
    assert await open_round(database, vault, PRACTICE, today=later) == first
    assert vault.round_key(PRACTICE.id) == key


async def test_an_interrupted_opening_goes_on_with_the_same_keys(
    database: Database, vault: Vault
) -> None:
    keys = new_round_keys()
    vault.keep_practice_words(PRACTICE.id, keys.words, practice=True)
    row = await open_round(database, vault, PRACTICE, today=TODAY)
    assert row.public_key == keys.public_key


async def test_a_file_that_does_not_know_the_later_date_is_taken(
    database: Database, vault: Vault
) -> None:
    """A bot that dies after an extension starts again, whatever its file says of the date."""
    await open_round(database, vault, PRACTICE, today=TODAY)
    later = PRACTICE.closes + dt.timedelta(days=7)
    row = await extend_round(database, PRACTICE.id, later)
    assert await open_round(database, vault, PRACTICE, today=TODAY) == row
    even_later = replace(PRACTICE, closes=later + dt.timedelta(days=1))
    with pytest.raises(RoundChangedError):
        await open_round(database, vault, even_later, today=TODAY)


async def test_another_wording_is_not_taken_by_chance(database: Database, vault: Vault) -> None:
    before = await open_round(database, vault, PRACTICE, today=TODAY)
    changed = replace(PRACTICE, purpose={**PRACTICE.purpose, "en": "Mended."})
    with pytest.raises(RoundChangedError, match="consult round mend"):
        await open_round(database, vault, changed, today=TODAY)
    assert await get_round(database, PRACTICE.id) == before
    assert list(await load_versions(database, PRACTICE.id)) == [version_of(PRACTICE)]


async def test_a_closed_round_never_opens_again(database: Database, vault: Vault) -> None:
    await open_round(database, vault, PRACTICE, today=TODAY)
    async with database.begin() as connection:
        await set_state(connection, PRACTICE.id, State.CLOSING)
    with pytest.raises(NotOpenError, match="never opens again"):
        await open_round(database, vault, PRACTICE, today=TODAY)


async def test_the_wrong_vault_is_noticed(sqlite: Database, vault: Vault) -> None:
    await open_round(sqlite, vault, PRACTICE, today=TODAY)
    another = Vault.open(vault.path.with_name("another"))
    with pytest.raises(VaultError, match="not the vault that belongs"):
        await open_round(sqlite, another, PRACTICE, today=TODAY)


async def test_a_round_that_was_never_opened_is_not_found(sqlite: Database) -> None:
    assert await find_round(sqlite, "another") is None
    with pytest.raises(NotOpenError, match="never opened"):
        await get_round(sqlite, "another")


def test_a_version_is_the_hash_of_the_content() -> None:
    copy = msgspec.json.decode(msgspec.json.encode(PRACTICE), type=Round)
    assert version_of(copy) == version_of(PRACTICE)
    assert version_of(replace(PRACTICE, minimum_age=13)) != version_of(PRACTICE)
