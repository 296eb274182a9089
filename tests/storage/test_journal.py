"""The journal: what a restore needs, and nothing for anybody else."""

import datetime as dt
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from dialogs.ports import Changes, Finished
from storage.journal import Journal, JournalError, new_key
from storage.vault import Vault, VaultError
from tests.storage.material import TODAY, example_round

ROUND = example_round()
KEY = new_key()
DONE = Finished(ROUND.id, b"{}")


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    opened = Journal.open(tmp_path / "journal.db", KEY, today=TODAY, whole=True)
    yield opened
    opened.close()


def test_it_knows_what_was_noted(journal: Journal) -> None:
    journal.note(Changes(finished={b"one": DONE, b"two": DONE}, entered=[b"anna", b"bekim"]))
    journal.note(Changes(withdrawn=[b"one"], left=[b"anna"]))
    noted = journal.read()
    assert noted.finished == {b"one", b"two"}
    assert noted.withdrawn == {b"one"}
    assert noted.left == {b"anna"}


def test_who_takes_part_again_has_not_left(journal: Journal) -> None:
    journal.note(Changes(left=[b"anna", b"bekim"]))
    journal.note(Changes(entered=[b"anna"]))
    assert journal.read().left == {b"bekim"}
    journal.note(Changes(left=[b"bekim"], entered=[b"bekim"]))
    assert journal.read().left == frozenset()


def test_noting_twice_is_noting_once(journal: Journal) -> None:
    for _ in range(2):
        journal.note(Changes(finished={b"one": DONE}, withdrawn=[b"one"], left=[b"anna"]))
    noted = journal.read()
    assert (len(noted.finished), len(noted.withdrawn), len(noted.left)) == (1, 1, 1)


def test_somebody_who_reads_it_stops_the_noting_for_as_long_as_they_read(
    journal: Journal, tmp_path: Path
) -> None:
    """A program that copies the vault may do so: the next try must not fail because of the last."""
    journal._connection.execute("PRAGMA busy_timeout=0")
    with closing(sqlite3.connect(tmp_path / "journal.db", isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM since").fetchall()
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            journal.note(Changes(withdrawn=[b"one"]))
    journal.note(Changes(withdrawn=[b"two"]))
    assert journal.read().withdrawn == {b"two"}


def test_it_is_still_there_when_opened_again(journal: Journal, tmp_path: Path) -> None:
    journal.note(Changes(withdrawn=[b"one"]))
    journal.close()
    later = TODAY + dt.timedelta(days=3)
    again = Journal.open(tmp_path / "journal.db", KEY, today=later)
    noted = again.read()
    again.close()
    assert noted.withdrawn == {b"one"}
    assert (noted.since, noted.whole) == (TODAY, True)


def test_one_that_began_later_covers_only_later_backups(tmp_path: Path) -> None:
    late = Journal.open(tmp_path / "late.db", KEY, today=TODAY)
    noted = late.read()
    late.close()
    assert not noted.covers(TODAY)
    assert noted.covers(TODAY + dt.timedelta(days=1))


def test_the_key_of_another_database_does_not_open_it(journal: Journal, tmp_path: Path) -> None:
    journal.note(Changes(withdrawn=[b"one"]))
    other = Journal(tmp_path / "journal.db", new_key())
    with pytest.raises(JournalError, match="another database"):
        other.read()
    other.close()


def test_the_order_of_entries_is_not_in_it(journal: Journal, tmp_path: Path) -> None:
    names = [bytes([number]) * 32 for number in range(60)]
    for name in names:
        journal.note(Changes(withdrawn=[name]))
    one = Journal.open(tmp_path / "other.db", KEY, today=TODAY, whole=True)
    for name in reversed(names):
        one.note(Changes(withdrawn=[name]))
    assert journal.read() == one.read()
    one.close()
    assert not (tmp_path / "journal.db-wal").exists()


def test_one_that_others_may_read_is_refused(vault: Vault) -> None:
    vault.journal_file(ROUND.id).touch(mode=0o600)
    vault.journal_file(ROUND.id).chmod(0o644)
    with pytest.raises(VaultError, match="chmod 600"):
        vault.journal_file(ROUND.id)
