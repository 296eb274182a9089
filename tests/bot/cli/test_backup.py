"""`consult backup`, `consult restore` and the sealed copies of keys, as they are typed."""

import asyncio
from pathlib import Path

import pytest
from pyrage import x25519  # type: ignore[import-untyped]  # ships no types

from storage import migrate
from storage.db import Database
from storage.journalling import journal_of
from storage.lock import ProcessLock
from storage.rounds import open_round
from storage.vault import Vault
from tests.bot.cli.conftest import Consult
from tests.storage.material import TODAY, example_round

ROUND = example_round()


@pytest.fixture
def identity(tmp_path: Path) -> x25519.Identity:
    """A new key pair; the private half is in `key.txt`."""
    made = x25519.Identity.generate()
    (tmp_path / "key.txt").write_text(f"{made}\n")
    return made


@pytest.fixture(autouse=True)
def opened(tmp_path: Path) -> None:
    """A practice round is open, and its journal has begun."""

    async def run() -> None:
        database = Database.open(f"sqlite+aiosqlite:///{tmp_path / 'consult.db'}")
        vault = Vault.open(tmp_path / "vault")
        await migrate.upgrade(database)
        await open_round(database, vault, ROUND, today=TODAY)
        async with journal_of(database, vault, ROUND.id, today=TODAY):
            pass
        await database.close()

    asyncio.run(run())


def test_a_backup_beside_a_running_bot_comes_back_in_a_new_file(
    consult: Consult, identity: x25519.Identity, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock = ProcessLock(tmp_path / "consult.db.lock")
    lock.acquire()
    made = consult("backup", "b.age", "--to", str(identity.to_public()))
    assert made.code == 0
    assert made.said.startswith(
        "b.age is written. Rounds: 1, sealed responses: 0. Signed with the key "
    )
    lock.release()
    assert "into a new one only" in consult("restore", "b.age", "--identity", "key.txt").refused
    monkeypatch.setenv("CONSULT_DATABASE", f"sqlite+aiosqlite:///{tmp_path / 'new.db'}")
    restored = consult("restore", "b.age", "--identity", "key.txt")
    assert restored.code == 0
    assert "The backup was made with this vault." in restored.said
    assert "0 responses since then are lost, 0 withdrawals were repeated." in restored.said
    assert consult("db", "check").code == 0


def test_the_public_key_can_be_a_setting(
    consult: Consult, identity: x25519.Identity, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "age-keygen" in consult("backup", "b.age").refused
    monkeypatch.setenv("CONSULT_BACKUP_TO", str(identity.to_public()))
    assert consult("backup", "b.age").code == 0


def test_what_is_missing_is_said_in_plain_words(
    consult: Consult, identity: x25519.Identity, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    consult("backup", "b.age", "--to", str(identity.to_public()))
    monkeypatch.setenv("CONSULT_DATABASE", f"sqlite+aiosqlite:///{tmp_path / 'new.db'}")
    monkeypatch.setenv("CONSULT_VAULT", str(tmp_path / "new_vault"))
    assert "holds no private key" in consult("restore", "b.age", "--identity", "b.age").refused
    assert "cannot be read" in consult("restore", "none.age", "--identity", "key.txt").refused
    said = consult("restore", "b.age", "--identity", "key.txt").said
    assert "nobody knows how many responses" in said
    assert "consult keys recover" in said


def test_a_lost_vault_is_mended_with_the_holders_words(
    consult: Consult, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = Vault.open(tmp_path / "vault").practice_words(ROUND.id)
    copied = consult("keys", "copy", ROUND.id, "copy.json")
    assert (copied.code, copied.said) == (0, f"copy.json: two holders of {ROUND.id} can open it.\n")
    assert "cannot be written" in consult("keys", "copy", ROUND.id, "copy.json").refused
    assert "never opened" in consult("keys", "copy", "other", "other.json").refused
    monkeypatch.setenv("CONSULT_VAULT", str(tmp_path / "new_vault"))
    typed = f"{words[0]}\n{words[2]}\n"
    recovered = consult("keys", "recover", "copy.json", typed=typed)
    assert recovered.said.endswith(f"The vault has the key of {ROUND.id} again.\n")
    assert words[0] not in recovered.said
    assert Vault.open(tmp_path / "new_vault").has_round_key(ROUND.id)
