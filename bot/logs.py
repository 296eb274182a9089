"""Logs that hold no token, no id and no word of a participant, and are gone after a week.

We log events by name with counts, never values from people. What libraries log is cut down to
warnings. All of it passes `bot.redaction`, and so do the errors that nobody caught.
"""

import asyncio
import datetime as dt
import logging
import sys
import threading
import warnings
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TextIO

from bot.redaction import make_record

KEEP_DAYS = 7
_LOUD = ("aiogram", "aiohttp", "sqlalchemy", "alembic", "asyncio", "httpx", "httpcore", "telegram")
_NAME = "consult-{day}.log"

Today = Callable[[], dt.date]

log = logging.getLogger(__name__)


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


def set_up(folder: Path | None, today: Today | None = None, level: int = logging.INFO) -> None:
    """Send our logs to files in `folder`, or to standard error where there is none.

    Libraries speak only from warnings up, unless `level` is DEBUG. `today` is needed with a folder.
    """
    logging.setLogRecordFactory(make_record)
    handler = DailyFiles(folder, today) if folder and today else logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    logging.lastResort = handler
    logging.raiseExceptions = False  # it would print a record that could not be written
    for name in _LOUD:
        logging.getLogger(name).setLevel(level if level == logging.DEBUG else logging.WARNING)
    _catch_the_rest()


def erase_old_logs(folder: Path, today: dt.date) -> int:
    """Erase the files of days that are more than a week ago; return how many."""
    first_kept = _NAME.format(day=(today - dt.timedelta(days=KEEP_DAYS)).isoformat())
    old = [file for file in folder.glob(_NAME.format(day="????-??-??")) if file.name < first_kept]
    for file in old:
        file.unlink(missing_ok=True)
    return len(old)


def level(name: str) -> int:
    """Return the level that a setting names."""
    return logging.getLevelNamesMapping()[name.upper()]


def crashed(error: BaseException) -> None:
    """Log an error that nobody expected, with nothing to hide also where the logs are a host's."""
    caught = (type(error), error, error.__traceback__)
    what = "this should not have happened"
    log.handle(make_record(log.name, logging.CRITICAL, __file__, 0, what, (), caught))


def from_loop(_loop: asyncio.AbstractEventLoop, context: dict[str, object]) -> None:
    """Log what an event loop found that nobody waits for; give it to `set_exception_handler`."""
    error = context.get("exception")
    caught = error if isinstance(error, BaseException) else None
    log.error("something went wrong that nobody waits for", exc_info=caught)


def _catch_the_rest() -> None:
    """Have everything logged that Python would print itself."""
    sys.excepthook = _uncaught
    threading.excepthook = lambda uncaught: _from(uncaught.exc_value)
    sys.unraisablehook = lambda uncaught: _from(uncaught.exc_value)
    warnings.showwarning = _warned


def _uncaught(
    kind: type[BaseException], error: BaseException, _where: TracebackType | None
) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    crashed(error)


def _from(error: BaseException | None) -> None:
    log.error("something went wrong out of sight", exc_info=error)


def _warned(  # noqa: PLR0917 - `warnings` calls it so
    message: Warning | str,  # noqa: ARG001 - it may quote anything
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,  # noqa: ARG001
    line: str | None = None,  # noqa: ARG001
) -> None:
    log.warning("%s in %s, line %d", category, Path(filename), lineno)
