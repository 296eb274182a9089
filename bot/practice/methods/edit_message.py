"""editMessageText, editMessageReplyMarkup. Source: Bot API, "Updating messages"."""

from bot.practice import refusals
from bot.practice.account import Account
from bot.practice.chats import Chat, Message
from bot.practice.entities import FormattedText
from bot.practice.keyboards import InlineRows, read_markup
from bot.practice.methods.content import read_text
from bot.practice.methods.registry import Result, method
from bot.practice.params import Params


@method("editMessageText", counts_as_message=True)
async def edit_message_text(account: Account, params: Params) -> Result:
    """New text and buttons; buttons that are not sent again are gone."""
    content = read_text(params, too_long=refusals.EDITED_TEXT_TOO_LONG)
    chat, message = _message_to_edit(account, params)
    if message.kind != "text":
        raise refusals.NO_TEXT_TO_EDIT()
    rows = read_markup(params.text("reply_markup"), only_inline=True).inline
    return _change(account, chat, message, content, rows)


@method("editMessageReplyMarkup", counts_as_message=True)
async def edit_message_reply_markup(account: Account, params: Params) -> Result:
    """New buttons alone."""
    chat, message = _message_to_edit(account, params)
    rows = read_markup(params.text("reply_markup"), only_inline=True).inline
    return _change(account, chat, message, message.content, rows)


def _message_to_edit(account: Account, params: Params) -> tuple[Chat, Message]:
    message_id = params.integer("message_id")
    if not message_id and not params.text("chat_id"):
        raise refusals.NO_MESSAGE_ID()
    chat = account.reachable_chat(params.chat_id())
    message = chat.messages.get(message_id)
    if message is None:
        raise refusals.EDITED_NOT_FOUND()
    if not message.from_bot:
        raise refusals.NOT_EDITABLE()
    return chat, message


def _change(
    account: Account, chat: Chat, message: Message, content: FormattedText, rows: InlineRows
) -> Result:
    if (content, rows) == (message.content, message.keyboard):
        raise refusals.NOT_MODIFIED()
    message.content = content
    message.keyboard = rows
    message.edited = account.clock.now()
    chat.change(message)
    return account.message_json(chat, message)
