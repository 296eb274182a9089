"""Notes in the store which promised screens are drawn, and which message shows them now.

What gathered while the last note was written goes into one transaction. A note that is lost with a
crash costs a second drawing and nothing else.
"""

import asyncio
import logging
from collections.abc import Mapping

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from bot.channels.base import Delivery
from bot.failpoints import reach
from bot.pace import Backoff
from dialogs.drafts import Draft
from dialogs.ports import Changes, Snapshot, Store
from storage.intake import RoundClosedError

log = logging.getLogger(__name__)


class _Drawn(Struct, frozen=True):
    mark: bytes
    shown: int | None


class Keeper:
    """Keeps the book of promised screens for one process."""

    def __init__(self, store: Store, bot: int) -> None:
        self._store = store
        self._bot = bot
        self._drawn: dict[bytes, _Drawn] = {}
        self._noting: dict[bytes, _Drawn] = {}
        self._news = asyncio.Event()
        self._backoff = Backoff(0.05, 2.0)

    def drawn(self, delivery: Delivery, shown: int | None) -> None:
        """Note that a delivery is drawn, in the new message `shown` if it made one."""
        if delivery.mark:
            shown = self.screen_of(delivery.tag) if shown is None else shown
            self._drawn[delivery.tag] = _Drawn(delivery.mark, shown)
            self._news.set()

    def holds(self, tag: bytes, mark: bytes) -> bool:
        """Return whether a promised screen is drawn already, and only not written down yet."""
        return any(tag in book and book[tag].mark == mark for book in (self._drawn, self._noting))

    def screen_of(self, tag: bytes) -> int | None:
        """Return the message that shows a person's screen, where the store does not know it yet."""
        newest = self._drawn.get(tag) or self._noting.get(tag)
        return newest.shown if newest else None

    async def is_due(self, delivery: Delivery) -> bool:
        """Return whether nothing newer was promised since; if nobody can tell, it is due."""
        if not delivery.mark:
            return True
        try:
            reach("recalling")
            async with self._store.begin(self._bot) as work:
                snapshot = await work.read(updates=(), tags=(delivery.tag,), keys=())
            reach("recalled")
        except Exception as error:  # noqa: BLE001 - a screen too many is better than one too few
            log.warning("could not look up a promise: %s", type(error))
            return True
        return _is_current(delivery.tag, delivery.mark, snapshot)

    async def run(self) -> None:
        """Write down what is drawn, until cancelled."""
        while True:
            await self._news.wait()
            if not await self.note():
                await self._backoff.pause()

    async def note(self) -> bool:
        """Write down everything that is drawn so far; whether that has worked."""
        self._news.clear()
        self._noting, self._drawn = {**self._noting, **self._drawn}, {}
        try:
            reach("noting")
            await self._write(self._noting)
            reach("noted")
        except Exception as error:  # noqa: BLE001 - it is tried again
            log.warning("could not note what is drawn: %s", type(error))
            self._news.set()
            return False
        self._noting = {}
        self._backoff.reset()
        return True

    async def _write(self, drawn: Mapping[bytes, _Drawn]) -> None:
        kept = {tag: one.mark for tag, one in drawn.items()}
        try:
            async with self._store.begin(self._bot) as work:
                snapshot = await work.read(updates=(), tags=kept, keys=())
                await work.write(Changes(kept=kept, drafts=_moved(drawn, snapshot)))
        except RoundClosedError:
            async with self._store.begin(self._bot) as work:
                await work.write(Changes(kept=kept))


def _is_current(tag: bytes, mark: bytes, snapshot: Snapshot) -> bool:
    promise = snapshot.promises.get(tag)
    return promise is not None and promise.mark == mark


def _moved(drawn: Mapping[bytes, _Drawn], snapshot: Snapshot) -> dict[bytes, bytes]:
    """Return the drafts whose screen is in another message now than they say."""
    moved = {}
    for tag, one in drawn.items():
        known = snapshot.drafts.get(tag)
        if known is None or one.shown is None or not _is_current(tag, one.mark, snapshot):
            continue
        draft = msgspec.json.decode(known, type=Draft)
        if draft.screen != one.shown:
            moved[tag] = msgspec.json.encode(replace(draft, screen=one.shown))
    return moved
