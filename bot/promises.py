"""What is written down so that a screen can be drawn after a crash.

A screen is a function of the session, so nothing of it is written: only where it goes, and, where
the session ends with this turn, what it ended with. Before consent there is nothing to promise
with, since nothing is stored; there every button carries the whole conversation, and a person who
gets no answer taps it again.
"""

import msgspec
from msgspec import Struct

from bot.channels.base import Delivery
from dialogs.events import Keep, Unsay, Withdraw
from dialogs.session import Session

MARK_BYTES = 8


class Content(Struct, frozen=True, omit_defaults=True):
    """The content of a promise.

    Attributes:
        chat: where the screen goes.
        screen: the message that showed the last screen.
        unsay: a message of the person that was to be deleted.
        ended: the session that is not stored any more.
        certain: `screen` was what the person saw: nothing else was being drawn for them.
    """

    chat: int
    screen: int | None = None
    unsay: int | None = None
    ended: Session | None = None
    certain: bool = True


def is_due(delivery: Delivery, *, had_draft: bool) -> bool:
    """Return whether a screen is to be promised: something stored has changed, or is spoken of."""
    if had_draft or delivery.session.kept:
        return True
    return any(isinstance(effect, Keep | Withdraw) for effect in delivery.effects)


def content_of(delivery: Delivery) -> bytes:
    """Return what is written down of a delivery."""
    unsays = any(isinstance(effect, Unsay) for effect in delivery.effects)
    content = Content(
        chat=delivery.arrival.chat,
        screen=delivery.screen,
        unsay=delivery.arrival.message_id if unsays else None,
        ended=None if delivery.session.kept else delivery.session,
        certain=delivery.certain,
    )
    return msgspec.json.encode(content)


def read_content(content: bytes) -> Content:
    """Return what was written down."""
    return msgspec.json.decode(content, type=Content)
