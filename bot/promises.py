"""What is written down so that a screen can be drawn after a crash.

A screen is a function of the session, so nothing of it is written: only where it goes, and, where
the session ends with this turn, what it ended with. Before consent there is nothing to promise
with, since nothing is stored; there every button carries the whole conversation, and a person who
gets no answer taps it again.
"""

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from bot.channels.base import Delivery
from dialogs.events import Keep, Show, Unsay, Withdraw, first
from dialogs.ports import Promise
from dialogs.session import Session

MARK_BYTES = 8

MOST_UNSAID = 99
"""So many messages go in one call with a screen. Where more are owed, the oldest are left out."""


class Content(Struct, frozen=True, omit_defaults=True):
    """The content of a promise.

    Attributes:
        chat: where the screen goes.
        screen: the message that showed the last screen.
        unsay: the last message of the person that was to be deleted.
        ended: the session that is not stored any more.
        certain: `screen` was what the person saw: nothing else was being drawn for them.
        earlier: other such messages, from before. They stand apart from the last one so that a
            program which knows of one only reads that all the same.
    """

    chat: int
    screen: int | None = None
    unsay: int | None = None
    ended: Session | None = None
    certain: bool = True
    earlier: tuple[int, ...] = ()

    @property
    def unsaid(self) -> tuple[int, ...]:
        """All messages of the person that were to be deleted."""
        return self.earlier if self.unsay is None else (*self.earlier, self.unsay)


def is_due(delivery: Delivery, *, had_draft: bool) -> bool:
    """Return whether a screen is to be promised: something stored has changed, or is spoken of."""
    if had_draft or delivery.session.kept:
        return True
    return any(isinstance(effect, Keep | Withdraw) for effect in delivery.effects)


def content_of(delivery: Delivery) -> bytes:
    """Return what is written down of a delivery."""
    removal = _removal(delivery)
    ended = None if delivery.session.kept else delivery.session
    content = replace(removal, screen=delivery.screen, ended=ended, certain=delivery.certain)
    return msgspec.json.encode(content)


def content_of_removal(delivery: Delivery) -> bytes:
    """Return what is written down of a delivery that removes messages and shows nothing."""
    return msgspec.json.encode(_removal(delivery))


def _removal(delivery: Delivery) -> Content:
    unsaid = delivery.unsaid
    last = unsaid[-1] if unsaid else None
    return Content(delivery.arrival.chat, unsay=last, earlier=unsaid[:-1])


def inheriting(delivery: Delivery, former: Promise, otherwise: str) -> Delivery:
    """Return a delivery that also removes what a former promise was to remove.

    That one is replaced by this one's, so after a crash nobody else would know of it. `otherwise`
    is said where the messenger does not let us.
    """
    owed = _unsaid_in(former)
    if not owed or first(delivery.effects, Show) is None:
        return delivery
    sorry = () if delivery.unsaid else (Unsay(otherwise),)
    unsaid = tuple(dict.fromkeys((*owed, *delivery.unsaid)))[-MOST_UNSAID:]
    return replace(delivery, effects=(*delivery.effects, *sorry), unsaid=unsaid)


def _unsaid_in(promise: Promise) -> tuple[int, ...]:
    try:
        return read_content(promise.content).unsaid
    except msgspec.MsgspecError:  # damaged: nobody can draw it, and what comes now must be drawn
        return ()


def read_content(content: bytes) -> Content:
    """Return what was written down."""
    return msgspec.json.decode(content, type=Content)
