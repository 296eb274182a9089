"""How fast we may send, and how long to wait after trouble."""

import asyncio
import random
from collections.abc import Callable
from time import monotonic

Time = Callable[[], float]


_ONE = 1.0 - 1e-9
"""A turn, short of what rounding may lose: the rest would be too little for a clock to show."""


class Pace:
    """One bot's speed: a pause that everybody keeps, and a rate for what nobody is waiting for.

    Telegram allows about 30 messages a second and tells us when to stop altogether (Bot API FAQ,
    "My bot is hitting limits"). Answers are sent at once and are counted; broadcasts are sent at
    `rate` a second less what the answers took.
    """

    def __init__(self, rate: float = 25.0, *, time: Time = monotonic) -> None:
        self._rate = rate
        self._time = time
        self._quiet_until = 0.0
        self._tokens = 1.0
        self._counted_at = time()

    def pause(self, seconds: float) -> None:
        """Let nobody send for so long; a shorter pause does not end a longer one."""
        self._quiet_until = max(self._quiet_until, self._time() + seconds)

    async def open(self) -> None:
        """Wait for the end of a pause."""
        while (left := self._quiet_until - self._time()) > 0:  # noqa: ASYNC110 - it may grow
            await asyncio.sleep(left)

    def spend(self) -> None:
        """Count one message; a burst of answers is paid for within a second."""
        self._refill()
        self._tokens = max(self._tokens - 1.0, -self._rate)

    async def turn(self) -> None:
        """Wait for the turn of one message of a broadcast, and count it."""
        await self.open()
        self._refill()
        while self._tokens < _ONE:
            await asyncio.sleep((1.0 - self._tokens) / self._rate)
            await self.open()
            self._refill()
        self._tokens -= 1.0

    def _refill(self) -> None:
        now = self._time()
        self._tokens = min(1.0, self._tokens + (now - self._counted_at) * self._rate)
        self._counted_at = now


class Backoff:
    """Growing pauses, with jitter so that many who failed together do not come back together."""

    def __init__(self, first: float, longest: float) -> None:
        self._first = first
        self._longest = longest
        self._next = first

    def reset(self) -> None:
        """Begin again with short pauses: it has worked."""
        self._next = self._first

    async def pause(self, at_least: float = 0.0) -> None:
        """Wait, `at_least` so many seconds; the next time about twice as long."""
        seconds, self._next = self._next, min(2 * self._next, self._longest)
        seconds *= random.uniform(0.5, 1.0)  # noqa: S311 - no secret
        await asyncio.sleep(max(seconds, at_least))
