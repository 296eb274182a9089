"""Logs that hold no token, no id and no word of a participant, and are gone after a week.

We log events by name with counts, never values from people. What libraries log is cut down to
warnings and passes the same filter, which removes tokens from messages and tracebacks.
"""

import datetime as dt
import logging
import re
from collections.abc import Callable
from pathlib import Path

TOKEN = re.compile(r"\d{6,}:[A-Za-z0-9_-]{30,}")
KEEP_DAYS = 7
_LOUD = ("aiogram", "aiohttp", "sqlalchemy", "alembic", "asyncio", "httpx")
_NAME = "consult-{day}.log"

Today = Callable[[], dt.date]


class RedactingFormatter(logging.Formatter):
    """Formats a record, then removes what looks like a bot token anywhere in it."""

    def format(self, record: logging.LogRecord) -> str:
        return TOKEN.sub("<token>", super().format(record))


class DailyFiles(logging.Handler):
    """Appends to one file a day, so that a day can be erased whole."""

    def __init__(self, folder: Path, today: Today) -> None:
        super().__init__()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._folder = folder
        self._today = today

    def emit(self, record: logging.LogRecord) -> None:
        try:
            file = self._folder / _NAME.format(day=self._today().isoformat())
            with file.open("a", encoding="utf-8") as lines:
                lines.write(f"{self.format(record)}\n")
        except Exception:  # noqa: BLE001 - as every handler of the library does
            self.handleError(record)


def set_up(folder: Path | None, today: Today) -> None:
    """Send our logs, redacted, to files in `folder`, or to standard error where there is none.

    From libraries, only warnings and worse are kept.
    """
    handler = DailyFiles(folder, today) if folder else logging.StreamHandler()
    handler.setFormatter(RedactingFormatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    for name in _LOUD:
        logging.getLogger(name).setLevel(logging.WARNING)


def erase_old_logs(folder: Path, today: dt.date) -> int:
    """Erase the files of days that are more than a week ago; return how many."""
    first_kept = _NAME.format(day=(today - dt.timedelta(days=KEEP_DAYS)).isoformat())
    old = [file for file in folder.glob(_NAME.format(day="????-??-??")) if file.name < first_kept]
    for file in old:
        file.unlink(missing_ok=True)
    return len(old)
