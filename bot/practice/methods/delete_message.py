"""deleteMessage, deleteMessages. Source: Bot API, the sections of these names.

In a private chat a bot may delete both sides' messages while they are less than 48 hours old, by
practice time.
"""

from datetime import timedelta

import msgspec

from bot.practice import refusals
from bot.practice.account import Account
from bot.practice.chats import Message
from bot.practice.methods.registry import Result, method
from bot.practice.params import Params

DELETABLE_FOR = timedelta(hours=48)
MAX_MESSAGES = 100  # telegram.constants.BulkRequestLimit


@method("deleteMessage")
async def delete_message(account: Account, params: Params) -> Result:
    """Remove one message on both sides."""
    if not params.text("chat_id"):
        raise refusals.NO_CHAT_TO_DELETE_IN()
    message_id = params.integer("message_id")
    if not message_id:
        raise refusals.NO_MESSAGE_ID()
    chat = account.reachable_chat(params.chat_id())
    message = chat.messages.get(message_id)
    if message is None:
        raise refusals.DELETED_NOT_FOUND()
    _check_age(account, message)
    chat.remove(message_id, by_bot=True)
    return True


@method("deleteMessages")
async def delete_messages(account: Account, params: Params) -> Result:
    """Remove several at once; those that are not there are skipped."""
    chat = account.reachable_chat(params.chat_id())
    found = [chat.messages[number] for number in _numbers(params) if number in chat.messages]
    for message in found:
        _check_age(account, message)
    for message in found:
        chat.remove(message.message_id, by_bot=True)
    return True


def _numbers(params: Params) -> list[int]:
    try:
        numbers = params.decoded("message_ids", list[int])
    except msgspec.DecodeError:
        numbers = None
    if not numbers:
        raise refusals.NO_MESSAGE_IDS()
    if len(numbers) > MAX_MESSAGES:
        raise refusals.TOO_MANY_MESSAGE_IDS()
    return list(dict.fromkeys(numbers))


def _check_age(account: Account, message: Message) -> None:
    if account.clock.now() - message.date >= DELETABLE_FOR:
        raise refusals.NOT_DELETABLE()
