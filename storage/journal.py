"""The journal of a round: what a backup cannot know, kept beside the vault, outside the database.

When an open round is brought back from a backup, everything since then is forgotten, and two things
must not be: a response that was taken back must not return, and who took it back may take part
again. The journal knows these, and which responses were finished, so that losses can be counted.

It is a set, not a log: no order, no time. Its entries are sealed (AES-SIV) under a key that lies in
the database and its backups, so that the vault by itself, journal included, names nobody, and the
database by itself neither. It ends with the round.
"""

import datetime as dt
import os
import sqlite3
import threading
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from dialogs.ports import Changes

KEY_BYTES = 32

_SIV_BYTES = 64
_TABLES = (
    "CREATE TABLE IF NOT EXISTS since (day INTEGER PRIMARY KEY, whole INTEGER NOT NULL)",
    """CREATE TABLE IF NOT EXISTS entry (
        kind INTEGER NOT NULL, box BLOB NOT NULL, PRIMARY KEY (kind, box)
    ) WITHOUT ROWID""",
)
_SETTINGS = ("journal_mode=TRUNCATE", "synchronous=FULL", "secure_delete=ON", "busy_timeout=5000")
"""Not WAL: such a log would keep the order in which entries came."""


class JournalError(Exception):
    """A journal does not open; the message says what to do."""


class _Kind(IntEnum):
    FINISHED = 1
    WITHDRAWN = 2
    LEFT = 3


@dataclass(frozen=True)
class Noted:
    """What a journal holds.

    Attributes:
        since: the day it began; before that it knows nothing, unless it is whole.
        whole: it began with the round.
        finished: row keys of responses that were ever finished.
        withdrawn: row keys of responses that were taken back.
        left: tags of people who took their response back and have not taken part again.
    """

    since: dt.date
    whole: bool
    finished: frozenset[bytes]
    withdrawn: frozenset[bytes]
    left: frozenset[bytes]

    def covers(self, day: dt.date) -> bool:
        """Return whether it knows everything that happened after a backup of this day."""
        return self.whole or self.since < day


class Journal:
    """An open journal. Use `Journal.open`, and `close` it; a call is durable when it returns."""

    def __init__(self, file: Path, key: bytes) -> None:
        self._file = file
        self._turn = threading.Lock()
        self._connection = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
        for setting in _SETTINGS:
            self._connection.execute(f"PRAGMA {setting}")
        derived = HKDF(SHA256(), _SIV_BYTES, salt=None, info=b"consult/journal/1").derive(key)
        self._cipher = AESSIV(derived)

    @classmethod
    def open(cls, file: Path, key: bytes, *, today: dt.date, whole: bool = False) -> "Journal":
        """Open the journal in `file`, begun when there is none yet.

        Args:
            file: where it is, in the vault.
            key: 32 bytes, from the round's row in the database.
            today: the day it begins, if it does.
            whole: the round has only just begun, so that nothing was missed.
        """
        file.touch(mode=0o600, exist_ok=True)
        journal = cls(file, key)
        journal._begin(today, whole=whole)
        return journal

    def close(self) -> None:
        """Close the file; harmless when it is closed."""
        self._connection.close()

    @staticmethod
    def is_about(changes: Changes) -> bool:
        """Return whether there is anything in `changes` to be noted."""
        return bool(changes.finished or changes.withdrawn or changes.left or changes.entered)

    def note(self, changes: Changes) -> None:
        """Note what a restore would need of `changes`; harmless when called again.

        Called before the database commits, so a withdrawal that was confirmed is always in it. One
        that the database then refused is in it too: its owner had asked for it.
        """
        new = [
            *self._rows(_Kind.FINISHED, changes.finished),
            *self._rows(_Kind.WITHDRAWN, changes.withdrawn),
            *self._rows(_Kind.LEFT, changes.left),
        ]
        back = self._rows(_Kind.LEFT, changes.entered)
        if new or back:
            with self._transaction() as connection:
                connection.executemany("INSERT OR IGNORE INTO entry VALUES (?, ?)", sorted(new))
                connection.executemany("DELETE FROM entry WHERE kind = ? AND box = ?", back)

    def read(self) -> Noted:
        """Return everything in it.

        Raises:
            JournalError: it belongs to another database, or is damaged.
        """
        entries: dict[_Kind, set[bytes]] = {kind: set() for kind in _Kind}
        with self._transaction() as connection:
            since, whole = connection.execute("SELECT day, whole FROM since").fetchone()
            for kind, box in connection.execute("SELECT kind, box FROM entry"):
                entries[_Kind(kind)].add(self._open(_Kind(kind), box))
        return Noted(
            dt.date.fromordinal(since),
            bool(whole),
            frozenset(entries[_Kind.FINISHED]),
            frozenset(entries[_Kind.WITHDRAWN]),
            frozenset(entries[_Kind.LEFT]),
        )

    def _rows(self, kind: _Kind, contents: Collection[bytes]) -> list[tuple[int, bytes]]:
        return [(kind, self._cipher.encrypt(one, [bytes([kind])])) for one in contents]

    def _open(self, kind: _Kind, box: bytes) -> bytes:
        try:
            return self._cipher.decrypt(box, [bytes([kind])])
        except InvalidTag:
            raise JournalError(
                f"{self._file} does not open: it belongs to another database than this backup. "
                "Move it away to go on without it; the brief will say what cannot be known."
            ) from None

    def _begin(self, today: dt.date, *, whole: bool) -> None:
        with self._transaction() as connection:
            for table in _TABLES:
                connection.execute(table)
            connection.execute(
                "INSERT INTO since SELECT ?, ? WHERE NOT EXISTS (SELECT 1 FROM since)",
                (today.toordinal(), whole),
            )

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self._turn:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:  # a full disk may have ended it already
                    self._connection.execute("ROLLBACK")
                raise


def new_key() -> bytes:
    """Return a key for a new journal."""
    return os.urandom(KEY_BYTES)
