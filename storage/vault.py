"""The vault: a directory of keys, outside the database and outside its backups.

    session.key                          opens drafts
    signing.key                          signs closing records; it stays when rounds go
    rounds/<id>.key                      makes the tags of a round
    rounds/<id>.practice-words.json      the holders' words of a practice round, never of a real one
    rounds/<id>.ended                    nothing; this round is over and no backup brings it back
    journal/<id>.db                      what backups of this round cannot know (`storage.journal`)

Directories are 0700 and files 0600; anything looser is refused. A key file appears whole or not at
all, and is never written over.

Two keys may come from elsewhere, as systemd's credentials do: the session key, and a vault key with
which the other key files are wrapped (`storage.wrapping`). Round keys themselves cannot: they are
made when a round opens and destroyed when it closes, and a credential can be neither.
"""

import os
from collections.abc import Sequence
from pathlib import Path

import msgspec

from storage.drafts import KEY_BYTES
from storage.shredding import shred
from storage.signing import SIGNING_KEY_BYTES
from storage.steps import reach
from storage.tags import RoundKey
from storage.vault_files import (
    VaultError,
    leftovers,
    read,
    refuse_loose,
    replace,
    write_new,
)
from storage.wrapping import KEY_BYTES as WRAP_BYTES
from storage.wrapping import WrapError, is_wrapped, unwrap, wrap

_ROUND_KEY_BYTES = 32


class PracticeWords(msgspec.Struct, frozen=True, kw_only=True):
    """The words of all holders of a practice round. The file says loudly what it is."""

    practice: bool
    warning: str = "PRACTICE ROUND: these words protect nothing. Never use them for a real round."
    words: tuple[str, ...]

    def __repr__(self) -> str:
        return f"PracticeWords({len(self.words)} holders)"


