"""The calls of the Bot API that are made all the time, on a shorter way than aiogram's.

aiogram builds and checks a model of everything that goes out or comes in, which costs more than all
else that a screen takes. So these few calls go out as they are, and what comes back is read only as
far as somebody looks at it. When Telegram refuses, aiogram says what that means, as always.
"""

import asyncio
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from aiogram import Bot
from aiogram.exceptions import ClientDecodeError, TelegramNetworkError
from aiogram.methods import TelegramMethod

from bot.channels.connections import Connections, NeverSentError, Reply
from bot.channels.telegram_answers import read_answer
from bot.channels.telegram_wire import NAMES, Call, encode

WITHIN_SECONDS = 60.0

_OK = HTTPStatus.OK.value
_GOOD = b'{"ok":true,'
"""So the Bot API begins its answer to a call that has worked: no more of it need be read."""


class NotConnectedError(TelegramNetworkError):
    """Nobody was there, so a call was never sent."""


class _Call(TelegramMethod[Any]):
    """Stands for a call in aiogram's errors. It holds nothing: errors end up in logs."""

    __returning__ = Any
    __api_method__ = "call"


_A_CALL = _Call()


class Calls:
    """Makes calls for `bot` at the Bot API server `api`."""

    def __init__(self, bot: Bot, api: str) -> None:
        self._bot = bot
        self._connections = Connections(api)
        urls = {kind: bot.session.api.api_url(bot.token, name) for kind, name in NAMES.items()}
        self._paths = {kind: urlsplit(url).path for kind, url in urls.items()}

    def begin(self, call: Call, *, within: float = WITHIN_SECONDS) -> "Begun":
        """Send a call now."""
        path = self._paths[type(call)]
        return Begun(self._bot, self._connections.post(path, encode(call), within=within))

    async def close(self) -> None:
        """Hang up."""
        await self._connections.close()


class Begun:
    """A call that is on its way."""

    def __init__(self, bot: Bot, answer: asyncio.Future[Reply]) -> None:
        self._bot = bot
        self._answer = answer

    async def answer(self) -> bytes:
        """Return the answer to a call that has worked, as it came.

        Raises:
            TelegramAPIError, ClientDecodeError: aiogram's word for what went wrong.
        """
        try:
            status, body = await self._answer
        except OSError as error:
            kind = NotConnectedError if isinstance(error, NeverSentError) else TelegramNetworkError
            raise kind(_A_CALL, type(error).__name__) from None
        if status == _OK and (body.startswith(_GOOD) or _is_good(body)):
            return body
        text = body.decode(errors="replace")
        self._bot.session.check_response(self._bot, _A_CALL, status, text)
        raise ClientDecodeError("neither good nor bad", ValueError(status), None)

    def forget(self) -> None:
        """Do not care about the answer."""
        self._answer.add_done_callback(lambda answer: answer.cancelled() or answer.exception())


def _is_good(body: bytes) -> bool:
    answer = read_answer(body)
    return answer is not None and answer.ok
