"""What the tests ask of a stock client.

An adapter only translates words: it calls the library as its documentation says, changes nothing
in it, and catches nothing.
"""

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from typing import NamedTuple, Protocol, TypeAlias

TOKEN = "4242:practice-token-for-the-tests-only-0000000"
CHAT = 1001
PATIENCE = 10.0  # real seconds before a client gives up waiting for an answer

Rows: TypeAlias = Sequence[Sequence[tuple[str, str]]]
"""Buttons in rows: the label and the callback data of each."""


class Received(NamedTuple):
    """One update, whichever library read it."""

    update_id: int
    kind: str
    """The name of the update's field: "message", "callback_query"..."""
    words: str
    """The text of a message, or the data of a tap."""


class WebhookState(NamedTuple):
    """What getWebhookInfo told."""

    url: str
    pending: int
    last_error: str | None
    allowed: list[str]


class Inbox:
    """What a library's own receiver handed to the bot's handlers."""

    def __init__(self) -> None:
        self._queue: asyncio.Queue[Received] = asyncio.Queue()

    def put(self, update: Received) -> None:
        self._queue.put_nowait(update)

    async def next(self, count: int = 1) -> list[Received]:
        """The next `count` updates.

        Raises:
            TimeoutError: they did not come.
        """
        async with asyncio.timeout(PATIENCE):
            return [await self._queue.get() for _ in range(count)]

    def __len__(self) -> int:
        return self._queue.qsize()


Listening: TypeAlias = AbstractAsyncContextManager[Inbox]


class StockClient(Protocol):
    """One library's client for one bot."""

    errors: Mapping[int, type[Exception]]
    """The library's class of exception for each of Telegram's error codes."""
    lost: type[Exception]
    """Its exception when the connection breaks."""
    late: type[Exception]
    """Its exception when no answer comes in time."""
    garbled: type[Exception]
    """Its exception when the answer is not JSON."""

    def __init__(self, url: str, token: str = TOKEN, patience: float = PATIENCE) -> None: ...

    async def close(self) -> None: ...

    def sentence(self, error: Exception) -> str:
        """Telegram's sentence, as far as the library hands it on."""

    def wait(self, error: Exception) -> float:
        """The seconds that a flood error says to wait."""

    # Receiving.

    async def me(self) -> tuple[int, str]: ...

    async def updates(
        self,
        offset: int | None = None,
        *,
        limit: int | None = None,
        timeout: int = 0,  # noqa: ASYNC109 - the parameter of getUpdates
        allowed: Sequence[str] | None = None,
    ) -> list[Received]: ...

    def polling(self) -> Listening:
        """The library's own receiver, polling; what it hands to handlers lands in the inbox."""

    def webhook(self, port: int, secret: str) -> Listening:
        """The library's own receiver, listening at `hook_url(port)`.

        python-telegram-bot sets the webhook itself when it starts; for aiogram the bot does it.
        """

    async def set_webhook(
        self,
        url: str,
        *,
        secret: str | None = None,
        allowed: Sequence[str] | None = None,
        drop: bool = False,
    ) -> None: ...

    async def delete_webhook(self, *, drop: bool = False) -> None: ...

    async def webhook_info(self) -> WebhookState: ...

    # Talking.

    async def send(
        self,
        text: str,
        rows: Rows = (),
        *,
        html: bool = False,
        reply_to: int | None = None,
        chat: int = CHAT,
    ) -> int: ...

    async def edit(
        self, message_id: int, text: str, rows: Rows = (), *, chat: int = CHAT
    ) -> None: ...

    async def edit_buttons(self, message_id: int, rows: Rows, *, chat: int = CHAT) -> None: ...

    async def delete(self, message_id: int, *, chat: int = CHAT) -> None: ...

    async def answer(self, query_id: str, text: str = "", *, alert: bool = False) -> None: ...

    async def send_document(
        self, file: bytes | str, name: str = "brief.pdf", caption: str = "", *, chat: int = CHAT
    ) -> str:
        """Send an upload, or again by its file_id; the file_id."""

    async def send_photo(self, file: bytes | str, caption: str = "", *, chat: int = CHAT) -> str:
        """Send an upload, or again by its file_id; the file_id."""

    async def chat(self, chat: int = CHAT) -> tuple[int, str, str | None]:
        """The number, the type and the first name of a chat."""

    # The bot's profile.

    async def set_commands(self, commands: Mapping[str, str], language: str = "") -> None: ...

    async def commands(self, language: str = "") -> dict[str, str]: ...

    async def set_name(self, name: str, language: str = "") -> None: ...

    async def name(self, language: str = "") -> str: ...

    async def set_description(self, text: str, language: str = "") -> None: ...

    async def description(self, language: str = "") -> str: ...
