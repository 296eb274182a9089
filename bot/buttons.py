"""Lets pressed buttons stop waiting, at the pace that everybody keeps.

A button is seldom let go here: mostly that happens together with its screen, or in the answer to
whoever has brought the tap.
"""

import asyncio
from collections.abc import Sequence

from bot.channels.base import Arrival, Channel, Delivery, Remedy, SendProblem
from bot.failpoints import reach
from bot.metrics import Metrics
from bot.pace import Backoff, Pace
from dialogs.session import Session

AT_ONCE = 20
MOST_RELEASED = 1000
"""So many buttons may wait to be let go; more of them stop by themselves, a little later."""

TRIES = 4
FIRST_PAUSE, LONGEST_PAUSE = 0.2, 4.0


class Buttons:
    """The buttons of one channel."""

    def __init__(self, channel: Channel, pace: Pace, metrics: Metrics) -> None:
        self._channel = channel
        self._pace = pace
        self._metrics = metrics
        self._places = asyncio.Semaphore(AT_ONCE)
        self.tasks: set[asyncio.Task[None]] = set()

    def release(self, arrivals: Sequence[Arrival]) -> None:
        """Begin to let the buttons of these go, where one waits, and do nothing else about them."""
        for arrival in arrivals:
            if arrival.query_id is not None and len(self.tasks) < MOST_RELEASED:
                task = asyncio.create_task(self._release(arrival))
                self.tasks.add(task)
                task.add_done_callback(self.tasks.discard)

    async def _release(self, arrival: Arrival) -> None:
        delivery = Delivery(arrival=arrival, session=Session(), effects=())
        async with self._places:
            await self.let_go(delivery, tries=TRIES)

    async def let_go(self, delivery: Delivery, *, tries: int = 1) -> Delivery:
        """Let a button go before its screen, or without one; return what is left to be drawn.

        One try is enough where a screen follows: with that it is tried again.
        """
        backoff = Backoff(FIRST_PAUSE, LONGEST_PAUSE)
        while tries and delivery.arrival.query_id is not None:
            tries -= 1
            await self._pace.open()
            try:
                reach("acknowledging")
                delivery = await self._channel.acknowledge(delivery)
                reach("acknowledged")
                break
            except SendProblem as problem:
                await self._wait(problem, backoff)
                if problem.is_in_vain:
                    break
        return delivery

    async def _wait(self, problem: SendProblem, backoff: Backoff) -> None:
        self._metrics.delivery_errors.labels(problem.remedy.value).inc()
        self._pace.pause(problem.after)
        if problem.remedy is Remedy.RETRY:
            await backoff.pause()
