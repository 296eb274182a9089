"""Sends the letters of the outbox: one process at a time, at Telegram's pace.

What is done about a letter that did not go out depends on why: somebody who blocked the bot, is
gone or never was gets nothing more; when Telegram says "wait", everybody waits; when the network
fails, the letter is tried again, behind all others, until its last day. Where a failure leaves it
open whether a letter has arrived, only a letter that may be repeated is sent again.
"""

import asyncio
import datetime as dt
import logging
from collections.abc import Callable, Coroutine
from contextlib import suppress
from enum import StrEnum

from bot.allowance import Turns
from bot.channels.base import Channel, Remedy, SendProblem
from bot.damage import Damage, Kind
from bot.failpoints import reach
from bot.metrics import Metrics
from bot.pace import Backoff, Pace
from bot.stopping import unless
from storage.outbox import Outbox, Queued, Turn

log = logging.getLogger(__name__)

AT_ONCE = 25
EVERY_SECONDS = 1.0
LONGEST_PAUSE = 60.0


class _Fate(StrEnum):
    SENT = "sent"
    STOPPED = "stopped"
    DOUBTFUL = "doubtful"
    LATE = "late"
    AGAIN = "again"


class OutboxSender:
    """Empties the outbox of one bot whenever this process is the one to do so.

    With `turns`, letters wait for the answers that wait for theirs.
    """

    def __init__(
        self,
        outbox: Outbox,
        channel: Channel,
        pace: Pace,
        metrics: Metrics,
        today: Callable[[], dt.date],
        *,
        turns: Turns | None = None,
    ) -> None:
        self._damage = Damage(metrics)
        self._outbox = outbox
        self._channel = channel
        self._pace = pace
        self._metrics = metrics
        self._today = today
        self._turns = turns
        self._trouble = Backoff(0.5, LONGEST_PAUSE)
        self._unsettled: dict[bytes, _Fate] = {}

    async def run(self, stop: asyncio.Event) -> None:
        """Send until `stop` is set; the letters in hand are finished and noted."""
        while not stop.is_set():
            try:
                async with self._outbox.turn() as turn:
                    if turn is not None:
                        await self._work(turn, stop)
            except Exception as error:  # noqa: BLE001 - the database may be away for a while
                log.warning("could not work on the outbox: %s", type(error))
            await _nap(stop)

    async def _work(self, turn: Turn, stop: asyncio.Event) -> None:
        """Be the one sender, for as long as the database lets us."""
        for id_, fate in list(self._unsettled.items()):  # from when the database went away
            await self._settle(turn, id_, fate)
        self._count(_Fate.DOUBTFUL, await turn.recover())
        while not stop.is_set():
            self._count(_Fate.LATE, await turn.expire(self._today()))
            letters = await turn.waiting(AT_ONCE)
            self._damage.found(Kind.LETTERS, turn.damaged)
            sent = await _all(*(self._send(turn, *each, stop) for each in letters.items()))
            if not letters:
                await _nap(stop)
            elif all(fate is _Fate.AGAIN for fate in sent):  # nothing gets through
                await unless(stop, self._trouble.pause)
            else:
                self._trouble.reset()

    async def _send(
        self, turn: Turn, id_: bytes, queued: Queued, stop: asyncio.Event
    ) -> _Fate | None:
        """Send one letter: marked before, settled after, each in a commit of its own.

        Returns:
            What has become of it; None when we were told to stop before its turn came, or when its
            round has ended meanwhile.
        """
        await unless(stop, self._turn)
        if stop.is_set() or not await turn.mark(id_):
            return None
        fate = self._unsettled[id_] = await self._post(queued)
        await self._settle(turn, id_, fate)
        return fate

    async def _turn(self) -> None:
        await self._pace.turn()
        if self._turns is not None:
            await self._turns.letter()
            await self._pace.open()

    async def _post(self, queued: Queued) -> _Fate:
        try:
            reach("posting")
            await self._channel.post(queued.letter)
            reach("posted")
        except SendProblem as problem:
            self._metrics.delivery_errors.labels(problem.remedy.value).inc()
            if problem.remedy is Remedy.WAIT:
                self._pace.pause(problem.after)
            return _fate(problem, queued)
        return _Fate.SENT

    async def _settle(self, turn: Turn, id_: bytes, fate: _Fate) -> None:
        await (turn.put_back(id_) if fate is _Fate.AGAIN else turn.erase(id_))
        del self._unsettled[id_]
        self._count(fate, 1)

    def _count(self, fate: _Fate, count: int) -> None:
        if fate is not _Fate.AGAIN:
            self._metrics.letters.labels(fate.value).inc(count)
        if fate is _Fate.DOUBTFUL and count:
            log.warning("%d letters may or may not have arrived, and are not repeated", count)


def _fate(problem: SendProblem, queued: Queued) -> _Fate:
    if problem.remedy in {Remedy.STOP, Remedy.GIVE_UP}:
        return _Fate.STOPPED
    if problem.doubtful and not queued.repeatable:
        return _Fate.DOUBTFUL
    return _Fate.AGAIN


async def _all(*sends: Coroutine[None, None, _Fate | None]) -> list[_Fate | None]:
    """Await all to their ends, and only then raise the first error.

    The right to send must not go to somebody else while a letter is on its way.
    """
    ended = await asyncio.gather(*sends, return_exceptions=True)
    for one in ended:
        if isinstance(one, BaseException):
            raise one
    return [one for one in ended if not isinstance(one, BaseException)]


async def _nap(stop: asyncio.Event) -> None:
    with suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), EVERY_SECONDS)
