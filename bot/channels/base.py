"""What a channel is: it brings in what people do, and draws what they should see."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Protocol

from msgspec import Struct

from dialogs.events import Effect, Incoming
from dialogs.letters import Letter
from dialogs.self_introduction import Introduction
from dialogs.session import Session


class Arrival(Struct, frozen=True, kw_only=True):
    """One update of a channel, translated.

    Attributes:
        update_id: the channel's number of it, to recognise repeats.
        user, chat: who, and where to answer; no user where nobody is answered. Never logged.
        message_id: the message that was typed or whose button was pressed.
        query_id: what must be answered so that a pressed button stops waiting.
        incoming: what it means; None for what needs no answer.
        quiet: it is of the person's own and goes on by itself (a place that is shared while they
            move), so nothing is answered to it.
        readable: whether it could be translated at all.
        album: what several messages have in common that were sent together.
    """

    update_id: int
    user: str
    chat: int
    message_id: int | None = None
    query_id: str | None = None
    incoming: Incoming | None = None
    quiet: bool = False
    readable: bool = True
    album: str = ""

    @property
    def typed(self) -> tuple[int, ...]:
        """The message that came in, unless it is one of ours whose button was pressed."""
        if self.incoming is None or self.message_id is None or self.query_id:
            return ()
        return (self.message_id,)


class Delivery(Struct, frozen=True, kw_only=True):
    """What one arrival has led to, to be drawn after the commit.

    Attributes:
        round: the mark of the round that it belongs to, or `taps.LIST`, for its buttons.
        screen: the message that showed the last screen, where it is known.
        unsaid: the messages that `Unsay` removes, at most 99: they go in one call with the screen.
        tag: whose it is, as the store knows them. Never logged.
        mark: the promise that is kept by drawing it, if one was given.
        again: it may have been drawn before, by a process that has ended since.
        certain: `screen` was what the person saw when the promise was given.
    """

    arrival: Arrival
    session: Session
    effects: tuple[Effect, ...]
    round: str = ""
    screen: int | None = None
    unsaid: tuple[int, ...] = ()
    tag: bytes = b""
    mark: bytes = b""
    again: bool = False
    certain: bool = True


class Hook(Struct, frozen=True):
    """Where a messenger is told to bring updates to, and the word it must bring along."""

    url: str
    secret: str


class HookState(Struct, frozen=True):
    """What the messenger says of it: the address in use (empty for none), how much waits there."""

    url: str
    waiting: int


class Remedy(StrEnum):
    """What to do about a message that could not be sent."""

    STOP = "stop"
    WAIT = "wait"
    RETRY = "retry"
    GIVE_UP = "give_up"


class SendProblem(Exception):  # noqa: N818 - it is a finding with a remedy, most are no errors
    """A message was not sent. Carries no content, no id, and no token.

    `after` is how many seconds to wait before anything is sent to anybody; `doubtful` says that the
    message may have arrived all the same.
    """

    def __init__(self, remedy: Remedy, *, after: float = 0.0, doubtful: bool = False) -> None:
        self.remedy = remedy
        self.after = after
        self.doubtful = doubtful
        super().__init__(remedy.value)

    @property
    def is_in_vain(self) -> bool:
        """Whether to try again would change nothing."""
        return self.remedy in {Remedy.STOP, Remedy.GIVE_UP}


class ButtonProblem(SendProblem):
    """A screen is drawn, in the message `shown` if it is a new one; its button still waits.

    `remedy` and `after` are about letting the button go; the screen must not be drawn again.
    """

    def __init__(self, problem: SendProblem, shown: int | None) -> None:
        self.shown = shown
        super().__init__(problem.remedy, after=problem.after, doubtful=problem.doubtful)


class UnknownTokenError(Exception):
    """The messenger does not know our token; the message says what to do."""


class UnreachableError(Exception):
    """The messenger cannot be reached, or answers with nonsense; it is worth trying again.

    `after` is how many seconds it wants us to wait before that.
    """

    def __init__(self, *why: object, after: float = 0.0) -> None:
        self.after = after
        super().__init__(*why)


class OtherReceiverError(Exception):
    """Another program receives this bot's messages; the message says what to do."""


class Channel(Protocol):
    """One bot on one messenger.

    Every call but `read` and `stored` may raise UnreachableError, unless it raises SendProblem.
    """

    name: str

    async def open(self) -> int:
        """Return the bot's id.

        Raises:
            UnknownTokenError: the messenger does not know this bot.
        """
        ...

    async def hook(self) -> HookState:
        """Return where updates are brought to."""
        ...

    async def set_hook(self, hook: Hook | None) -> None:
        """Have updates brought to `hook` from now on; None to fetch them with `receive`."""
        ...

    async def introduce(self, introductions: Mapping[str, Introduction]) -> None:
        """Have these shown to whoever has not written yet, by language; to all others the first.

        What is so already is left alone.

        Raises:
            SendProblem: not everything is shown; `remedy` says whether to try again.
        """
        ...

    def read(self, body: bytes) -> Arrival | None:
        """Translate one update as it is brought to a hook; None when it is no update at all."""
        ...

    async def receive(self, *, wait: float) -> list[Arrival]:
        """Return what has arrived, waiting up to `wait` seconds.

        Raises:
            OtherReceiverError: somebody else fetches or is brought the updates.
        """
        ...

    def stored(self, arrivals: Sequence[Arrival]) -> None:
        """Say that these are durable: the next `receive`, or `close`, confirms them."""
        ...

    async def acknowledge(self, delivery: Delivery) -> Delivery:
        """Let a pressed button stop waiting now; return what is left to be drawn.

        Raises:
            SendProblem: it still waits; `remedy` says what to do.
        """
        ...

    def let_go(self, delivery: Delivery) -> tuple[bytes, Delivery]:
        """Return what to say to the bringer of a tap, and what is left to be drawn.

        What is said lets the pressed button stop waiting; nothing is, where none waits.
        """
        ...

    async def deliver(self, delivery: Delivery) -> int | None:
        """Draw what a delivery says; return the message that shows the screen, if it is a new one.

        Raises:
            ButtonProblem: it is drawn, and the pressed button still waits.
            SendProblem: it was not drawn; `remedy` says what to do.
        """
        ...

    async def post(self, letter: Letter) -> None:
        """Send a message that answers nothing.

        Raises:
            SendProblem: it was not sent, or nobody knows; `remedy` and `doubtful` say which.
        """
        ...

    async def close(self) -> None:
        """Confirm what was stored, and disconnect."""
        ...
