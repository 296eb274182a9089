"""How much a bot may say, as Telegram puts it: so many messages a second, overall and in each chat.

Source: Bot API FAQ, "My bot is hitting limits". We stay a little below, because what is sent evenly
does not arrive evenly.
"""

import asyncio
from collections.abc import Awaitable, Callable
from time import monotonic

OVERALL, OVERALL_AT_ONCE = 29.0, 15
IN_A_CHAT, IN_A_CHAT_AT_ONCE = 0.95, 3
MOST_CHATS = 10_000
"""So many chats are remembered, before those that are forgotten which may speak anyway."""

Time = Callable[[], float]


class Allowance:
    """`rate` a second, and up to `at_once` after a silence."""

    def __init__(self, rate: float, at_once: int) -> None:
        self._step = 1 / rate
        self._slack = (at_once - 1) * self._step
        self._next = float("-inf")

    def take(self, now: float) -> float:
        """Count one, and return how many seconds it has to wait; whoever asks first goes first."""
        wait = max(0.0, self._next - self._slack - now)
        self._next = max(self._next, now) + self._step
        return wait

    def is_full(self, now: float) -> bool:
        """Return whether nothing of it is used."""
        return self._next <= now


class Turns:
    """Gives answers their turn. `time` is the clock."""

    def __init__(self, *, time: Time = monotonic) -> None:
        self._time = time
        self._overall = Allowance(OVERALL, OVERALL_AT_ONCE)
        self._chats: dict[int, Allowance] = {}

    async def wait(self, chat: int, meanwhile: Callable[[], Awaitable[None]]) -> None:
        """Wait for the turn of one message to `chat`; if it is not now, call `meanwhile` first.

        A chat that is ahead of its allowance waits for that by itself, and then in line with all
        others.
        """
        waited = False
        for allowance in (self._of(chat), self._overall):
            until = self._time() + allowance.take(self._time())
            if until > self._time() and not waited:
                waited = True
                await meanwhile()
            if (left := until - self._time()) > 0:
                await asyncio.sleep(left)

    def _of(self, chat: int) -> Allowance:
        if chat not in self._chats and len(self._chats) >= MOST_CHATS:
            now = self._time()
            self._chats = {one: has for one, has in self._chats.items() if not has.is_full(now)}
        return self._chats.setdefault(chat, Allowance(IN_A_CHAT, IN_A_CHAT_AT_ONCE))
