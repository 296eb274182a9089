"""Long polling: one bot at a time waits for updates.

Source: Bot API, getUpdates; the official server (Client.cpp) for who is thrown out with 409.
"""

import asyncio

from bot.practice.faults import Faults
from bot.practice.refusals import OTHER_POLL, WEBHOOK_IS_ACTIVE, Refusal
from bot.practice.updates import Counts, Update, UpdateQueue

MAX_TIMEOUT = 50  # seconds; LONG_POLL_MAX_TIMEOUT in Client.h
GATHER = 0.002  # seconds; LONG_POLL_WAIT_AFTER in Client.h: what comes together leaves together


class Polling:
    """Serves getUpdates from a queue; of two polls that wait, the newer ends the older."""

    def __init__(self, queue: UpdateQueue, faults: Faults, counts: Counts) -> None:
        self._queue = queue
        self._faults = faults
        self._counts = counts
        self._waiter: asyncio.Future[None] | None = None
        self.webhook_is_active = False

    async def take(self, offset: int, limit: int, timeout_seconds: int) -> list[Update]:
        """The next batch, waiting up to `timeout_seconds` for it; empty when nothing came.

        Raises:
            Refused: a webhook is set, or another poll took over while this one waited.
        """
        if self.webhook_is_active:
            raise WEBHOOK_IS_ACTIVE()
        batch = self._queue.peek(offset, limit)
        if not batch and timeout_seconds > 0:
            self.interrupt(OTHER_POLL)
            await self._wait(min(timeout_seconds, MAX_TIMEOUT))
            batch = self._queue.peek(0, limit)
        batch = self._faults.arrange(batch)
        self._counts.updates_delivered += len(batch)
        return batch

    async def _wait(self, seconds: float) -> None:
        """Until an update has arrived, or the time is up."""
        waiter = self._waiter = asyncio.get_running_loop().create_future()
        try:
            async with asyncio.timeout(seconds):
                await waiter
        except TimeoutError:
            return
        finally:
            if self._waiter is waiter:
                self._waiter = None
        await asyncio.sleep(GATHER)

    def arrived(self) -> None:
        """Wake the waiting poll: there is something to fetch."""
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)

    def interrupt(self, reason: Refusal) -> None:
        """End the waiting poll with an error."""
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_exception(reason())
        self._waiter = None
