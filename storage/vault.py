"""The vault: a directory of keys, outside the database and outside its backups.

    session.key                          opens drafts
    signing.key                          signs closing records; it stays when rounds go
    rounds/<id>.key                      makes the tags of a round
    rounds/<id>.practice-words.json      the holders' words of a practice round, never of a real one
    rounds/<id>.ended                    nothing; this round is over and no backup brings it back
    journal/<id>.db                      what backups of this round cannot know (`storage.journal`)

Directories are 0700 and files 0600; anything looser is refused. A key file appears whole or not at
all, and is never written over.
"""

import os
import stat
from collections.abc import Sequence
from pathlib import Path

import msgspec

from storage.drafts import KEY_BYTES
from storage.shredding import shred, sync_directory
from storage.signing import SIGNING_KEY_BYTES
from storage.steps import reach
from storage.tags import RoundKey

_ROUND_KEY_BYTES = 32


class VaultError(Exception):
    """The vault is not as it must be; the message says what to do."""


class PracticeWords(msgspec.Struct, frozen=True, kw_only=True):
    """The words of all holders of a practice round. The file says loudly what it is."""

    practice: bool
    warning: str = "PRACTICE ROUND: these words protect nothing. Never use them for a real round."
    words: tuple[str, ...]

    def __repr__(self) -> str:
        return f"PracticeWords({len(self.words)} holders)"


class Vault:
    """An open vault. Use `Vault.open`."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @classmethod
    def open(cls, path: Path) -> "Vault":
        """Open the vault in directory `path`, made when missing.

        Raises:
            VaultError: others than the owner may read it, or it is not a directory.
        """
        for directory in (path, path / "rounds", path / "journal"):
            directory.mkdir(mode=0o700, parents=True, exist_ok=True)
            _refuse_loose(directory)
        return cls(path)

    def draft_key(self) -> bytes:
        """Return the key of the drafts, made when there is none yet (32 bytes)."""
        file = self.path / "session.key"
        if not file.exists():
            _write_new(file, os.urandom(KEY_BYTES))
        return _read_key(file, KEY_BYTES)

    def has_draft_key(self) -> bool:
        """Return whether the key of the drafts is here."""
        return (self.path / "session.key").exists()

    def signing_key(self) -> bytes:
        """Return the key that signs closing records, made when there is none yet (32 bytes)."""
        file = self.path / "signing.key"
        if not file.exists():
            _write_new(file, os.urandom(SIGNING_KEY_BYTES))
        return _read_key(file, SIGNING_KEY_BYTES)

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
            _write_new(file, os.urandom(_ROUND_KEY_BYTES))
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
        return RoundKey(round_id, _read_key(file, _ROUND_KEY_BYTES))

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
        _write_new(self._round_file(key.round_id, "key"), key.secret)

    def journal_file(self, round_id: str) -> Path:
        """Return where the journal of a round is, whether there is one or not.

        Raises:
            VaultError: others than the owner may read it.
        """
        file = self.path / "journal" / self._round_file(round_id, "db").name
        if file.exists():
            _refuse_loose(file)
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
        _write_new(file, msgspec.json.format(msgspec.json.encode(kept)))

    def practice_words(self, round_id: str) -> tuple[str, ...]:
        """Return the words of all holders of a practice round; empty when none are kept."""
        file = self._round_file(round_id, "practice-words.json")
        if not file.exists():
            return ()
        return msgspec.json.decode(_read(file), type=PracticeWords).words

    def destroy_round(self, round_id: str) -> None:
        """Destroy everything the vault holds of a round; harmless when nothing is left.

        Files are overwritten before they are removed. A disk that moves blocks about, or a host
        that takes snapshots, may keep a copy all the same.
        """
        _write_new(self._round_file(round_id, "ended"), b"")
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
        return [file for file in files if file.exists()]

    def _round_file(self, round_id: str, suffix: str) -> Path:
        if not round_id.replace("_", "").isalnum() or not round_id.isascii():
            raise VaultError("a round id holds letters, digits and _ only")
        return self.path / "rounds" / f"{round_id}.{suffix}"


def _read_key(file: Path, length: int) -> bytes:
    key = _read(file)
    if len(key) != length:
        raise VaultError(f"{file} is damaged: it should hold {length} bytes. Restore the vault.")
    return key


def _read(file: Path) -> bytes:
    _refuse_loose(file)
    return file.read_bytes()


def _refuse_loose(path: Path) -> None:
    mode = path.stat(follow_symlinks=False).st_mode
    if stat.S_ISLNK(mode):
        raise VaultError(f"{path} is a link; the vault must be the real thing")
    wanted = "700" if stat.S_ISDIR(mode) else "600"
    if stat.S_IMODE(mode) & 0o077:
        raise VaultError(
            f"others may read {path} (mode {stat.S_IMODE(mode):o}). "
            f"Run: chmod {wanted} {path} - and if others had access, treat the key as known."
        )


def _write_new(file: Path, content: bytes) -> None:
    """Make `file` with `content`, durable, whole or not at all; an existing one stays as it is."""
    draft = file.with_name(f".{file.name}.{os.urandom(4).hex()}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        try:
            os.link(draft, file)
        except FileExistsError:
            return
    finally:
        draft.unlink()
    sync_directory(file.parent)
