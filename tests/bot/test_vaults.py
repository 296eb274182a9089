"""The vault with systemd's credentials: a folder, named by an environment variable."""

from pathlib import Path

import pytest

from bot.settings import Settings, SettingsError
from bot.vaults import SESSION_KEY, VAULT_KEY, open_vault
from storage.vault import VaultError

KEY = bytes(range(32))


@pytest.fixture
def credentials(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "credentials").mkdir()
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path / "credentials"))
    monkeypatch.setenv("CONSULT_VAULT", str(tmp_path / "vault"))
    return tmp_path / "credentials"


def test_a_vault_key_wraps_what_lies_on_the_disk(credentials: Path, tmp_path: Path) -> None:
    (credentials / VAULT_KEY).write_bytes(KEY)
    secret = open_vault(Settings()).create_round_key("evenings").secret
    assert secret not in (tmp_path / "vault" / "rounds" / "evenings.key").read_bytes()
    (credentials / VAULT_KEY).unlink()
    with pytest.raises(VaultError, match=r"consult\.vault-key"):
        open_vault(Settings()).round_key("evenings")


def test_a_session_key_is_never_written(credentials: Path, tmp_path: Path) -> None:
    (credentials / SESSION_KEY).write_bytes(KEY)
    assert open_vault(Settings()).draft_key() == KEY
    assert not (tmp_path / "vault" / "session.key").exists()


def test_without_credentials_the_vault_is_as_before(credentials: Path, tmp_path: Path) -> None:
    key = open_vault(Settings()).draft_key()
    assert (tmp_path / "vault" / "session.key").read_bytes() == key
    assert list(credentials.iterdir()) == []


def test_a_credential_that_is_no_key_is_refused_with_the_remedy(credentials: Path) -> None:
    (credentials / VAULT_KEY).write_text("secret")
    with pytest.raises(SettingsError, match=r"6 bytes.*systemd-creds encrypt"):
        open_vault(Settings())
