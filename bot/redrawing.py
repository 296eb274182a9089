"""Draws what was promised and may not have been drawn: at the start, and then again and again.

At the start these are the screens of the process before us. Later they are those of a worker beside
us that has died, and those that could not be drawn for so long that we gave up for a while.
"""

import asyncio
import logging

from bot.inbox import Inbox
from bot.sender import Sender
from bot.unread import Unread
from dialogs.ports import Owed, Store
from storage.presence import Presence

log = logging.getLogger(__name__)

EVERY_SECONDS = 2.0
AT_ONCE = 500


class Redrawing:
    """Keeps promises that nobody else keeps."""

    def __init__(
        self, store: Store, inbox: Inbox, sender: Sender, presence: Presence, unread: Unread
    ) -> None:
        self._unread = unread
        self._store = store
        self._inbox = inbox
        self._sender = sender
        self._presence = presence

    async def run(self) -> None:
        """Look for owed screens until cancelled."""
        while True:
            try:
                await self.sweep()
            except Exception as error:  # noqa: BLE001 - the database may be away for a while
                log.warning("could not look for owed screens: %s", type(error))
            await asyncio.sleep(EVERY_SECONDS)

    async def sweep(self) -> None:
        """Draw what is owed; what is on its way already is left alone."""
        await self._presence.assure()
        owed = await self._store.owed(AT_ONCE, self._is_on_its_way)
        if owed:
            await self._inbox.look_at_statements()
        for tag, one in owed.items():
            if not self._is_on_its_way(tag, one.promise.mark):  # it may have been sent meanwhile
                self._draw(tag, one)

    def _is_on_its_way(self, tag: bytes, mark: bytes) -> bool:
        return self._sender.has(tag, mark) or self._unread.holds(tag)

    def _draw(self, tag: bytes, owed: Owed) -> None:
        try:
            delivery = self._inbox.redraw(tag, owed)
        except Exception as error:  # noqa: BLE001 - one that cannot be read must not stop the others
            log.error("an owed screen cannot be drawn: %s", type(error))  # noqa: TRY400
        else:
            self._sender.send([delivery] if delivery else [])
