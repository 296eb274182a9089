"""Erases what has waited too long: drafts of people who did not come back, old update ids."""

import asyncio
import datetime as dt
import logging
from collections.abc import Callable

from storage.db import Database
from storage.retention import erase_expired

log = logging.getLogger(__name__)

EVERY_SECONDS = 3600.0


class Forgetting:
    """Keeps the promise of how long an unfinished conversation is kept, while a bot runs."""

    def __init__(self, database: Database, today: Callable[[], dt.date]) -> None:
        self._database = database
        self._today = today

    async def run(self) -> None:
        """Erase at once and then every hour, until cancelled."""
        while True:
            try:
                await erase_expired(self._database, self._today())
            except Exception as error:  # noqa: BLE001 - the database may be away for a while
                log.warning("could not erase what has expired: %s", type(error).__name__)
            await asyncio.sleep(EVERY_SECONDS)
