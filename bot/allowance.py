"""How much a bot may say, as Telegram puts it: so many messages a second, overall and in each chat.

Source: Bot API FAQ, "My bot is hitting limits". We stay a little below, because what is sent evenly
does not arrive evenly.
"""

import asyncio
from collections.abc import Callable
from time import monotonic

OVERALL, OVERALL_AT_ONCE = 29.0, 10
IN_A_CHAT, IN_A_CHAT_AT_ONCE = 0.95, 3
IN_FLIGHT = 20
"""So many may be on their way: what is held up somewhere arrives there all at once."""

MOST_CHATS = 10_000
"""So many chats are remembered, before those that are forgotten which may speak anyway."""

Time = Callable[[], float]


class Allowance:
    """`rate` a second, and up to `at_once` after a silence."""

    def __init__(self, rate: float, at_once: int) -> None:
        self._step = 1 / rate
        self._slack = (at_once - 1) * self._step
        self._next = float("-inf")

    def wait(self, now: float) -> float:
        """Return how many seconds the next one would have to wait."""
        return max(0.0, self._next - self._slack - now)

    def take(self, now: float) -> float:
        """Count one, and return how many seconds it has to wait."""
        wait = self.wait(now)
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
        self._line = asyncio.Lock()
        self._chats: dict[int, Allowance] = {}

    def is_now(self, chat: int) -> bool:
        """Return whether a message to `chat` would not have to wait."""
        now = self._time()
        waits = self._overall.wait(now) + self._of(chat).wait(now)
        return not waits and not self._line.locked()

    async def of_chat(self, chat: int) -> None:
        """Wait until a chat that is ahead of its allowance may go on."""
        await asyncio.sleep(self._of(chat).take(self._time()))

    async def overall(self) -> None:
        """Wait in line with all others; whoever comes first goes first.

        What counts is when each goes, so that a process that was held up makes up for nothing.
        """
        async with self._line:
            await asyncio.sleep(self._overall.take(self._time()))

    def _of(self, chat: int) -> Allowance:
        if chat not in self._chats and len(self._chats) >= MOST_CHATS:
            now = self._time()
            self._chats = {one: has for one, has in self._chats.items() if not has.is_full(now)}
        return self._chats.setdefault(chat, Allowance(IN_A_CHAT, IN_A_CHAT_AT_ONCE))
