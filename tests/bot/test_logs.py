"""Log files: one a day, without tokens, and for a week only."""

import datetime as dt
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.forgetting import Forgetting
from bot.logs import KEEP_DAYS, erase_old_logs, set_up
from storage import migrate
from storage.db import Database

FIRST = dt.date(2026, 12, 28)
TOKEN = "4242424242:practice-token-for-logging-000000000000"


class Calendar:
    """A date that a test moves."""

    def __init__(self) -> None:
        self.day = FIRST

    def today(self) -> dt.date:
        return self.day


@pytest.fixture
def calendar(tmp_path: Path) -> Iterator[Calendar]:
    calendar, root = Calendar(), logging.getLogger()
    before, level = root.handlers[:], root.level
    set_up(tmp_path / "logs", calendar.today)
    yield calendar
    root.handlers[:] = before
    root.setLevel(level)


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in (folder / "logs").iterdir())


def test_each_day_has_its_file_and_no_file_has_the_token(
    calendar: Calendar, tmp_path: Path
) -> None:
    for _ in range(2):
        logging.getLogger("bot").warning("could not reach bot%s", TOKEN)
        calendar.day += dt.timedelta(days=1)
    assert names(tmp_path) == ["consult-2026-12-28.log", "consult-2026-12-29.log"]
    for file in (tmp_path / "logs").iterdir():
        assert file.read_text().endswith("WARNING bot could not reach bot…\n")


def test_they_are_kept_for_a_week_and_across_the_turn_of_the_year(
    calendar: Calendar, tmp_path: Path
) -> None:
    for _ in range(10):
        logging.getLogger("bot").warning("a day")
        assert erase_old_logs(tmp_path / "logs", calendar.day) <= 1
        calendar.day += dt.timedelta(days=1)
    oldest = calendar.day - dt.timedelta(days=1 + KEEP_DAYS)
    assert names(tmp_path)[0] == f"consult-{oldest}.log"
    assert len(names(tmp_path)) == KEEP_DAYS + 1


def test_what_is_not_a_log_is_left_alone(calendar: Calendar, tmp_path: Path) -> None:
    other = tmp_path / "logs" / "a-note.log"
    other.write_text("mine")
    assert erase_old_logs(tmp_path / "logs", calendar.today() + dt.timedelta(days=99)) == 0
    assert other.exists()


async def test_a_running_bot_erases_them(calendar: Calendar, tmp_path: Path) -> None:
    database = Database.open(f"sqlite+aiosqlite:///{tmp_path / 'consult.db'}")
    await migrate.upgrade(database)
    logging.getLogger("bot").warning("a day")
    forgetting = Forgetting(database, calendar.today, tmp_path / "logs")
    await forgetting.look()
    assert names(tmp_path) == ["consult-2026-12-28.log"]
    calendar.day += dt.timedelta(days=KEEP_DAYS + 1)
    await forgetting.look()
    assert names(tmp_path) == []
    await database.close()
