"""Telegram through aiogram: its types and calls, our own receiving loop.

aiogram's own polling confirms updates before they are handled; here an update is confirmed by the
`offset` of the call after the one that brought it, when everything is stored.
"""

from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, Message, Update

from bot.channels.base import Arrival, Delivery, Remedy, SendProblem
from bot.channels.rendering import keyboard_of, text_of
from bot.channels.telegram_media import media_of
from dialogs.events import Commanded, Incoming, Left, Notify, Said, Show, Unsay, Unsupported
from dialogs.prompts import Prompt
from dialogs.session import Session
from dialogs.taps import decode

ALLOWED = ["message", "edited_message", "callback_query", "my_chat_member"]
TOAST_LIMIT = 200


class AiogramChannel:
    """A Telegram bot. `api` is the address of the Bot API server."""

    name = "telegram"

    def __init__(self, token: str, *, api: str) -> None:
        session = AiohttpSession(api=TelegramAPIServer.from_base(api))
        session._connector_init["limit"] = 100  # noqa: SLF001 - aiogram offers no other way
        self._bot = Bot(token, session=session, default=DefaultBotProperties(parse_mode="HTML"))
        self._offset: int | None = None

    async def open(self) -> int:
        await self._bot.delete_webhook(drop_pending_updates=False)
        return (await self._bot.get_me()).id

    async def receive(self, *, wait: float) -> list[Arrival]:
        updates = await self._bot.get_updates(
            offset=self._offset,
            limit=100,
            timeout=int(wait),
            allowed_updates=ALLOWED,
            request_timeout=int(wait) + 10,
        )
        if updates:
            self._offset = updates[-1].update_id + 1
        return [_arrival(update) for update in updates]

    async def deliver(self, delivery: Delivery) -> None:
        try:
            await self._draw(delivery)
        except TelegramAPIError as error:
            raise _problem(error) from None

    async def close(self) -> None:
        try:
            if self._offset is not None:
                await self._bot.get_updates(offset=self._offset, limit=1, timeout=0)
        except TelegramAPIError:
            return  # unconfirmed updates come again and are recognised
        finally:
            await self._bot.session.close()

    async def _draw(self, delivery: Delivery) -> None:
        notice = next((e.text for e in delivery.effects if isinstance(e, Notify)), "")
        arrival = delivery.arrival
        if arrival.query_id is not None:
            await self._answer(arrival.query_id, notice)
            notice = ""
        for effect in delivery.effects:
            match effect:
                case Show(prompt, fresh) if fresh or arrival.message_id is None:
                    await self._send(delivery, prompt, notice)
                case Show(prompt):
                    await self._edit(delivery, prompt)
                case Unsay():
                    await self._delete(arrival.chat, arrival.message_id)

    async def _answer(self, query_id: str, notice: str) -> None:
        try:
            await self._bot.answer_callback_query(query_id, text=notice[:TOAST_LIMIT] or None)
        except TelegramBadRequest:
            return  # too old: the button has stopped waiting by itself

    async def _send(self, delivery: Delivery, prompt: Prompt, notice: str) -> None:
        await self._bot.send_message(
            delivery.arrival.chat,
            text_of(prompt, notice),
            reply_markup=_markup(prompt, delivery.session),
        )
        await self._delete(delivery.arrival.chat, delivery.screen)

    async def _edit(self, delivery: Delivery, prompt: Prompt) -> None:
        try:
            await self._bot.edit_message_text(
                text_of(prompt),
                chat_id=delivery.arrival.chat,
                message_id=delivery.arrival.message_id,
                reply_markup=_markup(prompt, delivery.session),
            )
        except TelegramBadRequest as error:
            if "message is not modified" not in error.message:
                await self._send(delivery, prompt, "")

    async def _delete(self, chat: int, message_id: int | None) -> None:
        if message_id is None:
            return
        try:
            await self._bot.delete_message(chat, message_id)
        except TelegramBadRequest:
            return  # gone already, or older than Telegram lets us delete


def _markup(prompt: Prompt, session: Session) -> InlineKeyboardMarkup:
    rows = [
        [InlineKeyboardButton(text=label, callback_data=data) for label, data in row]
        for row in keyboard_of(prompt, session)
    ]
    return InlineKeyboardMarkup(inline_keyboard=rows)


def _problem(error: TelegramAPIError) -> SendProblem:
    match error:
        case TelegramForbiddenError() | TelegramNotFound():
            return SendProblem(Remedy.STOP)
        case TelegramRetryAfter():
            return SendProblem(Remedy.WAIT, after=error.retry_after)
        case TelegramNetworkError() | TelegramServerError():
            return SendProblem(Remedy.RETRY)
    return SendProblem(Remedy.GIVE_UP)


def _arrival(update: Update) -> Arrival:
    if update.callback_query is not None:
        return _tap(update)
    if update.my_chat_member is not None:
        return _membership(update)
    message = update.message or update.edited_message
    if message is None or message.from_user is None or message.chat.type != "private":
        return Arrival(update_id=update.update_id, user="", chat=0)
    return Arrival(
        update_id=update.update_id,
        user=str(message.from_user.id),
        chat=message.chat.id,
        message_id=message.message_id,
        incoming=_meaning(message, edited=update.message is None),
    )


def _tap(update: Update) -> Arrival:
    query = update.callback_query
    if query is None or query.message is None or query.message.chat.type != "private":
        return Arrival(update_id=update.update_id, user="", chat=0)
    locale = query.from_user.language_code or ""
    return Arrival(
        update_id=update.update_id,
        user=str(query.from_user.id),
        chat=query.message.chat.id,
        message_id=query.message.message_id,
        query_id=query.id,
        incoming=decode(query.data or "", locale=locale),
    )


def _membership(update: Update) -> Arrival:
    change = update.my_chat_member
    if change is None or change.chat.type != "private":
        return Arrival(update_id=update.update_id, user="", chat=0)
    left = change.new_chat_member.status == "kicked"
    return Arrival(
        update_id=update.update_id,
        user=str(change.from_user.id),
        chat=change.chat.id,
        incoming=Left() if left else None,
    )


def _meaning(message: Message, *, edited: bool) -> Incoming:
    locale = (message.from_user and message.from_user.language_code) or ""
    if edited or message.text is None:
        return Unsupported(media=media_of(message, edited=edited), locale=locale)
    if message.text.startswith("/"):
        name, _, rest = message.text[1:].partition(" ")
        return Commanded(name=name.partition("@")[0], rest=rest, locale=locale)
    return Said(text=message.text, locale=locale)
