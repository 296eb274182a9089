"""`consult db`, as it is typed."""

import sqlite3
from pathlib import Path

from storage.lock import ProcessLock
from tests.bot.cli.conftest import Consult


def test_check_names_what_is_pending_and_upgrade_makes_it(consult: Consult, tmp_path: Path) -> None:
    assert "There is no database" in consult("db", "check").refused
    (tmp_path / "consult.db").touch(mode=0o600)
    before = consult("db", "check")
    assert before.code == 1
    assert "0001_before is pending" in before.said
    assert "Run: consult db upgrade" in before.said
    assert consult("db", "upgrade").said.startswith("Made 0001_before, ")
    assert consult("db", "upgrade").said == "Nothing to do.\n"
    after = consult("db", "check")
    assert (after.code, after.said) == (0, "The database is as it must be.\n")


def test_the_before_parts_can_be_made_alone(consult: Consult) -> None:
    assert consult("db", "upgrade", "--before").said.startswith("Made 0001_before, ")
    assert consult("db", "upgrade", "--after").said == "Nothing to do.\n"


def test_checking_does_not_need_the_bot_to_stop_and_upgrading_does(
    consult: Consult, tmp_path: Path
) -> None:
    consult("db", "upgrade")
    lock = ProcessLock(tmp_path / "consult.db.lock")
    lock.acquire()
    assert consult("db", "check").code == 0
    assert "Stop the running `consult serve`" in consult("db", "upgrade").refused
    lock.release()


def test_another_bot_is_for_when_the_old_one_is_stopped(consult: Consult, tmp_path: Path) -> None:
    assert "consult db upgrade" in consult("db", "new-bot").refused
    consult("db", "upgrade")
    assert "started next" in consult("db", "new-bot").said
    lock = ProcessLock(tmp_path / "consult.db.lock")
    lock.acquire()
    assert "Stop the running `consult serve`" in consult("db", "new-bot").refused
    lock.release()


def test_a_newer_database_is_refused_in_plain_words(consult: Consult, tmp_path: Path) -> None:
    consult("db", "upgrade")
    with sqlite3.connect(tmp_path / "consult.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999_after'")
    connection.close()
    assert "Install that one" in consult("db", "upgrade").refused
    assert consult("db", "check").code == 1
