"""Lays added statements before the moderator, in batches, while a bot runs.

The bot does it by the clock, not the moderator by looking: nobody picks the moment.
"""

import asyncio
import datetime as dt
import logging
from collections.abc import Callable

from storage.statements import Statements

log = logging.getLogger(__name__)

EVERY_SECONDS = 3600.0


class Laying:
    """Does so for one round."""

    def __init__(self, statements: Statements, round_id: str, today: Callable[[], dt.date]) -> None:
        self._statements = statements
        self._round_id = round_id
        self._today = today

    async def run(self) -> None:
        """Look at once and then every hour, until cancelled."""
        while True:
            try:
                await self._statements.lay(self._round_id, self._today())
            except Exception as error:  # noqa: BLE001 - the database may be away for a while
                log.warning("could not lay out added statements: %s", type(error).__name__)
            await asyncio.sleep(EVERY_SECONDS)
