"""Draws deliveries: in order for each chat, many chats at a time.

What a person should see is a function of the session, so a lost drawing harms nobody: what was
promised is drawn again (see `redrawing`), and the next thing the person does draws the screen anew.
"""

import asyncio
import logging
from collections.abc import Sequence
from functools import partial
from time import monotonic

from msgspec.structs import replace

from bot.allowance import IN_FLIGHT, Turns
from bot.channels.base import Channel, Delivery, Remedy, SendProblem
from bot.failpoints import reach
from bot.keeping import Keeper
from bot.metrics import Metrics
from bot.pace import Backoff, Pace
from dialogs.events import Show

log = logging.getLogger(__name__)

AT_ONCE = 50
FIRST_PAUSE, LONGEST_PAUSE = 0.2, 4.0
PATIENCE = 600.0
"""Seconds for which one delivery is tried; what was promised is taken up again after that."""


class Sender:
    """Sends through one channel, as fast as it goes where there are no `turns`."""

    def __init__(
        self,
        channel: Channel,
        keeper: Keeper,
        pace: Pace,
        metrics: Metrics,
        turns: Turns | None = None,
    ) -> None:
        self._channel = channel
        self._keeper = keeper
        self._pace = pace
        self._metrics = metrics
        self._turns = turns
        self._tasks: set[asyncio.Task[None]] = set()
        self._last: dict[int, asyncio.Task[None]] = {}
        self._carried: set[bytes] = set()
        self._newest: dict[bytes, bytes] = {}
        self._places = asyncio.Semaphore(AT_ONCE if turns is None else IN_FLIGHT)

    def send(self, deliveries: Sequence[Delivery]) -> None:
        """Begin to draw; each chat gets its deliveries in this order."""
        for delivery in deliveries:
            if not (delivery.again and self.has(delivery.tag, delivery.mark)):
                self._carried.add(delivery.mark)
                if delivery.mark and not delivery.again:
                    self._newest[delivery.tag] = delivery.mark
                chat = delivery.arrival.chat
                task = asyncio.create_task(self._after(self._last.get(chat), delivery))
                self._last[chat] = task
                self._tasks.add(task)
                task.add_done_callback(partial(self._forget, chat))

    def has(self, tag: bytes, mark: bytes) -> bool:
        """Return whether a promised screen is on its way, or drawn."""
        return mark in self._carried or self._keeper.holds(tag, mark)

    async def drain(self, within: float) -> None:
        """Wait until everything is drawn; give up after `within` seconds, promises stay."""
        try:
            async with asyncio.timeout(within):
                while self._tasks:
                    await asyncio.wait(self._tasks)
        except TimeoutError:
            log.warning("%d screens are left for the next start", len(self._tasks))
            for task in self._tasks:
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)

    def _forget(self, chat: int, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if self._last.get(chat) is task:
            del self._last[chat]

    async def _after(self, earlier: asyncio.Task[None] | None, delivery: Delivery) -> None:
        begun = monotonic()
        try:
            if earlier is not None:
                delivery = await self._acknowledge(delivery)
                await asyncio.wait([earlier])
            if self._is_overtaken(delivery):
                return
            if await self._insist(delivery, begun + PATIENCE):
                self._metrics.drawing.observe(monotonic() - begun)
        except Exception as error:  # noqa: BLE001 - a mistake of ours; what comes after must be drawn
            log.error("a screen cannot be drawn: %s", type(error))  # noqa: TRY400 - its words
            self._metrics.delivery_errors.labels("mistake").inc()
        finally:
            self._carried.discard(delivery.mark)
            if self._newest.get(delivery.tag) == delivery.mark:
                del self._newest[delivery.tag]

    def _is_overtaken(self, delivery: Delivery) -> bool:
        """Return whether all there is to do is a screen that the next one in line replaces.

        Who was not answered for a while repeats what they did, and needs one screen, not twenty.
        """
        only_shows = all(isinstance(effect, Show) for effect in delivery.effects)
        newest = self._newest.get(delivery.tag, delivery.mark)
        return only_shows and delivery.arrival.query_id is None and delivery.mark != newest

    async def _insist(self, delivery: Delivery, until: float) -> bool:
        """Draw until it is drawn, overtaken by something newer, or known to be in vain."""
        backoff = Backoff(FIRST_PAUSE, LONGEST_PAUSE)
        perhaps_overtaken = delivery.again
        while monotonic() < until:
            await self._pace.open()
            if perhaps_overtaken and not await self._keeper.is_due(delivery):
                return False
            problem = await self._draw(delivery)
            if problem is None:
                return True
            if problem.remedy in {Remedy.STOP, Remedy.GIVE_UP}:
                self._keeper.drawn(delivery, None)
                break
            if problem.remedy is Remedy.WAIT:
                self._pace.pause(problem.after)
            else:
                await backoff.pause()
            perhaps_overtaken = True
        log.warning("a screen could not be drawn")
        return False

    async def _draw(self, delivery: Delivery) -> SendProblem | None:
        says = any(isinstance(effect, Show) for effect in delivery.effects)
        turns, chat = (self._turns if says else None), delivery.arrival.chat
        if turns is not None:
            if self._places.locked() or not turns.is_now(chat):
                delivery = await self._acknowledge(delivery)
            await turns.of_chat(chat)
        async with self._places:
            if turns is not None:
                await turns.overall()
                await self._pace.open()
            newest = self._keeper.screen_of(delivery.tag)
            if newest is not None:
                delivery = replace(delivery, screen=newest)
            self._pace.spend()
            return await self._deliver(delivery)

    async def _acknowledge(self, delivery: Delivery) -> Delivery:
        """Let a button go that has to wait for its screen."""
        reach("acknowledging")
        delivery = await self._channel.acknowledge(delivery)
        reach("acknowledged")
        return delivery

    async def _deliver(self, delivery: Delivery) -> SendProblem | None:
        try:
            reach("drawing")
            shown = await self._channel.deliver(delivery)
            reach("drawn")
        except SendProblem as problem:
            self._metrics.delivery_errors.labels(problem.remedy.value).inc()
            return problem
        self._keeper.drawn(delivery, shown)
        return None
