"""Notes in the store which promised screens are drawn, and which message shows them now.

A batch takes along what is drawn for the people in it; of the others' the book is kept a moment
later, in one transaction for all. A note that is lost with a crash costs a second drawing and
nothing else.
"""

import asyncio
import logging
from collections.abc import Mapping
from time import monotonic

from msgspec import Struct
from msgspec.structs import replace

from bot.batch import Batch
from bot.channels.base import Delivery
from bot.failpoints import reach
from bot.pace import Backoff
from dialogs.drafts import read_draft, write_draft
from dialogs.ports import Changes, Snapshot, Store
from dialogs.states import Phase

log = logging.getLogger(__name__)

CLOSE_SECONDS = 1.5
"""For the last note, when we are told to stop: a store that is away is not waited for."""

LINGER = 0.3
"""Seconds until what is drawn is written down by itself: many people have tapped on by then."""


class _Drawn(Struct, frozen=True):
    """A screen: the promise that it keeps, the message it is in, and whether that is another.

    `stays` says that a withdrawal code stands on it, so no later screen takes its place.
    """

    mark: bytes
    shown: int | None
    moved: bool
    stays: bool


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
            former = self._known(delivery.tag)
            shown = former.shown if former and shown is None else shown
            moved = shown is not None and shown != delivery.screen
            moved = moved or (former is not None and former.moved)
            stays = delivery.session.phase is Phase.SAVED
            self._drawn[delivery.tag] = _Drawn(delivery.mark, shown, moved, stays)
            self._news.set()

    def lay_over(self, batch: Batch) -> None:
        """Let it be known in a batch what is drawn, and be written with it.

        Where something newer was promised, that is not drawn yet, but the screen that it replaces
        is another one now.
        """
        for tag, promise in list(batch.promises.items()):
            drawn = self._known(tag)
            if drawn is None:
                continue
            if drawn.mark == promise.mark:
                batch.keep(tag)
            draft = batch.drafts.get(tag)
            if draft is not None and drawn.shown is not None:
                batch.remember(tag, replace(draft, screen=drawn.shown))

    def written(self, kept: Mapping[bytes, bytes]) -> None:
        """Forget what a batch has taken along, when that is durable."""
        for tag, mark in kept.items():
            for book in (self._drawn, self._noting):
                if tag in book and book[tag].mark == mark:
                    del book[tag]

    def holds(self, tag: bytes, mark: bytes) -> bool:
        """Return whether a promised screen is drawn already, and only not written down yet."""
        return any(tag in book and book[tag].mark == mark for book in (self._drawn, self._noting))

    def screen_of(self, tag: bytes) -> int | None:
        """Return the message that shows a person's screen, where the store does not know it yet."""
        newest = self._known(tag)
        return newest.shown if newest and not newest.stays else None

    def _known(self, tag: bytes) -> _Drawn | None:
        return self._drawn.get(tag) or self._noting.get(tag)

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
            await asyncio.sleep(LINGER)
            if not await self.note():
                await self._backoff.pause()

    async def close(self) -> None:
        """Write down what is left; what cannot be written is drawn once more at the next start."""
        until = monotonic() + CLOSE_SECONDS
        while not await self.note() and monotonic() < until:
            await self._backoff.pause()

    async def note(self) -> bool:
        """Write down everything that is drawn so far; whether that has worked."""
        self._news.clear()
        self._noting, self._drawn = {**self._noting, **self._drawn}, {}
        if not self._noting:
            return True
        try:
            reach("noting")
            await self._write(dict(self._noting))
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
        moved = [tag for tag, one in drawn.items() if one.moved]
        async with self._store.begin(self._bot) as work:
            await work.hold(kept)
            snapshot = await work.read(updates=(), tags=moved, keys=())
            await work.write(Changes(kept=kept, moved=_moved(drawn, snapshot)))


def _is_current(tag: bytes, mark: bytes, snapshot: Snapshot) -> bool:
    promise = snapshot.promises.get(tag)
    return promise is not None and promise.mark == mark


def _moved(drawn: Mapping[bytes, _Drawn], snapshot: Snapshot) -> dict[bytes, bytes]:
    """Return the drafts whose screen is in another message now than they say.

    Also where something newer was promised: until that is drawn, this is what it replaces. Where
    nothing is promised any more, it is drawn, and others have written down where.
    """
    moved = {}
    for tag, one in drawn.items():
        known = snapshot.drafts.get(tag)
        if known is None or one.shown is None or tag not in snapshot.promises:
            continue
        draft = read_draft(known)
        if draft.screen != one.shown:
            moved[tag] = write_draft(replace(draft, screen=one.shown))
    return moved
