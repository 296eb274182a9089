"""What several methods share: reading the text, the caption and the reply of a new message."""

import msgspec

from bot.practice import refusals
from bot.practice.account import Account
from bot.practice.chats import Chat, Message
from bot.practice.entities import MAX_ENTITIES, FormattedText, trimmed, utf16_length
from bot.practice.entity_list import read_entities
from bot.practice.keyboards import Markup
from bot.practice.markup import MarkupError, parse_html
from bot.practice.params import Params
from bot.practice.refusals import Refusal
from bot.practice.wire import JsonObject

MAX_TEXT = 4096  # UTF-16 units after parsing; telegram.constants.MessageLimit
MAX_SOURCE = 32_768  # bytes before parsing; Client.cpp get_formatted_text
MAX_CAPTION = 1024  # the same


class _ReplyParameters(msgspec.Struct):
    message_id: int = 0
    allow_sending_without_reply: bool = False


def read_text(params: Params, too_long: Refusal = refusals.TEXT_TOO_LONG) -> FormattedText:
    """The text of a message, parsed and trimmed.

    Raises:
        Refused: it is empty, too long, or cannot be parsed.
    """
    if not params.text("text"):
        raise refusals.TEXT_EMPTY()
    content = _formatted(params, "text", "entities")
    if not content.text:
        raise refusals.TEXT_BLANK()
    if utf16_length(content.text) > MAX_TEXT:
        raise too_long()
    return content


def read_caption(params: Params) -> FormattedText:
    """The caption of a file; it may be empty.

    Raises:
        Refused: it is too long, or cannot be parsed.
    """
    content = _formatted(params, "caption", "caption_entities")
    if utf16_length(content.text) > MAX_CAPTION:
        raise refusals.CAPTION_TOO_LONG()
    return content


def _formatted(params: Params, text_field: str, entities_field: str) -> FormattedText:
    source = params.text(text_field).replace("\r", "")
    if len(source.encode()) > MAX_SOURCE:
        raise refusals.TEXT_FAR_TOO_LONG()
    mode = params.text("parse_mode").lower()
    if mode == "html":
        return trimmed(_parsed(source))
    if mode not in ("", "none"):
        raise refusals.UNSUPPORTED_PARSE_MODE()
    return trimmed(FormattedText(source, read_entities(params.text(entities_field))))


def _parsed(source: str) -> FormattedText:
    try:
        content = parse_html(source)
    except MarkupError as error:
        raise refusals.CANT_PARSE_ENTITIES(detail=error) from None
    return FormattedText(content.text, content.entities[:MAX_ENTITIES])


def read_reply(params: Params, chat: Chat) -> int | None:
    """The message this one answers, if any.

    Raises:
        Refused: there is no such message, and the bot insisted.
    """
    try:
        wanted = params.decoded("reply_parameters", _ReplyParameters)
    except msgspec.DecodeError:
        raise refusals.REPLIED_NOT_FOUND() from None
    if wanted is None:
        return None
    if wanted.message_id in chat.messages:
        return wanted.message_id
    if wanted.allow_sending_without_reply:
        return None
    raise refusals.REPLIED_NOT_FOUND()


def post(
    account: Account,
    chat: Chat,
    content: FormattedText,
    markup: Markup,
    *,
    reply_to: int | None,
    kind: str = "text",
    media: JsonObject | None = None,
    file_name: str | None = None,
) -> JsonObject:
    """Put the bot's new message into the chat; the Message as the client gets it back."""
    if markup.reply_keyboard is not None:
        chat.reply_keyboard = markup.reply_keyboard
    message = Message(
        message_id=account.next_message_id(),
        from_bot=True,
        date=account.clock.now(),
        content=content,
        keyboard=markup.inline,
        kind=kind,
        media=media or {},
        reply_to=reply_to,
        file_name=file_name,
    )
    chat.add(message)
    return account.message_json(chat, message)
