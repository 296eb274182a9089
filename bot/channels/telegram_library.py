"""What a library for the Bot API does for us. All that is neutral to it is done once, elsewhere."""

from typing import Protocol

from bot.channels.base import Hook, HookState
from bot.channels.telegram_profile import Profile
from bot.channels.telegram_wire import (
    AnswerCallbackQuery,
    DeleteMessages,
    EditMessageText,
    GetUpdates,
    SendMessage,
)

MOST_CONNECTIONS = 100
"""How many updates Telegram may bring at once (Bot API, setWebhook); all of them are one batch."""

SLACK_SECONDS = 10.0
"""So much longer than asked for may a poll take, before we take it for lost."""


class Begun(Protocol):
    """A call that is on its way."""

    async def done(self) -> None:
        """Wait until it has worked; raises CallError when it has not."""
        ...

    def forget(self) -> None:
        """Do not care whether it works."""
        ...


class Library(Profile, Protocol):
    """One bot, as a library sees it. Every call may raise CallError, and no error of its own."""

    async def who(self) -> int:
        """Return the bot's id."""
        ...

    async def hook(self) -> HookState:
        """Return where updates are brought to."""
        ...

    async def set_hook(self, hook: Hook | None) -> None:
        """Have updates brought to `hook`, keeping those that wait; None to fetch them."""
        ...

    async def updates(self, call: GetUpdates) -> bytes:
        """Return the answer to getUpdates as it came: the library must not read a batch whole."""
        ...

    async def send(self, call: SendMessage) -> int:
        """Write a message and return its number."""
        ...

    async def edit(self, call: EditMessageText) -> None:
        """Change a message."""
        ...

    async def delete(self, call: DeleteMessages) -> None:
        """Remove messages."""
        ...

    def answer(self, call: AnswerCallbackQuery) -> Begun:
        """Begin at once to let a button stop waiting."""
        ...

    async def close(self) -> None:
        """Disconnect."""
        ...
