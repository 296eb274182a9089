"""Receiving one by one: updates that are brought to us, gathered while the last batch is stored.

`accept` is all that a web server needs: it takes the body of a request and has it answered, with
200 only when the update is durable. Telegram brings one chat's messages one after the other, each
when the last is answered, a person's taps beside them, and many chats at once (up to
`max_connections`). So a batch is sorted by the numbers of its updates, and who has an update that
was sent away waits for it with all later ones (`behind`). Two workers that get a message and a tap
of one person at once let them in one after the other, in the order in which the store gets them.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from time import monotonic

from bot.behind import Behind
from bot.carrier import Carrier
from bot.channels.base import Arrival, Channel
from bot.failpoints import reach
from bot.metrics import Metrics
from bot.pace import Backoff
from bot.replies import Replies
from bot.web_requests import Answer, Reply

log = logging.getLogger(__name__)

MOST_WAITING = 1000
MOST_AT_ONCE = 500
MOST_HELD = 1000
"""A batch holds each of its people in every round. PostgreSQL has room for some 6,400 such locks as
it comes, for all workers together (64 for each of 100 connections, `max_locks_per_transaction`)."""

HOLD_SECONDS = 10.0
"""For so long an update is held while the store is away; Telegram waits 60 seconds for an answer,
and the pauses between its own tries grow."""

_LATER = Answer(HTTPStatus.SERVICE_UNAVAILABLE)

LINGER_SECONDS = 0.003
"""For so long a batch waits until as many are in hand as in the last one. One commit costs as much
for forty people as for one, and those who were answered together come again together."""


@dataclass
class _Waiting:
    arrival: Arrival
    reply: Reply
    since: float = field(default_factory=monotonic)


class Gate:
    """Lets updates in, in batches, and says of each when it is safe. `rounds` are so many."""

    def __init__(
        self,
        channel: Channel,
        carrier: Carrier,
        replies: Replies,
        metrics: Metrics,
        rounds: int = 1,
    ) -> None:
        self._at_once = max(1, min(MOST_AT_ONCE, MOST_HELD // rounds))
        self._channel = channel
        self._carrier = carrier
        self._replies = replies
        self._waiting: deque[_Waiting] = deque()
        metrics.backlog.set_function(lambda: len(self._waiting))
        self._news = asyncio.Event()
        self._expected = 1
        self._gathered = asyncio.Event()
        self._open = True
        self._behind = Behind()
        self._writing: set[asyncio.Task[None]] = set()
        self.heard_at = 0.0

    def accept(self, body: bytes, reply: Reply) -> None:
        """Take one update, and answer its bringer when it is known how.

        200: it is stored, or was before, or is passed over; the body is a call that the bringer
        makes for us. 400: it is no update. 503: it could not
        be stored, or too many are waiting; the bringer keeps it and comes again.
        """
        arrival = self._channel.read(body)
        if arrival is None:
            reply(Answer(HTTPStatus.BAD_REQUEST))
        elif not self._open or len(self._waiting) >= MOST_WAITING:
            self._send_away(arrival, reply)
        elif self._behind.is_too_early(arrival):
            reply(_LATER)
        elif not self._carrier.admit([arrival]):
            self._pass_over(Answer(HTTPStatus.OK, self._replies.take(arrival)), reply)
        else:
            self._wait(_Waiting(arrival, reply))

    def _pass_over(self, answer: Answer, reply: Reply) -> None:
        """Answer as soon as the words that nobody reads are promised to go."""
        if self._carrier.unread.is_written:
            reply(answer)
            return
        writing = asyncio.create_task(self._carrier.unread.write())
        self._writing.add(writing)
        writing.add_done_callback(self._writing.discard)
        writing.add_done_callback(lambda _: reply(answer))

    def _wait(self, waiting: _Waiting) -> None:
        reach("accepted")
        self._waiting.append(waiting)
        self._news.set()
        if len(self._waiting) >= self._expected:
            self._gathered.set()

    async def run(self, stop: asyncio.Event) -> None:
        """Store what is brought, until `stop` is set; what is in hand then is finished."""
        stopping = asyncio.create_task(self._close_after(stop))
        try:
            while self._open or self._waiting:
                await self._news.wait()
                self._news.clear()
                while self._waiting:
                    await self._linger()
                    batch = self._next_batch()
                    await self._store(batch)
                    self._expected = min(len(batch) + len(self._waiting), self._at_once)
        finally:  # whatever ends us, nobody waits here for ever
            self._open = False
            stopping.cancel()
            self._answer(self._waiting, stored=False)

    async def _close_after(self, stop: asyncio.Event) -> None:
        await stop.wait()
        self._open = False
        self._news.set()
        self._gathered.set()

    async def _linger(self) -> None:
        """Wait a moment for those who were in hand a moment ago."""
        if len(self._waiting) >= self._expected or not self._open:
            return
        self._gathered.clear()
        with suppress(TimeoutError):
            async with asyncio.timeout(LINGER_SECONDS):
                await self._gathered.wait()

    def _next_batch(self) -> list[_Waiting]:
        size = min(len(self._waiting), self._at_once)
        batch = [self._waiting.popleft() for _ in range(size)]
        return sorted(batch, key=lambda each: each.arrival.update_id)

    async def _store(self, batch: list[_Waiting]) -> None:
        """Store a batch, and hold what the store does not take for as long as that is sensible."""
        backoff = Backoff(0.1, 1.0)
        try:
            while batch:
                left = await self._carrier.carry([each.arrival for each in batch])
                kept = {id(arrival) for arrival in left.arrivals}
                done = [each for each in batch if id(each.arrival) not in kept]
                batch = [each for each in batch if id(each.arrival) in kept]
                self._answer(done, stored=True)
                if not left.store_at_fault or not self._open:
                    return
                late = monotonic() - HOLD_SECONDS
                too_long = [each for each in batch if each.since <= late]
                batch = [each for each in batch if each.since > late]
                self._answer(too_long, stored=False)
                await backoff.pause()
        finally:
            self._answer(batch, stored=False)

    def _answer(self, batch: Iterable[_Waiting], *, stored: bool) -> None:
        for each in batch:
            reach("answering")
            said = self._replies.take(each.arrival)
            if stored:
                self._behind.done(each.arrival)
                each.reply(Answer(HTTPStatus.OK, said))
            else:
                self._send_away(each.arrival, each.reply)

    def _send_away(self, arrival: Arrival, reply: Reply) -> None:
        self._behind.sent_away(arrival)
        reply(_LATER)
