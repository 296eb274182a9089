"""What can be wrong with a call of the Bot API, in our words, whichever library has made it.

Each library has its own errors; its adapter turns them into a `CallError`, and what follows from
one is decided here alone.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from enum import Enum

from bot.channels.base import (
    OtherReceiverError,
    Remedy,
    SendProblem,
    UnknownTokenError,
    UnreachableError,
)


class Trouble(Enum):
    """Why a call has not worked, by what the Bot API answers."""

    REFUSED = "400: as it is, it never will"
    UNKNOWN_TOKEN = "401, 404: no such bot"  # noqa: S105 - no secret
    FORBIDDEN = "403: this person does not want to hear from us"
    CONFLICT = "409: somebody else receives the updates"
    TOO_MUCH = "429: not now"
    AT_SERVER = "5xx: it was not carried out"
    AWAY = "no connection: it was never sent"
    LOST = "no answer, or none that can be read: nobody knows whether it was carried out"
    OTHER = "anything else"


class CallError(Exception):
    """A call has not worked: why, and for TOO_MUCH how many seconds to wait."""

    def __init__(self, trouble: Trouble, *, after: float = 0.0) -> None:
        self.trouble = trouble
        self.after = after
        super().__init__(trouble.name)


class RefusedError(CallError):
    """The Bot API refuses a call as it is; `description` is to be compared with, never logged."""

    def __init__(self, description: str) -> None:
        self.description = description
        super().__init__(Trouble.REFUSED)


def send_problem(error: CallError) -> SendProblem:
    """Return what to do about a message that was not sent.

    It waits for a new token when ours was taken back: nobody's message is given up for that.
    """
    match error.trouble:
        case Trouble.FORBIDDEN:
            return SendProblem(Remedy.STOP)
        case Trouble.TOO_MUCH:
            return SendProblem(Remedy.WAIT, after=error.after)
        case Trouble.AT_SERVER | Trouble.AWAY | Trouble.UNKNOWN_TOKEN:
            return SendProblem(Remedy.RETRY)
        case Trouble.LOST:
            return SendProblem(Remedy.RETRY, doubtful=True)
    if isinstance(error, RefusedError) and "chat not found" in error.description.lower():
        return SendProblem(Remedy.STOP)
    return SendProblem(Remedy.GIVE_UP)


@asynccontextmanager
async def reaching() -> AsyncIterator[None]:
    """Say what went wrong to whoever runs the bot; nothing of a request is in it, not its token."""
    try:
        yield
    except CallError as error:
        match error.trouble:
            case Trouble.UNKNOWN_TOKEN:
                raise UnknownTokenError(
                    "Telegram does not know this token. Ask @BotFather for the current one "
                    "(/token) and put it into the bot's token file, which CONSULT_TOKEN_FILE names "
                    "or, of several bots, their own file."
                ) from None
            case Trouble.CONFLICT:
                raise OtherReceiverError(
                    "Another program receives this bot's messages. Stop it; if you do not know "
                    "it, get a new token from @BotFather (/revoke)."
                ) from None
        raise UnreachableError(error.trouble.name, after=error.after) from None
