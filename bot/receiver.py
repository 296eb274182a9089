"""Receiving by long polling: receive, store, draw, and only then confirm by receiving again."""

import asyncio
import logging
from collections.abc import Callable
from time import monotonic

from bot.carrier import Carrier
from bot.channels.base import (
    Arrival,
    Channel,
    OtherReceiverError,
    UnknownTokenError,
    UnreachableError,
)
from bot.failpoints import reach
from bot.metrics import Metrics
from bot.pace import Backoff
from bot.stopping import unless
from bot.theft import TheftAlarm

log = logging.getLogger(__name__)

WAIT_SECONDS = 20.0


class Receiver:
    """Fetches arrivals from a channel and has them carried in, until it is stopped.

    Args:
        token_lost: told when the messenger does not know our token any more.
    """

    def __init__(
        self,
        channel: Channel,
        carrier: Carrier,
        metrics: Metrics,
        theft: TheftAlarm,
        token_lost: Callable[[UnknownTokenError], None],
    ) -> None:
        self._theft = theft
        self._token_lost = token_lost
        self._channel = channel
        self._carrier = carrier
        self._metrics = metrics
        self._trouble = Backoff(0.2, 3.0)
        self.heard_at = 0.0

    async def run(self, stop: asyncio.Event) -> None:
        """Work until `stop` is set; the batch in hand is finished, stored and confirmed."""
        while not stop.is_set():
            arrivals = await unless(stop, self._receive)
            admitted = self._carrier.admit(arrivals or ())
            if admitted and not await self._carrier.insist(admitted, stop):
                return
            await self._carrier.unread.write()
            self._channel.stored(arrivals or ())
            reach("confirmed")

    async def _receive(self) -> list[Arrival]:
        try:
            reach("receiving")
            arrivals = await self._channel.receive(wait=WAIT_SECONDS)
            reach("received")
        except Exception as error:  # noqa: BLE001 - whatever it is, nothing was confirmed
            await self._complain(error)
            return []
        self._trouble.reset()
        self.heard_at = monotonic()
        return arrivals

    async def _complain(self, error: Exception) -> None:
        """Say what is wrong, once where it needs a human, and wait before the next try."""
        if isinstance(error, UnknownTokenError):
            self._token_lost(error)
        elif isinstance(error, OtherReceiverError):
            log.error("%s", error)
            self._theft.ring()
        else:
            log.warning("could not receive: %s", type(error))
            self._metrics.receive_errors.labels("unreachable").inc()
        await self._trouble.pause(error.after if isinstance(error, UnreachableError) else 0.0)
