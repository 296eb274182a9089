"""sendMessage. Source: Bot API, sendMessage."""

from bot.practice.account import Account
from bot.practice.keyboards import read_markup
from bot.practice.methods.content import post, read_reply, read_text
from bot.practice.methods.registry import Result, method
from bot.practice.params import Params


@method("sendMessage", counts_as_message=True)
async def send_message(account: Account, params: Params) -> Result:
    """A new message, with or without buttons."""
    content = read_text(params)
    chat = account.reachable_chat(params.chat_id())
    markup = read_markup(params.text("reply_markup"))
    return post(account, chat, content, markup, reply_to=read_reply(params, chat))
