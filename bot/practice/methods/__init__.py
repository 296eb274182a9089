"""The methods of the Bot API: one function each, found by the name that a client calls."""

from collections.abc import Awaitable, Callable

from bot.practice.desk import Desk
from bot.practice.methods import messages, profile, receiving
from bot.practice.params import Params
from bot.practice.wire import Json

Method = Callable[[Desk, Params], Awaitable[Json]]

METHODS: dict[str, Method] = {
    name.lower(): method
    for name, method in (
        ("getMe", profile.get_me),
        ("setMyCommands", profile.set_my_commands),
        ("setMyName", profile.set_my_name),
        ("setMyDescription", profile.set_my_description),
        ("getChat", profile.get_chat),
        ("getUpdates", receiving.get_updates),
        ("deleteWebhook", receiving.delete_webhook),
        ("getWebhookInfo", receiving.get_webhook_info),
        ("sendMessage", messages.send_message),
        ("editMessageText", messages.edit_message_text),
        ("editMessageReplyMarkup", messages.edit_message_reply_markup),
        ("deleteMessage", messages.delete_message),
        ("answerCallbackQuery", messages.answer_callback_query),
    )
}
"""Names are matched without regard to case, as the official server does."""
