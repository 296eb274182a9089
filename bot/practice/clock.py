"""The practice clock: a calendar that can run faster than the one on the wall.

Two kinds of time meet in the practice server. What the *calendar* decides (message dates, the 24
hours an update is kept, the 48 hours a message can be deleted) follows this clock. What somebody
*waits* for on the network (long polls, retries, flood limits, the life of a callback query) is
always real time, because the bot that waits lives in real time.
"""

import asyncio
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta


class PracticeClock:
    """Simulated time that starts at `start` and runs `speed` simulated seconds per real second.

    A `speed` of 0 freezes it: then only `advance` moves it, and `sleep` waits for that.
    """

    def __init__(
        self,
        start: datetime | None = None,
        speed: float = 1.0,
        *,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        if speed < 0:
            raise ValueError("a clock cannot run backwards: speed must be 0 or more")
        if start is not None and start.tzinfo is None:
            raise ValueError("the start of a practice clock needs a time zone")
        self.speed = speed
        self.monotonic = monotonic
        """The real seconds of what is waited for; a test turns them by hand."""
        self._began = monotonic()
        self._origin = start or datetime.now(UTC)
        self._sleepers: set[asyncio.Future[None]] = set()

    def now(self) -> datetime:
        """The simulated moment, with its time zone."""
        return self._origin + timedelta(seconds=(self.monotonic() - self._began) * self.speed)

    def advance(self, step: timedelta) -> None:
        """Jump forward by `step` at once, waking every sleeper whose time has come."""
        if step < timedelta(0):
            raise ValueError("a clock cannot jump backwards")
        self._origin += step
        for sleeper in self._sleepers:
            _wake(sleeper)

    async def sleep(self, seconds: float) -> None:
        """Wait for `seconds` of simulated time."""
        until = self.now() + timedelta(seconds=seconds)
        while (left := (until - self.now()).total_seconds()) > 0:
            await self._nap(left)

    async def _nap(self, seconds: float) -> None:
        """Wait until `seconds` of simulated time have passed, or until the clock jumped."""
        loop = asyncio.get_running_loop()
        sleeper = loop.create_future()
        self._sleepers.add(sleeper)
        alarm = loop.call_later(seconds / self.speed, _wake, sleeper) if self.speed else None
        try:
            await sleeper
        finally:
            self._sleepers.discard(sleeper)
            if alarm is not None:
                alarm.cancel()


def _wake(sleeper: asyncio.Future[None]) -> None:
    if not sleeper.done():
        sleeper.set_result(None)
