"""Telegram through aiogram.

What happens all the time goes a shorter way than aiogram's (see `telegram_calls`); aiogram does the
rest, and says of every refusal what it means.
"""

import msgspec
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramConflictError,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.types import BotCommand
from msgspec import Struct

from bot.channels.base import Channel
from bot.channels.telegram_account import Account
from bot.channels.telegram_calls import Begun, Calls, NotConnectedError
from bot.channels.telegram_channel import TelegramChannel
from bot.channels.telegram_library import SLACK_SECONDS
from bot.channels.telegram_trouble import CallError, RefusedError, Trouble
from bot.channels.telegram_wire import (
    Answer,
    AnswerCallbackQuery,
    DeleteMessages,
    EditMessageText,
    GetUpdates,
    SendMessage,
)
from dialogs.self_introduction import Command


class _Sent(Struct):
    message_id: int


_sent = msgspec.json.Decoder(Answer[_Sent])

_MEANING: dict[type[Exception], Trouble] = {  # the first kind that an error is of
    TelegramUnauthorizedError: Trouble.UNKNOWN_TOKEN,
    TelegramNotFound: Trouble.UNKNOWN_TOKEN,
    TelegramForbiddenError: Trouble.FORBIDDEN,
    TelegramConflictError: Trouble.CONFLICT,
    TelegramServerError: Trouble.AT_SERVER,
    NotConnectedError: Trouble.AWAY,
    TelegramNetworkError: Trouble.LOST,
    ClientDecodeError: Trouble.LOST,
}


def connect(token: str, *, api: str) -> Channel:
    """Return the bot with this token at the Bot API server `api`."""
    return TelegramChannel(Aiogram(token, api=api))


class Aiogram(Account):
    """A bot of aiogram's."""

    def __init__(self, token: str, *, api: str) -> None:
        self._bot = Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(api)))
        self._calls = Calls(self._bot, api)
        super().__init__(self._bot, _InOurWords)

    async def set_commands(self, code: str, commands: tuple[Command, ...]) -> None:
        menu = [BotCommand(command=each.name, description=each.does) for each in commands]
        with _InOurWords():
            if menu:
                await self._bot.set_my_commands(menu, language_code=code)
            else:
                await self._bot.delete_my_commands(language_code=code)

    async def updates(self, call: GetUpdates) -> bytes:
        with _InOurWords():
            return await self._calls.begin(call, within=call.timeout + SLACK_SECONDS).answer()

    async def send(self, call: SendMessage) -> int:
        with _InOurWords():
            return _sent.decode(await self._calls.begin(call).answer()).result.message_id

    async def edit(self, call: EditMessageText) -> None:
        with _InOurWords():
            await self._calls.begin(call).answer()

    async def delete(self, call: DeleteMessages) -> None:
        with _InOurWords():
            await self._calls.begin(call).answer()

    def answer(self, call: AnswerCallbackQuery) -> "_Answering":
        return _Answering(self._calls.begin(call))

    async def close(self) -> None:
        await self._calls.close()
        await self._bot.session.close()


class _Answering:
    """A call on its way, whose errors are ours."""

    def __init__(self, begun: Begun) -> None:
        self._begun = begun
        self.forget = begun.forget

    async def done(self) -> None:
        with _InOurWords():
            await self._begun.answer()


class _InOurWords:
    """Raises a CallError for an error of aiogram's, which holds the request."""

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        """Tell of an error in our words; one that is not aiogram's goes on as it is."""
        if error is None:
            return
        match error:
            case TelegramBadRequest():
                raise RefusedError(error.message) from None
            case TelegramRetryAfter():
                raise CallError(Trouble.TOO_MUCH, after=error.retry_after) from None
            case msgspec.DecodeError() | UnicodeDecodeError():
                raise CallError(Trouble.LOST) from None
            case TelegramAPIError() | ClientDecodeError():
                raise CallError(_meaning(error)) from None


def _meaning(error: Exception) -> Trouble:
    found = (trouble for kind, trouble in _MEANING.items() if isinstance(error, kind))
    return next(found, Trouble.OTHER)
