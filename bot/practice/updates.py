"""The queue of updates: what waits for the bot, and who may take it."""

import asyncio
from collections import deque
from collections.abc import Collection
from datetime import datetime, timedelta

from msgspec import Struct

from bot.practice.clock import PracticeClock
from bot.practice.faults import Faults
from bot.practice.refusals import OTHER_POLL
from bot.practice.wire import JsonObject

KEPT_FOR = timedelta(hours=24)  # Bot API, "Getting updates"
MOST_PER_CALL = 100  # Bot API, getUpdates.limit

DEFAULT_KINDS_LEFT_OUT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


class Pending(Struct, frozen=True):
    """One update that waits. `chat_id` lets faults keep the order of a chat."""

    update_id: int
    chat_id: int
    kind: str
    content: JsonObject
    born: datetime

    @property
    def json(self) -> JsonObject:
        """The update as the Bot API writes it."""
        return {"update_id": self.update_id, self.kind: self.content}


class UpdateQueue:
    """What waits for one bot."""

    def __init__(self, clock: PracticeClock, faults: Faults, first_id: int = 1) -> None:
        self._clock = clock
        self._faults = faults
        self._next_id = first_id
        self._waiting: deque[Pending] = deque()
        self._arrived = asyncio.Event()
        self._poll = 0
        self.allowed: frozenset[str] | None = None
        self.born = 0
        self.confirmed = 0

    def __len__(self) -> int:
        return len(self._waiting)

    def jump_ids(self, to: int) -> None:
        """Go on counting from `to`, as Telegram may after a week of silence."""
        self._next_id = to

    def add(self, chat_id: int, kind: str, content: JsonObject) -> None:
        """Put an update in the queue, unless the bot did not ask for its kind."""
        if not self._wanted(kind):
            return
        self._waiting.append(Pending(self._next_id, chat_id, kind, content, self._clock.now()))
        self._next_id += 1
        self.born += 1
        self._arrived.set()

    def _wanted(self, kind: str) -> bool:
        if self.allowed is None:
            return kind not in DEFAULT_KINDS_LEFT_OUT
        return kind in self.allowed

    def allow(self, kinds: Collection[str]) -> None:
        """Remember which kinds are wanted from now on; none named means the default."""
        self.allowed = frozenset(kinds) or None

    def confirm(self, offset: int) -> None:
        """Forget everything below `offset`; a negative one keeps that many of the last."""
        if offset < 0:
            offset = (
                self._waiting[max(len(self._waiting) + offset, 0)].update_id if self._waiting else 0
            )
        while self._waiting and self._waiting[0].update_id < offset:
            self._waiting.popleft()
            self.confirmed += 1

    async def take(self, limit: int, patience: float) -> list[Pending]:
        """Return up to `limit` updates, waiting up to `patience` real seconds for the first.

        Raises:
            Refused: another poll has begun meanwhile.
        """
        self._poll += 1
        mine = self._poll
        self._arrived.set()  # wakes an older poll, so that it learns of this one
        await asyncio.sleep(0)
        deadline = asyncio.get_running_loop().time() + patience
        while True:
            self._expire()
            if self._poll != mine:
                raise OTHER_POLL()
            left = deadline - asyncio.get_running_loop().time()
            if self._waiting or left <= 0:
                batch = [self._waiting[i] for i in range(min(limit, len(self._waiting)))]
                return self._faults.arrange(batch)
            await self._wait(left)

    async def _wait(self, seconds: float) -> None:
        self._arrived.clear()
        try:
            async with asyncio.timeout(seconds):
                await self._arrived.wait()
        except TimeoutError:
            return

    def _expire(self) -> None:
        oldest = self._clock.now() - KEPT_FOR
        while self._waiting and self._waiting[0].born < oldest:
            self._waiting.popleft()
