"""Telegram through python-telegram-bot, for whoever runs it already.

It is installed by the extra `ptb`, and imported only when it is chosen.

Its own errors do not tell a call that the server has failed to carry out from one of which nobody
knows whether it was (both are a NetworkError), nor does it read an update that has a shape unknown
to it. So both are done where it hands us an answer as it came: `BaseRequest.do_request`.
"""

import asyncio
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any

import msgspec
from msgspec import Struct
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import NetworkError, TelegramError
from telegram.request import HTTPXRequest

from bot.channels.base import Channel, Hook, HookState
from bot.channels.telegram_channel import TelegramChannel
from bot.channels.telegram_library import MOST_CONNECTIONS, SLACK_SECONDS
from bot.channels.telegram_trouble import CallError, RefusedError, Trouble
from bot.channels.telegram_updates import WANTED
from bot.channels.telegram_wire import (
    PARSE_MODE,
    AnswerCallbackQuery,
    DeleteMessages,
    EditMessageText,
    GetUpdates,
    Keyboard,
    SendMessage,
)

WITHIN_SECONDS = 60.0
_NO_UPDATES = b'{"ok": true, "result": []}'

_MEANING: dict[int, Trouble] = {
    HTTPStatus.UNAUTHORIZED: Trouble.UNKNOWN_TOKEN,
    HTTPStatus.NOT_FOUND: Trouble.UNKNOWN_TOKEN,
    HTTPStatus.FORBIDDEN: Trouble.FORBIDDEN,
    HTTPStatus.CONFLICT: Trouble.CONFLICT,
}


def connect(token: str, *, api: str) -> Channel:
    """Return the bot with this token at the Bot API server `api`."""
    return TelegramChannel(Ptb(token, api=api))


class Ptb:
    """A bot of python-telegram-bot's."""

    def __init__(self, token: str, *, api: str) -> None:
        self._request = _Request(read_timeout=WITHIN_SECONDS, pool_timeout=WITHIN_SECONDS)
        self._tray = _Tray(connection_pool_size=1, read_timeout=SLACK_SECONDS)
        self._bot = Bot(
            token,
            base_url=f"{api}/bot",
            request=self._request,
            get_updates_request=self._tray,
        )

    async def who(self) -> int:
        with _in_our_words():
            return (await self._bot.get_me()).id

    async def hook(self) -> HookState:
        with _in_our_words():
            info = await self._bot.get_webhook_info()
        return HookState(info.url, info.pending_update_count)

    async def set_hook(self, hook: Hook | None) -> None:
        with _in_our_words():
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

    def __init__(self, call: Coroutine[Any, Any, bool]) -> None:
        self._task = asyncio.create_task(call)

    async def done(self) -> None:
        with _in_our_words():
            await self._task

    def forget(self) -> None:
        self._task.add_done_callback(lambda task: task.cancelled() or task.exception())


class _Parameters(Struct):
    retry_after: float = 0.0


class _Answered(Struct):
    ok: bool
    description: str = ""
    parameters: _Parameters | None = None


_answers = msgspec.json.Decoder(_Answered)


class _CallFailedError(TelegramError):
    """Passes through the library what is wrong, by the code of the Bot API."""

    def __init__(self, error: CallError) -> None:
        self.error = error
        super().__init__(error.trouble.name)


class _Request(HTTPXRequest):
    """Makes requests, and looks at their answers before the library does."""

    async def do_request(self, *args: Any, **more: Any) -> tuple[int, bytes]:  # noqa: ANN401
        """Return status and body of an answer that is good; raise for every other."""
        status, body = await super().do_request(*args, **more)
        problem = _problem(status, body)
        if problem is not None:
            raise _CallFailedError(problem)
        return status, body


class _Tray(_Request):
    """Keeps the answer to getUpdates for us, and hands the library an empty one to read."""

    taken = _NO_UPDATES

    async def do_request(self, *args: Any, **more: Any) -> tuple[int, bytes]:  # noqa: ANN401
        """Keep an answer that is good."""
        status, self.taken = await super().do_request(*args, **more)
        return status, _NO_UPDATES


def _problem(status: int, body: bytes) -> CallError | None:
    """Return what an answer says is wrong; None when all is well."""
    try:
        answer = _answers.decode(body)
    except msgspec.DecodeError:
        return CallError(Trouble.LOST)
    if status == HTTPStatus.OK and answer.ok:
        return None
    if answer.parameters is not None and answer.parameters.retry_after:
        return CallError(Trouble.TOO_MUCH, after=answer.parameters.retry_after)
    if status == HTTPStatus.BAD_REQUEST:
        return RefusedError(answer.description)
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return CallError(Trouble.AT_SERVER)
    return CallError(_MEANING.get(status, Trouble.OTHER))


@contextmanager
def _in_our_words() -> Iterator[None]:
    """Raise a CallError for an error of the library's, which may quote the request."""
    try:
        yield
    except _CallFailedError as failed:
        raise failed.error from None
    except (NetworkError, LookupError, TypeError, ValueError):  # the answer could not be read
        raise CallError(Trouble.LOST) from None
    except TelegramError:
        raise CallError(Trouble.OTHER) from None


def _markup(keyboard: Keyboard) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(
        [
            [InlineKeyboardButton(each.text, callback_data=each.callback_data) for each in row]
            for row in keyboard.inline_keyboard
        ]
    )
