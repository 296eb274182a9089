"""The second copy of a round's key: two holders bring it back, and nobody else."""

import msgspec
import pytest
from sqlalchemy import func, select

from dialogs.ports import Changes, Proposal
from storage.db import Database
from storage.holders import HolderWordsError, RoundKeys, new_round_keys
from storage.rounds import get_round, open_round
from storage.statements import Statements, Verdict
from storage.store import SqlStore
from storage.tables import draft
from storage.vault import Vault, VaultError
from storage.vault_copy import bring_back, copy_round_key
from tests.storage.material import BOT, TODAY, example_round, person

REAL = example_round("real", practice=False)


@pytest.fixture
def keys() -> RoundKeys:
    return new_round_keys()


@pytest.fixture
def new_vault(vault: Vault) -> Vault:
    """An empty one, after the first was lost."""
    return Vault.open(vault.path.with_name("new_vault"))


async def _copy(database: Database, vault: Vault, keys: RoundKeys) -> bytes:
    row = await open_round(database, vault, REAL, today=TODAY, public_key=keys.public_key)
    return copy_round_key(vault, row)


async def test_any_two_holders_bring_the_key_back(
    sqlite: Database, vault: Vault, new_vault: Vault, keys: RoundKeys
) -> None:
    copy = await _copy(sqlite, vault, keys)
    key = await bring_back(sqlite, new_vault, copy, keys.words[1:])
    assert key == vault.round_key(REAL.id)
    assert new_vault.round_key(REAL.id) == key
    await open_round(sqlite, new_vault, REAL, today=TODAY)


async def test_the_copy_shows_nothing(sqlite: Database, vault: Vault, keys: RoundKeys) -> None:
    copy = await _copy(sqlite, vault, keys)
    for secret in (vault.round_key(REAL.id).secret, vault.draft_key()):
        assert secret not in copy
        assert secret not in msgspec.json.decode(copy)["box"].encode()


async def test_other_words_do_not_open_it(
    sqlite: Database, vault: Vault, new_vault: Vault, keys: RoundKeys
) -> None:
    copy = await _copy(sqlite, vault, keys)
    for words in (keys.words[:1], new_round_keys().words[:2]):
        with pytest.raises(HolderWordsError):
            await bring_back(sqlite, new_vault, copy, words)
    assert not new_vault.has_round_key(REAL.id)


async def test_a_copy_of_another_round_is_not_taken_for_this_one(
    sqlite: Database, vault: Vault, new_vault: Vault, keys: RoundKeys
) -> None:
    copy = msgspec.json.decode(await _copy(sqlite, vault, keys))
    forged = msgspec.json.encode({**copy, "round": "other"})
    with pytest.raises(HolderWordsError):
        await bring_back(sqlite, new_vault, forged, keys.words[:2])


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b"nonsense",
        b'{"format":2,"round":"a","box":"AA=="}',
        b'{"format":1,"round":"real","box":"CQ=="}',
        b'{"format":1,"round":"\xff","box":"AA=="}',
    ],
)
async def test_something_else_is_refused(
    sqlite: Database, vault: Vault, keys: RoundKeys, content: bytes
) -> None:
    with pytest.raises(VaultError, match="not the sealed copy"):
        await bring_back(sqlite, vault, content, keys.words[:2])


async def test_what_nobody_can_open_any_more_is_erased(
    database: Database, vault: Vault, new_vault: Vault, keys: RoundKeys
) -> None:
    copy = await _copy(database, vault, keys)
    tag = person(vault.round_key(REAL.id), 1)
    store = SqlStore(database, vault.draft_key(), lambda: TODAY)
    async with store.begin(BOT) as work:
        proposal = Proposal(REAL.id, "better", "en", "More benches")
        await work.write(Changes(drafts={tag: b"half way"}, proposed=[proposal]))
    await bring_back(database, vault, copy, keys.words[:2])
    assert await _drafts(database) == 1
    await bring_back(database, new_vault, copy, keys.words[:2])
    assert await _drafts(database) == 0
    again = SqlStore(database, new_vault.draft_key(), lambda: TODAY)
    async with again.begin(BOT) as work:
        await work.read(updates=(), tags=[tag], keys=())
    assert await Statements(database, new_vault.draft_key()).of(REAL.id, Verdict.WAITING) == []
    assert (await get_round(database, REAL.id)).id == REAL.id


async def _drafts(database: Database) -> int:
    async with database.read() as connection:
        return await connection.scalar(select(func.count()).select_from(draft)) or 0
