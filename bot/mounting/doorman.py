"""Receiving in a host's bot: takes what is ours when the host hands it over, in a person's order.

The host's library may handle updates at the same time and out of order. So what is handed over
within a moment is put in the order of its numbers here, and from here on one batch follows another.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Iterable
from time import monotonic

from bot.carrier import Carrier
from bot.channels.base import Arrival
from bot.channels.telegram_updates import arrival_of
from bot.inbox import Inbox
from bot.metrics import Metrics
from bot.mounting.ours import ours
from dialogs.drafts import read_draft
from dialogs.events import Left
from dialogs.ports import Store

log = logging.getLogger(__name__)

LINGER = 0.05
"""Seconds for which a batch is gathered."""

MOST_WAITING = 10_000
MOST_AT_ONCE = 500
LOOK_SECONDS = 10.0


class Doorman:
    """Lets in what is ours, and knows whose written words are."""

    def __init__(
        self, store: Store, carrier: Carrier, inbox: Inbox, metrics: Metrics, *, bot: int
    ) -> None:
        self._store = store
        self._carrier = carrier
        self._inbox = inbox
        self._metrics = metrics
        self._bot = bot
        self._talking: set[bytes] = set()
        self._waiting: deque[Arrival] = deque()
        self._news = asyncio.Event()
        self._open = True
        self.heard_at = 0.0

    def know(self, talking: set[bytes]) -> None:
        """Learn who is in the middle of answering, by their tags in the store."""
        self._talking |= talking

    def take(self, raw: bytes) -> bool:
        """Take one of the host's updates; False when it is the host's to handle.

        Nothing is waited for, so that the order of taking is that of the calls.
        """
        arrival = arrival_of(raw)
        if arrival is None or not self._open:
            return False
        tags = set(self._inbox.tags_of(arrival.user).values())
        meant = ours(arrival, talks=bool(tags & self._talking))
        if meant is None:
            return False
        self._let_in(meant, tags)
        return not isinstance(meant.incoming, Left)  # the host wants to know that too

    def _let_in(self, arrival: Arrival, tags: set[bytes]) -> None:
        if len(self._waiting) >= MOST_WAITING:
            log.error("an update is lost: the store is away, and the host has acknowledged it")
            self._metrics.updates.labels("lost").inc()
            return
        self._talking |= tags  # until we have looked
        self._waiting.append(arrival)
        self._news.set()

    async def run(self, stop: asyncio.Event) -> None:
        """Store what is taken, until `stop` is set; what is in hand then is finished."""
        stopping = asyncio.create_task(self._close_after(stop))
        try:
            while self._open or self._waiting:
                self.heard_at = monotonic()  # whether Telegram is heard, the host alone knows
                if await self._anything() and not await self._carry(self._next_batch(), stop):
                    break
        finally:  # whatever ends us, the host gets everything from now on
            self._open = False
            stopping.cancel()

    async def _close_after(self, stop: asyncio.Event) -> None:
        await stop.wait()
        self._open = False
        self._news.set()

    async def _anything(self) -> bool:
        """Wait for something to do, and a moment more for what comes with it."""
        if not self._waiting:
            self._news.clear()
            try:
                async with asyncio.timeout(LOOK_SECONDS):
                    await self._news.wait()
            except TimeoutError:
                return False
        await asyncio.sleep(LINGER)
        return bool(self._waiting)

    def _next_batch(self) -> list[Arrival]:
        self._waiting = deque(sorted(self._waiting, key=lambda each: each.update_id))
        return [self._waiting.popleft() for _ in range(min(len(self._waiting), MOST_AT_ONCE))]

    async def _carry(self, batch: list[Arrival], stop: asyncio.Event) -> bool:
        if not await self._carrier.insist(batch, stop):
            log.error("what could not be stored is lost: the host has acknowledged it")
            return False
        try:
            await self._look_at(self._tags_of(batch))
        except Exception as error:  # noqa: BLE001 - rather take too much than leave an answer
            log.warning("could not look who is answering: %s", type(error))
        return True

    async def _look_at(self, tags: set[bytes]) -> None:
        """Learn whether these people are still in the middle of answering."""
        async with self._store.begin(self._bot) as work:
            drafts = (await work.read(updates=(), tags=tags, keys=())).drafts
        answering = {tag for tag, content in drafts.items() if read_draft(content).session.kept}
        self._talking -= tags - answering - self._tags_of(self._waiting)

    def _tags_of(self, arrivals: Iterable[Arrival]) -> set[bytes]:
        """Return the tags of those who have sent these, in every round."""
        tags = (self._inbox.tags_of(each.user) for each in arrivals)
        return {tag for each in tags for tag in each.values()}
