"""Telegram through aiogram: its types and calls, our own receiving.

aiogram's own polling confirms updates before they are handled; here an update is confirmed by the
`offset` of a later call, when everything is stored. aiogram also reads a batch as a whole, so that
one update of a shape it does not know would hold up all others; here each is read by itself.
"""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Any

import msgspec
from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramConflictError,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.methods import TelegramMethod
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.channels.base import (
    Arrival,
    Delivery,
    Hook,
    HookState,
    OtherReceiverError,
    Remedy,
    SendProblem,
    UnknownTokenError,
    UnreachableError,
)
from bot.channels.rendering import keyboard_of, text_of
from bot.channels.telegram_updates import WANTED, arrival_of
from bot.failpoints import reach
from dialogs.events import Notify, Show, Unsay
from dialogs.letters import Letter
from dialogs.prompts import Prompt
from dialogs.session import Session

TOAST_LIMIT = 200
MOST_CONNECTIONS = 100
"""How many updates Telegram may bring at once (Bot API, setWebhook); all of them are one batch."""

_NO_MESSAGE = "message to edit not found"
_SAME = "message is not modified"
_TOO_OLD = "can't be deleted"
_EMPTY = "…"


class _GetUpdates(TelegramMethod[list[dict[str, Any]]]):
    """getUpdates, whose updates are not read yet."""

    __returning__ = list[dict[str, Any]]
    __api_method__ = "getUpdates"

    offset: int | None = None
    limit: int = 100
    timeout: int = 0
    allowed_updates: list[str] | None = None


class AiogramChannel:
    """A Telegram bot. `api` is the address of the Bot API server."""

    name = "telegram"

    def __init__(self, token: str, *, api: str) -> None:
        session = AiohttpSession(api=TelegramAPIServer.from_base(api))
        session._connector_init["limit"] = 100  # noqa: SLF001 - aiogram offers no other way
        self._bot = Bot(token, session=session, default=DefaultBotProperties(parse_mode="HTML"))
        self._offset: int | None = None

    async def open(self) -> int:
        async with _reaching():
            return (await self._bot.get_me()).id

    async def hook(self) -> HookState:
        async with _reaching():
            info = await self._bot.get_webhook_info()
        return HookState(info.url, info.pending_update_count)

    async def set_hook(self, hook: Hook | None) -> None:
        async with _reaching():
            if hook is None:
                await self._bot.delete_webhook(drop_pending_updates=False)
                return
            await self._bot.set_webhook(
                hook.url,
                secret_token=hook.secret,
                max_connections=MOST_CONNECTIONS,
                allowed_updates=WANTED,
                drop_pending_updates=False,
            )

    def read(self, body: bytes) -> Arrival | None:
        try:
            return arrival_of(msgspec.json.decode(body))
        except msgspec.DecodeError:
            return None

    async def receive(self, *, wait: float) -> list[Arrival]:
        asking = _GetUpdates(offset=self._offset, timeout=int(wait), allowed_updates=WANTED)
        async with _reaching():
            updates = await self._bot(asking, request_timeout=int(wait) + 10)
        if not updates:
            self._offset = None  # confirmed; after a silence Telegram may start from a lower number
        return [each for raw in updates if (each := arrival_of(raw)) is not None]

    def stored(self, arrivals: Sequence[Arrival]) -> None:
        if arrivals:
            self._offset = max(each.update_id for each in arrivals) + 1

    async def deliver(self, delivery: Delivery) -> int | None:
        try:
            return await (self._redraw(delivery) if delivery.again else self._draw(delivery))
        except (TelegramAPIError, ClientDecodeError) as error:
            raise _problem(error) from None

    async def post(self, letter: Letter) -> None:
        try:
            await self._show(letter.chat, letter.prompt, letter.session)
        except (TelegramAPIError, ClientDecodeError) as error:
            raise _problem(error) from None

    async def close(self) -> None:
        try:
            if self._offset is not None:
                await self._bot.get_updates(offset=self._offset, limit=1, timeout=0)
        except (TelegramAPIError, ClientDecodeError):
            return  # unconfirmed updates come again and are recognised
        finally:
            await self._bot.session.close()

    async def _draw(self, delivery: Delivery) -> int | None:
        notice = next((e.text for e in delivery.effects if isinstance(e, Notify)), "")
        arrival, shown = delivery.arrival, None
        if arrival.query_id is not None:
            await self._answer(arrival.query_id, notice)
            notice = ""
        for effect in delivery.effects:
            match effect:
                case Show(prompt, fresh) if fresh or arrival.message_id is None:
                    shown = await self._send(delivery, prompt, notice)
                case Show(prompt):
                    shown = await self._edit_or_send(delivery, prompt)
                case Unsay():
                    await self._delete(arrival.chat, arrival.message_id)
        return shown

    async def _redraw(self, delivery: Delivery) -> int | None:
        """Draw what may have been drawn before.

        A new screen is sent before the old one is deleted. So, where we are certain which one was
        the old one, its absence tells that the new one is there.
        """
        chat, shown = delivery.arrival.chat, None
        for effect in delivery.effects:
            match effect:
                case Show(prompt) if delivery.screen is None:
                    shown = await self._send(delivery, prompt, "")
                case Show(prompt):
                    there = await self._edit(chat, delivery.screen, prompt, delivery.session)
                    if not there and not delivery.certain:
                        shown = await self._send(delivery, prompt, "")
                case Unsay():
                    await self._delete(chat, delivery.arrival.message_id)
        return shown

    async def _answer(self, query_id: str, notice: str) -> None:
        try:
            await self._bot.answer_callback_query(query_id, text=notice[:TOAST_LIMIT] or None)
        except TelegramBadRequest:
            return  # too old: the button has stopped waiting by itself

    async def _send(self, delivery: Delivery, prompt: Prompt, notice: str) -> int:
        chat = delivery.arrival.chat
        shown = await self._show(chat, prompt, delivery.session, notice)
        reach("sent")
        if delivery.screen != shown:
            await self._remove(chat, delivery.screen)
        return shown

    async def _show(self, chat: int, prompt: Prompt, session: Session, notice: str = "") -> int:
        sent = await self._bot.send_message(
            chat, text_of(prompt, notice), reply_markup=_markup(prompt, session)
        )
        return sent.message_id

    async def _edit_or_send(self, delivery: Delivery, prompt: Prompt) -> int | None:
        """Change the message that was tapped, where the person is looking, and leave no other.

        Returns:
            The message that shows the screen now.
        """
        chat, tapped, other = delivery.arrival.chat, delivery.arrival.message_id, delivery.screen
        if await self._edit(chat, tapped, prompt, delivery.session):
            if other != tapped:
                await self._remove(chat, other)
            return tapped
        if other not in {None, tapped} and await self._edit(chat, other, prompt, delivery.session):
            return other
        return await self._send(delivery, prompt, "")

    async def _edit(
        self, chat: int, message_id: int | None, prompt: Prompt, session: Session
    ) -> bool:
        """Change a message; whether it is there to be changed."""
        try:
            await self._bot.edit_message_text(
                text_of(prompt),
                chat_id=chat,
                message_id=message_id,
                reply_markup=_markup(prompt, session),
            )
        except TelegramBadRequest as error:
            return _SAME in error.message
        return True

    async def _remove(self, chat: int, screen: int | None) -> None:
        """Delete a screen of ours; where Telegram deletes nothing that old, leave nothing on it."""
        if await self._delete(chat, screen):
            return
        with suppress(TelegramBadRequest):
            await self._bot.edit_message_text(_EMPTY, chat_id=chat, message_id=screen)

    async def _delete(self, chat: int, message_id: int | None) -> bool:
        """Delete a message; False when it is still there, older than Telegram lets us delete."""
        if message_id is None:
            return True
        try:
            await self._bot.delete_message(chat, message_id)
        except TelegramBadRequest as error:
            return _TOO_OLD not in error.message
        return True


