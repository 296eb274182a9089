"""The receiving loop: receive, store, draw, and only then confirm by receiving again."""

import asyncio
import logging
from collections import Counter
from collections.abc import Sequence

from bot.channels.base import Arrival, Channel, Delivery
from bot.inbox import Inbox
from bot.sender import Sender

log = logging.getLogger(__name__)

WAIT_SECONDS = 20.0
TRIES_ALONE = 5
PAUSE_AFTER_FAILURE = 0.5


class Receiver:
    """Carries arrivals from a channel to the inbox, until it is stopped."""

    def __init__(self, channel: Channel, inbox: Inbox, sender: Sender) -> None:
        self._channel = channel
        self._inbox = inbox
        self._sender = sender
        self._failures: Counter[int] = Counter()
        self.set_aside = 0

    async def run(self, stop: asyncio.Event) -> None:
        """Work until `stop` is set; the batch in hand is finished, stored and confirmed."""
        stopping = asyncio.create_task(stop.wait())
        while not stop.is_set():
            receiving = asyncio.create_task(self._receive())
            await asyncio.wait({receiving, stopping}, return_when=asyncio.FIRST_COMPLETED)
            if not receiving.done():
                receiving.cancel()
                await asyncio.wait({receiving})
                break
            await self._store_and_send(receiving.result())
        await self._sender.drain()

    async def _receive(self) -> list[Arrival]:
        try:
            return await self._channel.receive(wait=WAIT_SECONDS)
        except Exception as error:  # noqa: BLE001 - whatever it is, nothing was confirmed
            log.warning("could not receive: %s", type(error).__name__)
            await asyncio.sleep(PAUSE_AFTER_FAILURE)
            return []

    async def _store_and_send(self, arrivals: Sequence[Arrival]) -> None:
        """Do not return before every arrival is stored or set aside: returning confirms them."""
        if not arrivals:
            return
        deliveries = await self._handle(arrivals)
        if deliveries is None:
            for arrival in arrivals:
                await self._alone(arrival)
        else:
            self._sender.send(deliveries)

    async def _alone(self, arrival: Arrival) -> None:
        for _ in range(TRIES_ALONE):
            deliveries = await self._handle([arrival])
            if deliveries is not None:
                self._sender.send(deliveries)
                return
            await asyncio.sleep(PAUSE_AFTER_FAILURE)
        self.set_aside += 1
        log.error("an update failed %d times and was set aside", TRIES_ALONE)

    async def _handle(self, arrivals: Sequence[Arrival]) -> list[Delivery] | None:
        try:
            return await self._inbox.handle(arrivals)
        except Exception as error:  # noqa: BLE001 - nothing was stored, so it is tried again
            log.warning("could not store %d updates: %s", len(arrivals), type(error).__name__)
            return None
