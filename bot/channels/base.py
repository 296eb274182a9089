"""What a channel is: it brings in what people do, and draws what they should see."""

from enum import StrEnum
from typing import Protocol

from msgspec import Struct

from dialogs.events import Effect, Incoming
from dialogs.session import Session


class Arrival(Struct, frozen=True, kw_only=True):
    """One update of a channel, translated.

    Attributes:
        update_id: the channel's number of it, to recognise repeats.
        user, chat: who, and where to answer. Never logged.
        message_id: the message that was typed or whose button was pressed.
        query_id: what must be answered so that a pressed button stops waiting.
        incoming: what it means; None for what needs no answer.
    """

    update_id: int
    user: str
    chat: int
    message_id: int | None = None
    query_id: str | None = None
    incoming: Incoming | None = None


class Delivery(Struct, frozen=True, kw_only=True):
    """What one arrival has led to, to be drawn after the commit.

    `screen` is the message that showed the last screen, where it is known.
    """

    arrival: Arrival
    session: Session
    effects: tuple[Effect, ...]
    screen: int | None = None


class Remedy(StrEnum):
    """What to do about a message that could not be sent."""

    STOP = "stop"
    WAIT = "wait"
    RETRY = "retry"
    GIVE_UP = "give_up"


class SendProblem(Exception):  # noqa: N818 - it is a finding with a remedy, most are no errors
    """A message was not sent. Carries no content, no id, and no token."""

    def __init__(self, remedy: Remedy, *, after: float = 0.0) -> None:
        self.remedy = remedy
        self.after = after
        super().__init__(remedy.value)


class Channel(Protocol):
    """One bot on one messenger."""

    name: str

    async def open(self) -> int:
        """Connect, make this the only receiver, and return the bot's id."""
        ...

    async def receive(self, *, wait: float) -> list[Arrival]:
        """Return what has arrived, waiting up to `wait` seconds.

        The arrivals of the last call are confirmed by the next one, so it must only be made once
        they are stored.
        """
        ...

    async def deliver(self, delivery: Delivery) -> None:
        """Draw what a delivery says.

        Raises:
            SendProblem: it was not drawn; `remedy` says what to do.
        """
        ...

    async def close(self) -> None:
        """Confirm what was stored and disconnect."""
        ...
