"""Notices what is done to a round while it runs: a pause, a later date, another wording, its end.

Whoever does it writes to the database: this process as a job, the command line, another worker. So
every process looks there, often enough that nobody is asked something that is over, and at once
where a batch cannot be stored because of it (see `carrier`).
"""

import asyncio
import logging
from collections.abc import Callable, Mapping

from bot.inbox import Inbox
from bot.running import Running
from dialogs.round import Round
from storage.db import Database
from storage.rounds import RoundRow, get_round, load_versions

log = logging.getLogger(__name__)

EVERY_SECONDS = 1.0

Load = Callable[[RoundRow, Mapping[str, Round]], Running]


class Watching:
    """Keeps an inbox up to date about its round; `load` makes what it runs of the rows."""

    def __init__(self, database: Database, inbox: Inbox, load: Load) -> None:
        self._database = database
        self._inbox = inbox
        self._load = load
        self._known: RoundRow | None = None
        self._one_by_one = asyncio.Lock()

    async def run(self) -> None:
        """Look until cancelled."""
        while True:
            try:
                await self.look()
            except Exception as error:  # noqa: BLE001 - the database may be away for a while
                log.warning("could not look at the round: %s", type(error))
            await asyncio.sleep(EVERY_SECONDS)

    async def look(self) -> None:
        """Look once, and change what the inbox runs where something is new."""
        async with self._one_by_one:  # so that what was read first cannot be believed last
            await self._look()

    async def _look(self) -> None:
        row = await get_round(self._database, self._inbox.running.round.id)
        if row == self._known:
            return
        versions = await load_versions(self._database, row.id)
        self._inbox.running = self._load(row, versions)
        self._known = row
