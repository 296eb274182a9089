"""Telegram through python-telegram-bot, for whoever runs it already.

It is installed by the extra `ptb`, and imported only when it is chosen.
"""

import asyncio
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from typing import Any, ClassVar

import httpx
import msgspec
from msgspec import Raw
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import NetworkError, TelegramError

from bot.channels.base import Channel
from bot.channels.ptb_requests import CallFailedError, Tray, WatchedRequest
from bot.channels.telegram_account import Account
from bot.channels.telegram_channel import TelegramChannel
from bot.channels.telegram_library import SLACK_SECONDS
from bot.channels.telegram_trouble import CallError, Trouble
from bot.channels.telegram_wire import (
    PARSE_MODE,
    AnswerCallbackQuery,
    DeleteMessages,
    EditMessageText,
    GetUpdates,
    Keyboard,
    SendMessage,
)
from dialogs.self_introduction import Command

WITHIN_SECONDS = 60.0

_UNREADABLE = (AttributeError, LookupError, TypeError, ValueError)
"""What the library stumbles over when an answer has another shape than it should."""


def connect(token: str, *, api: str) -> Channel:
    """Return the bot with this token at the Bot API server `api`."""
    return TelegramChannel(Ptb(token, api=api))


class Ptb(Account):
    """A bot of python-telegram-bot's."""

    def __init__(self, token: str, *, api: str) -> None:
        self._request = WatchedRequest(read_timeout=WITHIN_SECONDS, pool_timeout=WITHIN_SECONDS)
        self._tray = Tray(connection_pool_size=1, read_timeout=SLACK_SECONDS)
        self._bot = Bot(
            token,
            base_url=f"{api}/bot",
            request=self._request,
            get_updates_request=self._tray,
        )
        super().__init__(self._bot, _in_our_words)

    async def set_commands(self, code: str, commands: tuple[Command, ...]) -> None:
        with _in_our_words():
            if commands:
                menu = [(each.name, each.does) for each in commands]
                await self._bot.set_my_commands(menu, language_code=code)
            else:
                await self._bot.delete_my_commands(language_code=code)

    async def updates(self, call: GetUpdates) -> bytes:
        with _in_our_words():
            await self._bot.get_updates(
                offset=call.offset,
                limit=call.limit,
                timeout=call.timeout,
                allowed_updates=call.allowed_updates,
            )
        return self._tray.taken

    async def send(self, call: SendMessage) -> int:
        with _in_our_words():
            sent = await self._bot.send_message(
                call.chat_id,
                call.text,
                parse_mode=PARSE_MODE,
                reply_markup=_markup(call.reply_markup),
            )
        return sent.message_id

    async def edit(self, call: EditMessageText) -> None:
        with _in_our_words():
            await self._bot.edit_message_text(
                call.text,
                call.chat_id,
                call.message_id,
                parse_mode=PARSE_MODE,
                reply_markup=_markup(call.reply_markup),
            )

    async def delete(self, call: DeleteMessages) -> None:
        with _in_our_words():
            await self._bot.delete_messages(call.chat_id, call.message_ids)

    def answer(self, call: AnswerCallbackQuery) -> "_Answering":
        return _Answering(
            self._bot.answer_callback_query(call.callback_query_id, call.text or None)
        )

    async def close(self) -> None:
        await self._request.shutdown()
        await self._tray.shutdown()


class _Answering:
    """A call on its way, whose errors are ours."""

    _on_their_way: ClassVar[set["asyncio.Task[bool]"]] = set()
    """The loop itself keeps no task alive, and who forgets a call lets go of it."""

    def __init__(self, call: Coroutine[Any, Any, bool]) -> None:
        self._task = asyncio.create_task(call)
        self._on_their_way.add(self._task)
        self._task.add_done_callback(self._on_their_way.discard)

    async def done(self) -> None:
        with _in_our_words():
            await self._task

    def forget(self) -> None:
        self._task.add_done_callback(lambda task: task.cancelled() or task.exception())


@contextmanager
def _in_our_words() -> Iterator[None]:
    """Raise a CallError for an error of the library's, which may quote the request."""
    try:
        yield
    except CallFailedError as failed:
        raise failed.error from None
    except NetworkError as error:
        never_left = isinstance(error.__cause__, httpx.ConnectError | httpx.ConnectTimeout)
        raise CallError(Trouble.AWAY if never_left else Trouble.LOST) from None
    except _UNREADABLE:
        raise CallError(Trouble.LOST) from None
    except TelegramError:
        raise CallError(Trouble.OTHER) from None


def _markup(buttons: Raw) -> InlineKeyboardMarkup:
    keyboard = msgspec.json.decode(buttons, type=Keyboard)
    return InlineKeyboardMarkup(
        [
            [InlineKeyboardButton(each.text, callback_data=each.callback_data) for each in row]
            for row in keyboard.inline_keyboard
        ]
    )
