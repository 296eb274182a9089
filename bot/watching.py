"""Notices what is done to rounds while they run: a pause, a later date, another wording, its end.

Whoever does it writes to the database: this process as a job, the command line, another worker. So
every process looks there, often enough that nobody is asked something that is over, and at once
where a batch cannot be stored because of it (see `carrier`).
"""

import asyncio
import logging
from collections.abc import Callable, Mapping

from bot.running import Rounds, Running
from dialogs.round import Round
from storage.db import Database
from storage.rounds import RoundRow, list_rounds, load_versions

log = logging.getLogger(__name__)

EVERY_SECONDS = 1.0

Load = Callable[[RoundRow, Mapping[str, Round]], Running]


class Watching:
    """Keeps the rounds of a bot up to date; `load` makes what it runs of the rows of one."""

    def __init__(self, database: Database, rounds: Rounds, load: Load) -> None:
        self._database = database
        self._rounds = rounds
        self._load = load
        self._known: dict[str, RoundRow] = {}
        self._one_by_one = asyncio.Lock()

    async def run(self) -> None:
        """Look until cancelled."""
        while True:
            try:
                await self.look()
            except Exception as error:  # noqa: BLE001 - the database may be away for a while
                log.warning("could not look at the rounds: %s", type(error))
            await asyncio.sleep(EVERY_SECONDS)

    async def look(self) -> None:
        """Look once, and change what is run where something is new."""
        async with self._one_by_one:  # so that what was read first cannot be believed last
            await self._look()

    async def _look(self) -> None:
        for row in await list_rounds(self._database):
            if row.id in self._rounds and row != self._known.get(row.id):
                versions = await load_versions(self._database, row.id)
                self._rounds.put(self._load(row, versions))
                self._known[row.id] = row
