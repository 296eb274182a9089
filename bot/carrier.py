"""Carries arrivals into the store: together, and one by one where the batch does not go through.

It tells two kinds of failure apart. When the store is at fault (disk full, database away), nothing
is given up, however long it takes. When one update fails by itself while the store works, this is
counted in the store; after five times it is set aside, so that it cannot hold up the others.

That a round is closed in this very moment is neither: we look at the round, and handle the batch
again, so that everybody is told.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Protocol

from bot.albums import Albums
from bot.channels.base import Arrival, Delivery
from bot.failpoints import reach
from bot.flood import Flood, Sorted
from bot.inbox import Inbox, OvertakenError
from bot.metrics import Metrics
from bot.pace import Backoff
from bot.unread import Unread
from dialogs.ports import Changes, Store
from storage.intake import RoundClosedError
from storage.ticket_batches import TicketGoneError

log = logging.getLogger(__name__)

TRIES_ALONE = 5
RESPITE = 5.0
"""Seconds after which a batch that does not go through is left when we must stop."""

MOST_LOOKS = 5
"""How often a batch is handled again at once, because a round was closed or a code used up."""


class Outgoing(Protocol):
    """Takes what is to be drawn."""

    def send(self, deliveries: Sequence[Delivery]) -> None:
        """Begin to draw; each chat gets its deliveries in this order."""
        ...

    def release(self, arrivals: Sequence[Arrival]) -> None:
        """Let the buttons go of what is not read, and do nothing else about it."""
        ...

    def unsay(self, delivery: Delivery) -> bool:
        """Begin to remove what nobody reads, out of line; False where too much is on its way."""
        ...


@dataclass(frozen=True)
class Left:
    """What could not be stored this time, and whether that is the fault of the store."""

    arrivals: Sequence[Arrival] = ()
    store_at_fault: bool = False


class Carrier:
    """Brings arrivals to the inbox and hands over what is to be drawn."""

    def __init__(
        self,
        store: Store,
        inbox: Inbox,
        sender: Outgoing,
        metrics: Metrics,
        look: Callable[[], Awaitable[None]],
        *,
        bot: int,
        flood: Flood | None = None,
    ) -> None:
        self._albums = Albums()
        self._flood = flood
        self._store = store
        self._inbox = inbox
        self._sender = sender
        self._metrics = metrics
        self._look = look
        self._bot = bot
        self.unread = Unread(sender.unsay, inbox, store, bot)

    def admit(self, arrivals: Sequence[Arrival]) -> Sequence[Arrival]:
        """Return what is to be carried; all else may be confirmed, its senders are told to pause.

        A button whose tap is passed over stops waiting all the same, and words are removed. So are
        the pictures of an album of which the first is carried.

        Ask once for each arrival, when it comes in.
        """
        single, spoken_for = self._albums.sort(arrivals)
        found = self._flood.sort(single) if self._flood else Sorted(read=[*single])
        if len(found.read) < len(arrivals):
            self._pass_over(found, spoken_for)
        return found.read

    def _pass_over(self, found: Sorted, spoken_for: Sequence[Arrival]) -> None:
        unread = [*spoken_for, *found.ask, *found.passed_over]
        self._metrics.updates.labels("passed_over").inc(len(unread))
        self._sender.send([self._inbox.ask_to_pause(arrival) for arrival in found.ask])
        self._sender.release(found.passed_over)
        if self._inbox.removes_words:
            self.unread.add(unread)

    def close(self) -> None:
        """Begin at once with what would be done a moment later."""
        self.unread.clear()

    async def carry(self, arrivals: Sequence[Arrival]) -> Left:
        """Store arrivals, or set them aside; return those that have to be tried again.

        Everything else is durable when this returns, and may be confirmed.
        """
        began = monotonic()
        if not await self._store_all(arrivals):
            return await self._one_by_one(arrivals)
        self._metrics.storing.observe(monotonic() - began)
        return Left()

    async def insist(self, arrivals: Sequence[Arrival], stop: asyncio.Event) -> bool:
        """Store or set aside every arrival, as long as it takes; False when told to stop before."""
        backoff, deadline = Backoff(0.1, 1.0), None
        while True:
            self._metrics.backlog.set(len(arrivals))
            arrivals = (await self.carry(arrivals)).arrivals
            if not arrivals:
                self._metrics.backlog.set(0)
                return True
            if stop.is_set():
                deadline = deadline or monotonic() + RESPITE
                if monotonic() > deadline:
                    log.warning("%d updates are left unconfirmed", len(arrivals))
                    return False
            await backoff.pause()

    async def _one_by_one(self, arrivals: Sequence[Arrival]) -> Left:
        """Try each alone. Whoever has one that failed keeps their later ones, to be in order."""
        left: list[Arrival] = []
        behind: set[str] = set()
        for number, arrival in enumerate(arrivals):
            if arrival.user not in behind and await self._store_all([arrival]):
                continue
            tries = 0 if arrival.user in behind else await self._count(arrival)
            if tries is None:
                return Left([*left, *arrivals[number:]], store_at_fault=True)
            if tries < TRIES_ALONE:
                left.append(arrival)
                behind.add(arrival.user)
            else:
                self._set_aside(arrival)
        return Left(left)

    async def _store_all(self, arrivals: Sequence[Arrival]) -> bool:
        try:
            deliveries = await self._handle(arrivals)
        except Exception as error:  # noqa: BLE001 - nothing was stored, so it is tried again
            log.warning("could not store %d updates: %s", len(arrivals), type(error))
            self._metrics.store_failures.inc()
            return False
        unreadable = sum(not arrival.readable for arrival in arrivals)
        self._metrics.updates.labels("unreadable").inc(unreadable)
        self._metrics.updates.labels("stored").inc(len(arrivals) - unreadable)
        self._sender.send([self._owning_up(each) for each in deliveries])
        self._sender.release([arrival for arrival in arrivals if not arrival.user])
        return True

    def _owning_up(self, delivery: Delivery) -> Delivery:
        stays = self.unread.stays(delivery.arrival.chat)
        return self._inbox.own_up(delivery) if stays else delivery

    async def _handle(self, arrivals: Sequence[Arrival]) -> list[Delivery]:
        """Handle a batch; again with the new truth, where it was overtaken by what is done."""
        for _ in range(MOST_LOOKS):
            try:
                return await self._inbox.handle(arrivals)
            except (OvertakenError, RoundClosedError, TicketGoneError):
                reach("looking")
                await self._look()
        return await self._inbox.handle(arrivals)

    async def _count(self, arrival: Arrival) -> int | None:
        """Count a failure in the store, the last one with the mark that this update is done.

        Returns:
            How often it has failed; None when not even that can be stored.
        """
        try:
            reach("counting")
            async with self._store.begin(self._bot) as work:
                tries = await work.count_failure(arrival.update_id)
                if tries >= TRIES_ALONE:
                    await work.write(Changes(seen=[arrival.update_id]))
            reach("counted")
        except Exception as error:  # noqa: BLE001 - then it is the store that is at fault
            log.warning("could not count a failure: %s", type(error))
            return None
        return tries

    def _set_aside(self, arrival: Arrival) -> None:
        log.error("an update failed %d times alone and was set aside", TRIES_ALONE)
        self._metrics.updates.labels("set_aside").inc()
        if arrival.incoming is not None:
            self._sender.send([self._inbox.apologise(arrival)])
        else:
            self._sender.release([arrival])
