"""What somebody types while nothing of theirs is read is removed from their chat all the same.

It is gathered for a moment first: a flood would otherwise cost us a call for each of its messages.
"""

import asyncio
from collections.abc import Callable, Sequence

from bot.channels.base import Arrival, Delivery
from dialogs.events import Unsay
from dialogs.session import Session

LINGER_SECONDS = 5.0

MOST_IN_A_CHAT = 100
"""So many messages are removed with one call. More of them stay, and the next screen says so."""

MOST_CHATS = 1000
"""So many people are remembered at a time; what others type stays, which they are told too."""


class Unread:
    """Gathers messages by chat; `remove` takes a delivery that removes some, if it has room."""

    def __init__(self, remove: Callable[[Delivery], bool]) -> None:
        self._remove = remove
        self._gathered: dict[int, list[int]] = {}
        self._staying: set[int] = set()
        self._timer: asyncio.TimerHandle | None = None

    def add(self, arrivals: Sequence[Arrival]) -> None:
        """Have what was typed removed a moment later."""
        for arrival in arrivals:
            for message in arrival.typed:
                self._gather(arrival.chat, message)
        if self._gathered and self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(LINGER_SECONDS, self.clear)

    def _gather(self, chat: int, message: int) -> None:
        messages = self._gathered.get(chat, [])
        most = MOST_IN_A_CHAT if messages or len(self._gathered) < MOST_CHATS else 0
        if len(messages) >= most:
            self._leave(chat)
        else:
            messages.append(message)
            self._gathered[chat] = messages

    def clear(self) -> None:
        """Have what is gathered removed now."""
        if self._timer is not None:
            self._timer.cancel()
        gathered, self._gathered, self._timer = self._gathered, {}, None
        for chat, messages in gathered.items():
            if not self._remove(_removing(chat, messages)):
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


def _removing(chat: int, messages: Sequence[int]) -> Delivery:
    return Delivery(
        arrival=Arrival(update_id=0, user="", chat=chat),
        session=Session(),
        effects=(Unsay(),),
        unsaid=tuple(dict.fromkeys(messages)),  # one may have been changed again and again
    )
