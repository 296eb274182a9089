"""Erases what has waited too long: drafts of people who did not come back, old update ids, logs."""

import asyncio
import datetime as dt
import logging
from collections.abc import Awaitable, Callable
from pathlib import Path

from bot.logs import erase_old_logs
from bot.startup_checks import SLACK
from storage.db import Database
from storage.retention import erase_expired

log = logging.getLogger(__name__)

EVERY_SECONDS = 3600.0

Offset = Callable[[], Awaitable[dt.timedelta | None]]
"""Returns by how much our clock is ahead of the messenger's; None when nobody can tell."""


async def nobody_can_tell() -> dt.timedelta | None:
    """Be the `Offset` of a clock that has nothing to be compared with."""
    return None


class Forgetting:
    """Keeps the promise of how long things are kept, while a bot runs.

    Args:
        database: where drafts and update ids are.
        today: the date.
        logs: the folder of log files; None where there is none.
        offset: whether the clock is right, which was looked at before the start, too.
    """

    def __init__(
        self,
        database: Database,
        today: Callable[[], dt.date],
        logs: Path | None = None,
        offset: Offset = nobody_can_tell,
    ) -> None:
        self._database = database
        self._today = today
        self._logs = logs
        self._offset = offset

    async def run(self) -> None:
        """Erase at once and then every hour, until cancelled."""
        while True:
            if await self._clock_is_right():
                await self.look()
            await asyncio.sleep(EVERY_SECONDS)

    async def look(self) -> None:
        """Erase what has had its time; where one kind cannot be erased, the other is."""
        today = self._today()
        try:
            await erase_expired(self._database, today)
        except Exception as error:  # noqa: BLE001 - the database may be away for a while
            log.warning("could not erase what has expired: %s", type(error))
        try:
            if self._logs is not None:
                erase_old_logs(self._logs, today)
        except OSError as error:
            log.warning("could not erase old logs: %s", error)

    async def _clock_is_right(self) -> bool:
        """Return whether days may decide: a clock that has jumped would erase what is new."""
        try:
            offset = await self._offset()
        except Exception as error:  # noqa: BLE001 - the messenger need not tell the time
            log.warning("could not compare the clock: %s", type(error))
            return True
        if offset is None or abs(offset) <= SLACK:
            return True
        log.error(
            "the clock of this machine is %d minutes off, so nothing is erased: set it right, for "
            "example with `timedatectl set-ntp true`",
            round(offset.total_seconds() / 60),
        )
        return False