class Vault:
    """An open vault. Use `Vault.open`, or the bare constructor to look without making anything."""

    def __init__(
        self, path: Path, vault_key: bytes | None = None, session_key: bytes | None = None
    ) -> None:
        self.path = path
        self._vault_key = vault_key
        self._session_key = session_key

    @classmethod
    def open(
        cls, path: Path, *, vault_key: bytes | None = None, session_key: bytes | None = None
    ) -> "Vault":
        """Open the vault in directory `path`, made when missing.

        Args:
            path: the directory.
            vault_key: what its key files are wrapped with (32 bytes); None when they are not.
            session_key: the key of the drafts (32 bytes), when it is kept elsewhere.

        Raises:
            VaultError: others than the owner may read it, it is not a directory, or a key that
                comes from elsewhere is not one.
        """
        for key, length in ((vault_key, WRAP_BYTES), (session_key, KEY_BYTES)):
            if key is not None and len(key) != length:
                raise VaultError(
                    f"a key of the vault has {len(key)} bytes, and {length} are needed"
                )
        if path.exists() and not path.is_dir():
            raise VaultError(f"{path} is a file, and the vault is a folder; CONSULT_VAULT names it")
        for directory in (path, path / "rounds", path / "journal"):
            directory.mkdir(mode=0o700, parents=True, exist_ok=True)
            refuse_loose(directory)
        return cls(path, vault_key, session_key)

    def draft_key(self) -> bytes:
        """Return the key of the drafts, made when there is none yet (32 bytes)."""
        file = self.path / "session.key"
        if self._session_key is not None:
            if file.exists():
                raise VaultError(
                    f"there are two session keys: {file} and the one from outside. Drafts need the "
                    "one they were written with; take the other away."
                )
            return self._session_key
        if not file.exists():
            self._keep(file, os.urandom(KEY_BYTES))
        return self._key(file, KEY_BYTES)

    def has_draft_key(self) -> bool:
        """Return whether the key of the drafts is here."""
        return self._session_key is not None or (self.path / "session.key").exists()

    def has_signing_key(self) -> bool:
        """Return whether this vault has ever signed anything."""
        return (self.path / "signing.key").exists()

    def signing_key(self) -> bytes:
        """Return the key that signs closing records and backups (32 bytes), made when missing."""
        file = self.path / "signing.key"
        if not file.exists():
            self._keep(file, os.urandom(SIGNING_KEY_BYTES))
        return self._key(file, SIGNING_KEY_BYTES)

    def create_round_key(self, round_id: str) -> RoundKey:
        """Make the key of a round that is about to open; the same one when it was made before.

        Raises:
            VaultError: a round of this id has ended. What remains of it in backups stays shut.
        """
        file = self._round_file(round_id, "key")
        if self.has_ended(round_id):
            raise VaultError(
                f"a round {round_id} has ended with this vault: give the new one another id"
            )
        if not file.exists():
            self._keep(file, os.urandom(_ROUND_KEY_BYTES))
        return self.round_key(round_id)

    def round_key(self, round_id: str) -> RoundKey:
        """Return the key of an open round.

        Raises:
            VaultError: there is none. It is not made anew, or people could take part twice.
        """
        file = self._round_file(round_id, "key")
        if not file.exists():
            raise VaultError(
                f"the vault {self.path} has no key for round {round_id}: either the round is "
                "closed, or this is not the vault that belongs to the database"
            )
        return RoundKey(round_id, self._key(file, _ROUND_KEY_BYTES))

    def has_round_key(self, round_id: str) -> bool:
        """Return whether the key of this round is here."""
        return self._round_file(round_id, "key").exists()

    def bring_back(self, key: RoundKey) -> None:
        """Put back the key of a round from its sealed copy; an existing one stays as it is.

        Raises:
            VaultError: the round has ended.
        """
        if self.has_ended(key.round_id):
            raise VaultError(f"round {key.round_id} has ended; its key stays destroyed")
        self._keep(self._round_file(key.round_id, "key"), key.secret)

    def journal_file(self, round_id: str) -> Path:
        """Return where the journal of a round is, whether there is one or not.

        Raises:
            VaultError: others than the owner may read it.
        """
        file = self.path / "journal" / self._round_file(round_id, "db").name
        if file.exists():
            refuse_loose(file)
        return file

    def has_ended(self, round_id: str) -> bool:
        """Return whether this round was closed or cancelled, so that its key was destroyed."""
        return self._round_file(round_id, "ended").exists()

    def keep_practice_words(self, round_id: str, words: Sequence[str], *, practice: bool) -> None:
        """Keep the words of all holders, for a practice round only.

        Raises:
            VaultError: the round is a real one; its words belong on paper, apart from each other.
        """
        if not practice:
            raise VaultError(f"round {round_id} is real: its holders' words are never kept here")
        kept = PracticeWords(practice=True, words=tuple(words))
        file = self._round_file(round_id, "practice-words.json")
        self._keep(file, msgspec.json.format(msgspec.json.encode(kept)))

    def practice_words(self, round_id: str) -> tuple[str, ...]:
        """Return the words of all holders of a practice round; empty when none are kept."""
        file = self._round_file(round_id, "practice-words.json")
        if not file.exists():
            return ()
        return msgspec.json.decode(self._read(file), type=PracticeWords).words

    def destroy_round(self, round_id: str) -> None:
        """Destroy everything the vault holds of a round; harmless when nothing is left.

        Files are overwritten before they are removed. A disk that moves blocks about, or a host
        that takes snapshots, may keep a copy all the same.
        """
        write_new(self._round_file(round_id, "ended"), b"")
        reach("round marked as ended")
        for file in self.files_of(round_id):
            shred(file)
            reach(f"{file.suffix} file of the vault destroyed")

    def files_of(self, round_id: str) -> list[Path]:
        """Return the files that hold something of a round; none once it was destroyed."""
        journal = self.journal_file(round_id)
        files = [
            self._round_file(round_id, "key"),
            self._round_file(round_id, "practice-words.json"),
            journal,
            journal.with_name(f"{journal.name}-journal"),
        ]
        beside = [one for file in files for one in leftovers(file)]
        return [*(file for file in files if file.exists()), *beside]

    def _round_file(self, round_id: str, suffix: str) -> Path:
        if not round_id.replace("_", "").isalnum() or not round_id.isascii():
            raise VaultError("a round id holds letters, digits and _ only")
        return self.path / "rounds" / f"{round_id}.{suffix}"

    def wrap_all(self) -> int:
        """Wrap every key file that is not wrapped yet, and return how many; needs a vault key.

        Raises:
            VaultError: there is no vault key.
        """
        if self._vault_key is None:
            raise VaultError("there is no vault key to wrap with")
        files = self._key_files()
        plain = [file for file in files if not is_wrapped(read(file)) or leftovers(file)]
        for file in plain:
            content = read(file)
            bare = self._read(file) if is_wrapped(content) else content
            replace(file, wrap(self._vault_key, file.name, bare))
        return len(plain)

    def plain_files(self) -> list[Path]:
        """Return the key files that are not wrapped."""
        return [file for file in self._key_files() if not is_wrapped(read(file))]

    def _key_files(self) -> list[Path]:
        own = (self.path / "session.key", self.path / "signing.key")
        rounds = sorted((self.path / "rounds").glob("[!.]*"))
        return [file for file in (*own, *rounds) if file.exists() and file.suffix != ".ended"]

    def _keep(self, file: Path, content: bytes) -> None:
        key = self._vault_key
        write_new(file, content if key is None else wrap(key, file.name, content))

    def _key(self, file: Path, length: int) -> bytes:
        key = self._read(file)
        if len(key) != length:
            raise VaultError(
                f"{file} is damaged: it should hold {length} bytes. Restore the vault."
            )
        return key

    def _read(self, file: Path) -> bytes:
        content, key = read(file), self._vault_key
        if key is None and is_wrapped(content):
            raise VaultError(
                f"{file} is wrapped with a vault key, and there is none: run this where systemd "
                "passes the credential consult.vault-key"
            )
        if key is None:
            return content
        if not is_wrapped(content):
            raise VaultError(f"{file} is not wrapped, and there is a vault key: consult keys wrap")
        try:
            return unwrap(key, file.name, content)
        except WrapError:
            raise VaultError(
                f"{file} was wrapped with another vault key, or is damaged: pass the credential "
                "consult.vault-key that it was made with"
            ) from None


__all__ = ["PracticeWords", "Vault", "VaultError"]
