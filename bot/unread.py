"""What somebody types while nothing of theirs is read is removed from their chat all the same.

It is gathered for a moment first: a flood would otherwise cost us a call for each of its messages.
That it goes is promised in the store meanwhile, before the updates are confirmed, so that a crash
leaves none of it behind. Of who has not consented nothing is stored, and so not that either.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from msgspec.structs import replace

from bot.channels.base import Arrival, Delivery
from dialogs.ports import Changes, Promise, Store

log = logging.getLogger(__name__)

LINGER_SECONDS = 5.0

MOST_IN_A_CHAT = 100
"""So many messages are removed with one call. More of them stay, and the next screen says so."""

MOST_CHATS = 1000
"""So many people are remembered at a time; what others type stays, which they are told too."""


class Removals(Protocol):
    """Makes deliveries that remove what was typed, and the promises of them."""

    def removal(self, arrival: Arrival) -> Delivery:
        """Return a delivery that removes nothing yet, under a tag and a mark of its own."""
        ...

    def tags_of(self, user: str) -> Mapping[str, bytes]:
        """Return somebody's tag in each round."""
        ...

    def promise_of(self, removal: Delivery) -> Promise:
        """Return what is written down so that it is done whatever happens."""
        ...


class Unread:
    """Gathers messages by chat; `remove` takes a delivery that removes some, if it has room."""

    def __init__(
        self, remove: Callable[[Delivery], bool], removals: Removals, store: Store, bot: int
    ) -> None:
        self._remove = remove
        self._removals = removals
        self._store = store
        self._bot = bot
        self._gathered: dict[int, Delivery] = {}
        self._unwritten: dict[bytes, Delivery] = {}
        self._writing = asyncio.Lock()
        self._staying: set[int] = set()
        self._timer: asyncio.TimerHandle | None = None

    def add(self, arrivals: Sequence[Arrival]) -> None:
        """Have what was typed removed a moment later."""
        for arrival in arrivals:
            for message in arrival.typed:
                self._gather(arrival, message)
        if self._gathered and self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(LINGER_SECONDS, self.clear)

    def _gather(self, arrival: Arrival, message: int) -> None:
        chat = arrival.chat
        removal = self._gathered.get(chat)
        if removal is None and len(self._gathered) < MOST_CHATS:
            removal = self._removals.removal(arrival)
        if removal is None or len(removal.unsaid) >= MOST_IN_A_CHAT:
            self._leave(chat)
        elif message not in removal.unsaid:  # one may have been changed again and again
            removal = replace(removal, unsaid=(*removal.unsaid, message))
            self._gathered[chat] = self._unwritten[removal.tag] = removal

    @property
    def is_written(self) -> bool:
        """Whether all that is gathered would be removed after a crash, too."""
        return not self._unwritten and not self._writing.locked()

    async def write(self) -> None:
        """Have what is gathered so far removed also after a crash, if the store works.

        One that is away is not waited for: what is gathered goes in a moment.
        """
        async with self._writing:
            new, self._unwritten = self._unwritten, {}
            if not new:
                return
            try:
                await self._promise(new)
            except Exception as error:  # noqa: BLE001 - see above
                log.warning("could not promise what is to be removed: %s", type(error))

    async def _promise(self, new: Mapping[bytes, Delivery]) -> None:
        """Promise removals to those of whom something is stored."""
        tags = {tag: self._removals.tags_of(one.arrival.user) for tag, one in new.items()}
        everybodys = {theirs for each in tags.values() for theirs in each.values()}
        async with self._store.begin(self._bot) as work:
            known = await work.read(updates=(), tags=everybodys, keys=())
            stored = [tag for tag, theirs in tags.items() if known.drafts.keys() & theirs.values()]
            promised = {tag: self._removals.promise_of(new[tag]) for tag in stored}
            await work.write(Changes(promised=promised))

    def holds(self, tag: bytes) -> bool:
        """Return whether this is a removal of which the time has not come."""
        return any(each.tag == tag for each in self._gathered.values())

    def clear(self) -> None:
        """Have what is gathered removed now."""
        if self._timer is not None:
            self._timer.cancel()
        gathered, self._gathered, self._timer = self._gathered, {}, None
        for chat, removal in gathered.items():
            if not self._remove(removal):
                self._leave(chat)

    def _leave(self, chat: int) -> None:
        if len(self._staying) < MOST_CHATS:
            self._staying.add(chat)

    def stays(self, chat: int) -> bool:
        """Return, once, whether something that was typed in a chat is not removed."""
        if chat not in self._staying:
            return False
        self._staying.discard(chat)
        return True
