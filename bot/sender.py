"""Draws deliveries: in order for each chat, many chats at a time.

What a person should see is a function of the session, so a lost drawing harms nobody: the next
thing the person does draws the screen again.
"""

import asyncio
import logging
from collections.abc import Sequence
from functools import partial

from bot.channels.base import Channel, Delivery, Remedy, SendProblem

log = logging.getLogger(__name__)

AT_ONCE = 50
TRIES = 5
FIRST_PAUSE = 0.2


class Sender:
    """Sends through one channel."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self._last: dict[int, asyncio.Task[None]] = {}
        self._places = asyncio.Semaphore(AT_ONCE)
        self._open = asyncio.Event()
        self._open.set()

    def send(self, deliveries: Sequence[Delivery]) -> None:
        """Begin to draw; each chat gets its deliveries in this order."""
        for delivery in deliveries:
            chat = delivery.arrival.chat
            task = asyncio.create_task(self._after(self._last.get(chat), delivery))
            self._last[chat] = task
            task.add_done_callback(partial(self._forget, chat))

    async def drain(self) -> None:
        """Wait until everything has been drawn or given up."""
        while self._last:
            await asyncio.wait(list(self._last.values()))

    def _forget(self, chat: int, task: asyncio.Task[None]) -> None:
        if self._last.get(chat) is task:
            del self._last[chat]

    async def _after(self, earlier: asyncio.Task[None] | None, delivery: Delivery) -> None:
        if earlier is not None:
            await asyncio.wait([earlier])
        pause = FIRST_PAUSE
        for _ in range(TRIES):
            await self._open.wait()
            async with self._places:
                problem = await self._try(delivery)
            if problem is None:
                return
            if problem.remedy is Remedy.STOP:
                return
            if problem.remedy is Remedy.GIVE_UP:
                break
            if problem.remedy is Remedy.WAIT:
                await self._pause_all(problem.after)
            else:
                await asyncio.sleep(pause)
                pause *= 2
        log.warning("a screen could not be drawn")

    async def _try(self, delivery: Delivery) -> SendProblem | None:
        try:
            await self._channel.deliver(delivery)
        except SendProblem as problem:
            return problem
        return None

    async def _pause_all(self, seconds: float) -> None:
        """Telegram asked us to wait: nobody sends before that."""
        self._open.clear()
        await asyncio.sleep(seconds)
        self._open.set()
