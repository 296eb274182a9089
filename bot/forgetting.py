"""Erases what has waited too long: drafts of people who did not come back, old update ids, logs."""

import asyncio
import datetime as dt
import logging
from collections.abc import Callable
from pathlib import Path

from bot.logs import erase_old_logs
from storage.db import Database
from storage.retention import erase_expired

log = logging.getLogger(__name__)

EVERY_SECONDS = 3600.0


class Forgetting:
    """Keeps the promise of how long things are kept, while a bot runs.

    Args:
        database: where drafts and update ids are.
        today: the date.
        logs: the folder of log files; None where there is none.
    """

    def __init__(
        self, database: Database, today: Callable[[], dt.date], logs: Path | None = None
    ) -> None:
        self._database = database
        self._today = today
        self._logs = logs

    async def run(self) -> None:
        """Erase at once and then every hour, until cancelled."""
        while True:
            try:
                await self.look()
            except Exception as error:  # noqa: BLE001 - the database may be away for a while
                log.warning("could not erase what has expired: %s", type(error))
            await asyncio.sleep(EVERY_SECONDS)

    async def look(self) -> None:
        """Erase what has had its time."""
        today = self._today()
        if self._logs is not None:
            erase_old_logs(self._logs, today)
        await erase_expired(self._database, today)
