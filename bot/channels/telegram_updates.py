"""An update of Telegram, translated into an arrival.

An update that cannot be translated must not hold up the others that came with it: it is passed on
as an arrival that says so.
"""

from typing import Any

from aiogram.types import CallbackQuery, ChatMemberUpdated, Message, Update
from pydantic import ValidationError

from bot.channels.base import Arrival
from bot.channels.telegram_media import media_of
from dialogs.events import Commanded, Incoming, Left, Said, Unsupported
from dialogs.taps import decode

WANTED = ["message", "edited_message", "callback_query", "my_chat_member"]
"""The kinds of update we ask for."""


def arrival_of(raw: Any) -> Arrival | None:  # noqa: ANN401 - it is what a stranger sent
    """Return what an update means; None when it has no number and so cannot be one."""
    number = raw.get("update_id") if isinstance(raw, dict) else None
    if not isinstance(number, int):
        return None
    try:
        return _translated(Update.model_validate(raw))
    except ValidationError:
        return Arrival(update_id=number, user="", chat=0, readable=False)


def _translated(update: Update) -> Arrival:
    if update.callback_query is not None:
        return _tap(update.update_id, update.callback_query)
    if update.my_chat_member is not None:
        return _membership(update.update_id, update.my_chat_member)
    message = update.message or update.edited_message
    if message is None or message.from_user is None or message.chat.type != "private":
        return _nothing(update.update_id)
    return Arrival(
        update_id=update.update_id,
        user=str(message.from_user.id),
        chat=message.chat.id,
        message_id=message.message_id,
        incoming=_meaning(message, edited=update.message is None),
    )


def _nothing(number: int) -> Arrival:
    return Arrival(update_id=number, user="", chat=0)


def _tap(number: int, query: CallbackQuery) -> Arrival:
    if query.message is None or query.message.chat.type != "private":
        return _nothing(number)
    locale = query.from_user.language_code or ""
    return Arrival(
        update_id=number,
        user=str(query.from_user.id),
        chat=query.message.chat.id,
        message_id=query.message.message_id,
        query_id=query.id,
        incoming=decode(query.data or "", locale=locale),
    )


def _membership(number: int, change: ChatMemberUpdated) -> Arrival:
    if change.chat.type != "private":
        return _nothing(number)
    left = change.new_chat_member.status == "kicked"
    return Arrival(
        update_id=number,
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
