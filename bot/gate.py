"""Receiving one by one: updates that are brought to us, gathered while the last batch is stored.

`accept` is all that a web server needs: it takes the body of a request and returns the status of
its answer, 200 only when the update is durable. Telegram brings one chat's updates one after the
other, each when the last is answered, and many chats at once (up to `max_connections`). So those in
hand at one time are of different people, and the order of a person is kept whichever worker each of
their updates reaches. Should two workers get updates of one person at once, because an answer was
lost on the way, the store lets them in one after the other.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from http import HTTPStatus
from time import monotonic

from bot.carrier import Carrier
from bot.channels.base import Arrival, Channel
from bot.failpoints import reach
from bot.metrics import Metrics
from bot.pace import Backoff

log = logging.getLogger(__name__)

MOST_WAITING = 1000
MOST_AT_ONCE = 500
MOST_HELD = 1000
"""A batch holds each of its people in every round. PostgreSQL has room for some 6,400 such locks as
it comes, for all workers together (64 for each of 100 connections, `max_locks_per_transaction`)."""

HOLD_SECONDS = 10.0
"""For so long an update is held while the store is away; Telegram waits 60 seconds for an answer,
and the pauses between its own tries grow."""


@dataclass
class _Waiting:
    arrival: Arrival
    stored: asyncio.Future[bool]
    since: float = field(default_factory=monotonic)


class Gate:
    """Lets updates in, in batches, and says of each when it is safe. `rounds` are so many."""

    def __init__(
        self, channel: Channel, carrier: Carrier, metrics: Metrics, rounds: int = 1
    ) -> None:
        self._at_once = max(1, min(MOST_AT_ONCE, MOST_HELD // rounds))
        self._channel = channel
        self._carrier = carrier
        self._metrics = metrics
        self._waiting: deque[_Waiting] = deque()
        self._news = asyncio.Event()
        self._open = True
        self.heard_at = 0.0

    async def accept(self, body: bytes) -> HTTPStatus:
        """Take one update and return how its bringer is to be answered, when that is known.

        200: it is stored, or was before, or is passed over. 400: it is no update. 503: it could not
        be stored, or too many are waiting; the bringer keeps it and comes again.
        """
        arrival = self._channel.read(body)
        if arrival is None:
            return HTTPStatus.BAD_REQUEST
        if not self._open or len(self._waiting) >= MOST_WAITING:
            return HTTPStatus.SERVICE_UNAVAILABLE
        if not self._carrier.admit([arrival]):
            return HTTPStatus.OK
        reach("accepted")
        waiting = _Waiting(arrival, asyncio.get_running_loop().create_future())
        self._waiting.append(waiting)
        self._metrics.backlog.set(len(self._waiting))
        self._news.set()
        stored = await waiting.stored
        reach("answering")
        return HTTPStatus.OK if stored else HTTPStatus.SERVICE_UNAVAILABLE

    async def run(self, stop: asyncio.Event) -> None:
        """Store what is brought, until `stop` is set; what is in hand then is finished."""
        stopping = asyncio.create_task(self._close_after(stop))
        try:
            while self._open or self._waiting:
                await self._news.wait()
                self._news.clear()
                while self._waiting:
                    await self._store(self._next_batch())
        finally:  # whatever ends us, nobody waits here for ever
            self._open = False
            stopping.cancel()
            _answer(self._waiting, stored=False)

    async def _close_after(self, stop: asyncio.Event) -> None:
        await stop.wait()
        self._open = False
        self._news.set()

    def _next_batch(self) -> list[_Waiting]:
        size = min(len(self._waiting), self._at_once)
        batch = [self._waiting.popleft() for _ in range(size)]
        self._metrics.backlog.set(len(self._waiting))
        return batch

    async def _store(self, batch: list[_Waiting]) -> None:
        """Store a batch, and hold what the store does not take for as long as that is sensible."""
        backoff = Backoff(0.1, 1.0)
        try:
            while batch:
                left = await self._carrier.carry([each.arrival for each in batch])
                kept = {id(arrival) for arrival in left.arrivals}
                _answer([each for each in batch if id(each.arrival) not in kept], stored=True)
                batch = [each for each in batch if id(each.arrival) in kept]
                if not left.store_at_fault or not self._open:
                    return
                late = monotonic() - HOLD_SECONDS
                _answer([each for each in batch if each.since <= late], stored=False)
                batch = [each for each in batch if each.since > late]
                await backoff.pause()
        finally:
            _answer(batch, stored=False)


def _answer(batch: Iterable[_Waiting], *, stored: bool) -> None:
    for each in batch:
        if not each.stored.done():
            each.stored.set_result(stored)
