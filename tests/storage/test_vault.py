"""The vault: keys outside the database, for their owner alone."""

import threading
from pathlib import Path

import pytest

from storage.vault import Vault, VaultError

WORDS = ("one sheet", "another sheet", "a third sheet")


def test_a_new_vault_is_for_its_owner_alone(vault: Vault) -> None:
    vault.draft_key()
    vault.create_round_key("evenings")
    vault.keep_practice_words("evenings", WORDS, practice=True)
    everything = [vault.path, *vault.path.rglob("*")]
    assert len(everything) == 6
    for path in everything:
        assert path.stat().st_mode & 0o777 == (0o700 if path.is_dir() else 0o600), path


def test_keys_stay_the_same_and_differ_from_each_other(vault: Vault) -> None:
    key = vault.create_round_key("evenings")
    assert vault.create_round_key("evenings") == key
    again = Vault.open(vault.path)
    assert again.round_key("evenings") == key
    assert again.draft_key() == vault.draft_key()
    secrets = {key.secret, vault.draft_key(), vault.create_round_key("mornings").secret}
    assert {len(secret) for secret in secrets} == {32}
    assert len(secrets) == 3


def test_a_lost_round_key_is_not_made_anew(vault: Vault) -> None:
    with pytest.raises(VaultError, match="no key for round evenings"):
        vault.round_key("evenings")


