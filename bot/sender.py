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

from bot.allowance import Turns
from bot.buttons import Buttons
from bot.channels.base import (
    ButtonProblem,
    Channel,
    Delivery,
    Remedy,
    SendProblem,
)
from bot.failpoints import reach
from bot.keeping import Keeper
from bot.metrics import Metrics
from bot.overtaking import Overtaking
from bot.pace import Backoff, Pace
from bot.showing import Showing
from dialogs.events import Show, first
from dialogs.states import Phase

log = logging.getLogger(__name__)

AT_ONCE = 50
MOST_REMOVING = 1000
"""So many removals of words that nobody reads may be on their way."""

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
        self._line = Overtaking()
        self._showing = Showing()
        self._buttons = Buttons(channel, pace, metrics)
        self.release = self._buttons.release
        self._removing: set[asyncio.Task[None]] = set()
        self._places = asyncio.Semaphore(AT_ONCE)

    def send(self, deliveries: Sequence[Delivery]) -> None:
        """Begin to draw; each chat gets its deliveries in this order."""
        for delivery in deliveries:
            if not (delivery.again and self.has(delivery.tag, delivery.mark)):
                chat = delivery.arrival.chat
                if self._turns is not None and _says(delivery):
                    self._turns.asked(chat)
                task = self._begin(delivery, self._last.get(chat))
                self._last[chat] = task
                self._tasks.add(task)
                task.add_done_callback(partial(self._forget, chat))

    def _begin(self, delivery: Delivery, after: asyncio.Task[None] | None) -> asyncio.Task[None]:
        self._carried.add(delivery.mark)
        self._line.begin(delivery)
        self._showing.begin(delivery.tag, self._keeper.screen_of(delivery.tag))
        return asyncio.create_task(self._after(after, delivery))

    def unsay(self, delivery: Delivery) -> bool:
        """Begin to remove what nobody reads, out of line; False where too much is on its way."""
        if len(self._removing) >= MOST_REMOVING:
            return False
        task = self._begin(delivery, None)
        self._removing.add(task)
        task.add_done_callback(self._removing.discard)
        return True

    def has(self, tag: bytes, mark: bytes) -> bool:
        """Return whether a promised screen is on its way, or drawn."""
        return mark in self._carried or self._keeper.holds(tag, mark)

    async def drain(self, within: float) -> None:
        """Wait until everything is drawn; give up after `within` seconds, promises stay."""
        try:
            async with asyncio.timeout(within):
                while working := self._working():
                    await asyncio.wait(working)
        except TimeoutError:
            log.warning("%d screens are left for the next start", len(self._tasks))
            working = self._working()
            for task in working:
                task.cancel()
            await asyncio.gather(*working, return_exceptions=True)

    def _working(self) -> set[asyncio.Task[None]]:
        return self._tasks | self._buttons.tasks | self._removing

    def _forget(self, chat: int, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if self._last.get(chat) is task:
            del self._last[chat]

    async def _after(self, earlier: asyncio.Task[None] | None, delivery: Delivery) -> None:
        begun = monotonic()
        try:
            if earlier is not None:
                delivery = await self._buttons.let_go(delivery)
                await asyncio.wait([earlier])
            left = self._line.left_of(delivery)
            if left is None:
                return
            if await self._insist(left, begun + PATIENCE):
                self._metrics.drawing.observe(monotonic() - begun)
            else:
                self.release([left.arrival])
        except Exception as error:  # noqa: BLE001 - a mistake of ours; what comes after must be drawn
            log.error("a screen cannot be drawn: %s", type(error))  # noqa: TRY400 - its words
            self._metrics.delivery_errors.labels("mistake").inc()
        finally:
            self._carried.discard(delivery.mark)
            self._line.end(delivery)
            self._showing.end(delivery.tag)

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
            if problem.is_in_vain:
                self._keeper.drawn(delivery, None)
                break
            self._pace.pause(problem.after)
            if problem.remedy is Remedy.RETRY:
                await backoff.pause()
            perhaps_overtaken = True
        log.warning("a screen could not be drawn")
        return False

    async def _draw(self, delivery: Delivery) -> SendProblem | None:
        turns, chat = self._turns, delivery.arrival.chat
        if turns is None or not _says(delivery):
            async with self._places:
                return await self._deliver(delivery)
        if not turns.is_now(chat):
            delivery = await self._buttons.let_go(delivery)
        async with turns.turn(chat):
            await self._pace.open()
            return await self._deliver(delivery)

    async def _deliver(self, delivery: Delivery) -> SendProblem | None:
        newest = self._showing.of(delivery.tag)
        if newest is not None:
            delivery = replace(delivery, screen=newest)
        self._pace.spend()
        try:
            reach("drawing")
            shown = await self._channel.deliver(delivery)
            reach("drawn")
        except SendProblem as problem:
            self._metrics.delivery_errors.labels(problem.remedy.value).inc()
            if not isinstance(problem, ButtonProblem):
                return problem
            self._pace.pause(problem.after)
            self.release([delivery.arrival])
            shown = problem.shown
        if delivery.mark and delivery.session.phase is Phase.SAVED:
            self._showing.saved(delivery.tag)
        elif delivery.mark and shown is not None:
            self._showing.drawn(delivery.tag, shown)
        self._keeper.drawn(delivery, shown)
        return None


def _says(delivery: Delivery) -> bool:
    """Return whether something is written or changed in the chat."""
    return first(delivery.effects, Show) is not None
