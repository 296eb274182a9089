"""Empties the database's log of what was written over, while a bot runs.

A write-ahead log keeps earlier versions of every page, drafts among them: whoever took the disk
and the vault could read what somebody has sent since, or has had erased.
"""

import asyncio
import logging

from storage.db import Database

log = logging.getLogger(__name__)

EVERY_SECONDS = 10.0


class Emptying:
    """Keeps the promise that what was finished or erased cannot be read from remains of drafts."""

    def __init__(self, database: Database, every: float = EVERY_SECONDS) -> None:
        self._database = database
        self._every = every

    async def run(self) -> None:
        """Empty the log again and again, until cancelled."""
        while True:
            try:
                await self._database.empty_log()
            except Exception as error:  # noqa: BLE001 - the next time is soon
                log.warning("could not empty the database's log: %s", type(error).__name__)
            await asyncio.sleep(self._every)
