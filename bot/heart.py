"""The heartbeat: writes down that we hear Telegram, finds outages, and watches the webhook."""

import asyncio
import datetime as dt
import logging
from collections.abc import Callable
from time import monotonic

from bot.channels.base import Channel, UnknownTokenError, UnreachableError
from bot.clock import since_boot
from bot.metrics import Metrics
from bot.theft import TheftAlarm
from storage.db import Database
from storage.heartbeat import KEPT_BY_TELEGRAM, beat

log = logging.getLogger(__name__)

EVERY_SECONDS = 30.0


class Heart:
    """Beats while the messenger can be reached and the database written to.

    Args:
        hook_url: where updates are to be brought; empty when we fetch them.
        heard_at: returns the `monotonic` time at which something was last received.
        token_lost: told when the messenger does not know our token any more.
    """

    def __init__(
        self,
        database: Database,
        channel: Channel,
        metrics: Metrics,
        theft: TheftAlarm,
        *,
        bot: int,
        now: Callable[[], dt.datetime],
        hook_url: str,
        heard_at: Callable[[], float],
        token_lost: Callable[[UnknownTokenError], None],
    ) -> None:
        self._database = database
        self._channel = channel
        self._metrics = metrics
        self._theft = theft
        self._bot = bot
        self._now = now
        self._hook_url = hook_url
        self._heard_at = heard_at
        self._token_lost = token_lost
        self.beat_at = 0.0
        self._beat_since_boot: float | None = None

    async def run(self) -> None:
        """Beat until cancelled."""
        while True:
            pause = EVERY_SECONDS
            try:
                await self.once()
            except UnknownTokenError as error:
                self._token_lost(error)
            except Exception as error:  # noqa: BLE001 - a missed beat is what this is about
                log.warning("no heartbeat: %s", type(error))
                if isinstance(error, UnreachableError):
                    pause = max(pause, error.after)
            await asyncio.sleep(pause)

    async def once(self) -> None:
        """Beat once, if we can hear: by polling we know, with a webhook we ask."""
        if self._hook_url:
            if not await self._is_hooked():
                return
        elif monotonic() - self._heard_at() > EVERY_SECONDS + 30:
            return
        ended = await beat(self._database, self._bot, self._now(), unbroken=self._is_unbroken())
        self.beat_at, self._beat_since_boot = monotonic(), since_boot()
        if ended is not None:
            log.error("deaf for longer than updates are kept; it will stand in the record")
            self._metrics.gaps.inc()

    def _is_unbroken(self) -> bool:
        """Return whether this process knows better than the clock, which may have jumped."""
        last = self._beat_since_boot
        return last is not None and since_boot() - last < KEPT_BY_TELEGRAM.total_seconds()

    async def _is_hooked(self) -> bool:
        """Ask where updates go: somewhere else means that somebody has our token."""
        state = await self._channel.hook()
        self._metrics.waiting_there.set(state.waiting)
        if state.url != self._hook_url:
            log.error("updates are brought to another address: whoever did this has the token")
            self._theft.ring()
        return state.url == self._hook_url
