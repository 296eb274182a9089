"""Sending, changing and removing messages. Source: Bot API, "Available methods"."""

import asyncio
from datetime import timedelta

from bot.practice.chats import Chat, StoredMessage
from bot.practice.desk import Desk
from bot.practice.entities import FormattedText, trimmed, utf16_length
from bot.practice.keyboards import read_markup
from bot.practice.markup import MarkupError, parse_html
from bot.practice.params import Params
from bot.practice.refusals import (
    BLOCKED,
    CANT_PARSE_ENTITIES,
    CHAT_NOT_FOUND,
    DELETED_NOT_FOUND,
    EDITED_NOT_FOUND,
    EDITED_TEXT_TOO_LONG,
    NEVER_STARTED,
    NO_MESSAGE_ID,
    NOT_DELETABLE,
    NOT_EDITABLE,
    NOT_MODIFIED,
    QUERY_ID_INVALID,
    TEXT_BLANK,
    TEXT_EMPTY,
    TEXT_TOO_LONG,
    TOAST_TOO_LONG,
    UNSUPPORTED_PARSE_MODE,
    Refusal,
)
from bot.practice.transcript import Happened
from bot.practice.wire import Json

LONGEST_TEXT = 4096
LONGEST_TOAST = 200
DELETABLE_FOR = timedelta(hours=48)
QUERY_SECONDS = 60.0


async def send_message(desk: Desk, params: Params) -> Json:
    """Put a new message into a chat."""
    chat = _chat(desk, params)
    body = _body(params, TEXT_TOO_LONG)
    markup = read_markup(params.text("reply_markup"))
    desk.limiter.admit(chat.person.id)
    message = desk.chats.add_message(chat, body, from_bot=True, inline=markup.inline)
    return chat.message_json(message)


async def edit_message_text(desk: Desk, params: Params) -> Json:
    """Change what a message of the bot says, and its buttons."""
    chat = _chat(desk, params)
    message = _editable(chat, params)
    body = _body(params, EDITED_TEXT_TOO_LONG)
    markup = read_markup(params.text("reply_markup"), only_inline=True)
    if body == message.body and markup.inline == message.inline:
        raise NOT_MODIFIED()
    desk.limiter.admit(chat.person.id)
    message.body = body
    message.inline = markup.inline
    return _edited(desk, chat, message)


async def edit_message_reply_markup(desk: Desk, params: Params) -> Json:
    """Change the buttons of a message of the bot."""
    chat = _chat(desk, params)
    message = _editable(chat, params)
    markup = read_markup(params.text("reply_markup"), only_inline=True)
    if markup.inline == message.inline:
        raise NOT_MODIFIED()
    desk.limiter.admit(chat.person.id)
    message.inline = markup.inline
    return _edited(desk, chat, message)


def _edited(desk: Desk, chat: Chat, message: StoredMessage) -> Json:
    message.edited = desk.chats.clock.now()
    chat.note(Happened.EDITED, message)
    return chat.message_json(message)


async def delete_message(desk: Desk, params: Params) -> Json:
    """Remove a message, the bot's or the person's, while it is young enough."""
    chat = _chat(desk, params)
    message = chat.messages.get(params.integer("message_id"))
    if message is None:
        raise DELETED_NOT_FOUND()
    if desk.chats.clock.now() - message.date > DELETABLE_FOR:
        raise NOT_DELETABLE()
    del chat.messages[message.message_id]
    chat.note(Happened.DELETED, message)
    return True


async def answer_callback_query(desk: Desk, params: Params) -> Json:
    """Stop the waiting of a pressed button, perhaps with a toast."""
    query = desk.chats.queries.pop(params.text("callback_query_id"), None)
    now = asyncio.get_running_loop().time()
    if query is None or now - query.born > QUERY_SECONDS:
        raise QUERY_ID_INVALID()
    text = params.text("text")
    if utf16_length(text) > LONGEST_TOAST:
        raise TOAST_TOO_LONG()
    if text:
        query.chat.note(Happened.TOAST, text=text)
    if not query.answer.done():
        query.answer.set_result(text)
    return True


def _chat(desk: Desk, params: Params) -> Chat:
    chat = desk.chats.get(params.chat_id())
    if chat is None:
        raise CHAT_NOT_FOUND()
    if not chat.started:
        raise NEVER_STARTED()
    if chat.blocked:
        raise BLOCKED()
    return chat


def _editable(chat: Chat, params: Params) -> StoredMessage:
    number = params.integer("message_id")
    if not number:
        raise NO_MESSAGE_ID()
    message = chat.messages.get(number)
    if message is None:
        raise EDITED_NOT_FOUND()
    if not message.from_bot:
        raise NOT_EDITABLE()
    return message


def _body(params: Params, too_long: Refusal) -> FormattedText:
    text = params.text("text")
    if not text:
        raise TEXT_EMPTY()
    body = trimmed(_formatted(text, params.text("parse_mode")))
    if not body.text:
        raise TEXT_BLANK()
    if utf16_length(body.text) > LONGEST_TEXT:
        raise too_long()
    return body


def _formatted(text: str, parse_mode: str) -> FormattedText:
    if not parse_mode:
        return FormattedText(text)
    if parse_mode.lower() != "html":
        raise UNSUPPORTED_PARSE_MODE()
    try:
        return parse_html(text)
    except MarkupError as error:
        raise CANT_PARSE_ENTITIES(detail=str(error)) from None
