"""Has the database forget earlier versions of drafts, while a bot runs.

A write-ahead log keeps what was written over, drafts among it: whoever took the disk and the vault
could read what somebody has sent since, or has had erased.
"""

import asyncio
import logging

from storage.db import Database

log = logging.getLogger(__name__)

ON_SQLITE = 10.0
ON_POSTGRES = 3600.0
"""Seconds. PostgreSQL writes its whole log over each time, 80 MB and more."""


class Emptying:
    """Keeps the promise that what was finished or erased is not read from remains of drafts."""

    def __init__(self, database: Database, every: float | None = None) -> None:
        self._database = database
        self._every = every or (ON_SQLITE if database.is_sqlite else ON_POSTGRES)

    async def run(self) -> None:
        """Do it again and again, until cancelled."""
        while True:
            await asyncio.sleep(self._every)
            try:
                await self._database.forget_drafts()
            except Exception as error:  # noqa: BLE001 - the next time is near
                log.warning("could not forget earlier drafts: %s", type(error).__name__)