def _markup(prompt: Prompt, session: Session) -> InlineKeyboardMarkup:
    rows = [
        [InlineKeyboardButton(text=label, callback_data=data) for label, data in row]
        for row in keyboard_of(prompt, session)
    ]
    return InlineKeyboardMarkup(inline_keyboard=rows)


@asynccontextmanager
async def _reaching() -> AsyncIterator[None]:
    """Say in our own words what went wrong; nothing of a request is in an error, not its token."""
    try:
        yield
    except (TelegramUnauthorizedError, TelegramNotFound):
        raise UnknownTokenError(
            "Telegram does not know this token. Ask @BotFather for the current one (/token) and "
            "put it into the file that CONSULT_TOKEN_FILE names."
        ) from None
    except TelegramConflictError:
        raise OtherReceiverError(
            "Another program receives this bot's messages. Stop it; if you do not know it, get a "
            "new token from @BotFather (/revoke)."
        ) from None
    except (TelegramAPIError, ClientDecodeError) as error:
        raise UnreachableError(type(error).__name__) from None


def _problem(error: TelegramAPIError | ClientDecodeError) -> SendProblem:
    match error:
        case TelegramForbiddenError() | TelegramNotFound():
            return SendProblem(Remedy.STOP)
        case TelegramRetryAfter():
            return SendProblem(Remedy.WAIT, after=error.retry_after)
        case TelegramServerError():
            return SendProblem(Remedy.RETRY)
        case TelegramNetworkError() | ClientDecodeError():
            return SendProblem(Remedy.RETRY, doubtful=True)
        case TelegramBadRequest() if "chat not found" in error.message.lower():
            return SendProblem(Remedy.STOP)
    return SendProblem(Remedy.GIVE_UP)