def test_many_at_once_agree_on_one_key(vault: Vault) -> None:
    keys: list[bytes] = []
    threads = [threading.Thread(target=lambda: keys.append(vault.draft_key())) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(keys) == 8
    assert len(set(keys)) == 1


def test_practice_words_come_back_and_are_marked(vault: Vault) -> None:
    assert vault.practice_words("evenings") == ()
    vault.keep_practice_words("evenings", WORDS, practice=True)
    assert vault.practice_words("evenings") == WORDS
    file = vault.path / "rounds" / "evenings.practice-words.json"
    assert "PRACTICE ROUND" in file.read_text()


def test_words_of_a_real_round_are_never_kept(vault: Vault) -> None:
    with pytest.raises(VaultError, match="evenings is real"):
        vault.keep_practice_words("evenings", WORDS, practice=False)
    assert list((vault.path / "rounds").iterdir()) == []


def test_destroying_a_round_leaves_the_others(vault: Vault) -> None:
    vault.create_round_key("evenings")
    vault.keep_practice_words("evenings", WORDS, practice=True)
    other = vault.create_round_key("mornings")
    vault.destroy_round("evenings")
    vault.destroy_round("evenings")
    names = sorted(path.name for path in (vault.path / "rounds").iterdir())
    assert names == ["evenings.ended", "mornings.key"]
    assert (vault.path / "rounds" / "evenings.ended").read_bytes() == b""
    assert vault.round_key("mornings") == other


def test_a_round_that_has_ended_gets_no_key_again(vault: Vault) -> None:
    key = vault.create_round_key("evenings")
    vault.destroy_round("evenings")
    assert vault.has_ended("evenings")
    assert not vault.has_round_key("evenings")
    with pytest.raises(VaultError, match="another id"):
        vault.create_round_key("evenings")
    with pytest.raises(VaultError, match="stays destroyed"):
        vault.bring_back(key)


def test_a_loose_directory_is_refused_with_the_remedy(vault: Vault) -> None:
    vault.path.chmod(0o750)
    with pytest.raises(VaultError, match=f"chmod 700 {vault.path}"):
        Vault.open(vault.path)


def test_a_loose_key_is_refused_with_the_remedy(vault: Vault) -> None:
    vault.create_round_key("evenings")
    file = vault.path / "rounds" / "evenings.key"
    file.chmod(0o604)
    with pytest.raises(VaultError, match=f"chmod 600 {file}"):
        vault.round_key("evenings")


def test_a_linked_key_is_refused(vault: Vault, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_bytes(b"k" * 32)
    (vault.path / "session.key").symlink_to(elsewhere)
    with pytest.raises(VaultError, match="is a link"):
        vault.draft_key()


def test_a_damaged_key_is_refused(vault: Vault) -> None:
    vault.draft_key()
    (vault.path / "session.key").write_bytes(b"short")
    with pytest.raises(VaultError, match="damaged"):
        vault.draft_key()


@pytest.mark.parametrize("round_id", ["../evenings", "a/b", "", "večeri", "."])
def test_a_round_id_cannot_leave_the_vault(vault: Vault, round_id: str) -> None:
    with pytest.raises(VaultError):
        vault.create_round_key(round_id)


KEY, OTHER = bytes(range(32)), bytes(32)


def wrapped(vault: Vault, key: bytes | None = KEY) -> Vault:
    return Vault.open(vault.path, vault_key=key)


def test_a_wrapped_vault_holds_no_key_in_the_clear(vault: Vault) -> None:
    opened = wrapped(vault)
    secrets = [opened.draft_key(), opened.create_round_key("evenings").secret]
    opened.keep_practice_words("evenings", WORDS, practice=True)
    on_disk = b"".join(file.read_bytes() for file in vault.path.rglob("*") if file.is_file())
    assert not any(secret in on_disk for secret in (*secrets, b"another sheet"))
    again = wrapped(vault)
    assert [again.draft_key(), again.round_key("evenings").secret] == secrets
    assert again.practice_words("evenings") == WORDS
    again.destroy_round("evenings")
    assert again.files_of("evenings") == []


def test_a_wrapped_vault_without_its_key_says_which_credential_is_missing(vault: Vault) -> None:
    wrapped(vault).create_round_key("evenings")
    with pytest.raises(VaultError, match=r"consult\.vault-key"):
        vault.round_key("evenings")
    with pytest.raises(VaultError, match="another vault key"):
        wrapped(vault, OTHER).round_key("evenings")


def test_a_wrapped_key_cannot_pass_for_another(vault: Vault) -> None:
    opened = wrapped(vault)
    opened.create_round_key("evenings")
    opened.create_round_key("mornings")
    folder = vault.path / "rounds"
    evenings, mornings = folder / "evenings.key", folder / "mornings.key"
    evenings.write_bytes(mornings.read_bytes())
    with pytest.raises(VaultError, match="damaged"):
        opened.round_key("evenings")


def test_plain_keys_are_wrapped_on_purpose_and_stay_the_same(vault: Vault) -> None:
    key = vault.create_round_key("evenings")
    vault.draft_key()
    vault.create_round_key("mornings")
    vault.destroy_round("mornings")
    opened = wrapped(vault)
    with pytest.raises(VaultError, match="consult keys wrap"):
        opened.round_key("evenings")
    assert opened.wrap_all() == 2
    assert opened.wrap_all() == 0
    assert opened.round_key("evenings") == key
    assert [one.name for one in vault.path.rglob(".*")] == []
    assert (vault.path / "session.key").stat().st_mode & 0o777 == 0o600
    with pytest.raises(VaultError, match="no vault key"):
        vault.wrap_all()


def test_what_an_interrupted_wrapping_left_is_removed(vault: Vault) -> None:
    key = vault.create_round_key("evenings")
    file = vault.path / "rounds" / "evenings.key"
    (left := file.with_name(".evenings.key.old")).hardlink_to(file)
    assert left in vault.files_of("evenings")
    opened = wrapped(vault)
    assert opened.wrap_all() == 1
    assert not left.exists()
    assert opened.round_key("evenings") == key


def test_the_session_key_may_come_from_elsewhere(vault: Vault) -> None:
    opened = Vault.open(vault.path, session_key=KEY)
    assert opened.has_draft_key()
    assert opened.draft_key() == KEY
    assert not (vault.path / "session.key").exists()
    vault.draft_key()
    with pytest.raises(VaultError, match="two session keys"):
        opened.draft_key()


def test_a_key_of_another_length_is_refused(vault: Vault) -> None:
    with pytest.raises(VaultError, match="31 bytes"):
        wrapped(vault, KEY[1:])
