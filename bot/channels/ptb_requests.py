"""Requests of python-telegram-bot whose answers we look at first.

Its own errors do not tell a call that the server has failed to carry out from one of which nobody
knows whether it was (both are a NetworkError), nor does it read an update that has a shape unknown
to it. So both are done where it hands us an answer as it came: `BaseRequest.do_request`.
"""

from http import HTTPStatus
from typing import Any

from telegram.error import TelegramError
from telegram.request import HTTPXRequest

from bot.channels.telegram_answers import read_answer
from bot.channels.telegram_trouble import CallError, RefusedError, Trouble

_NO_UPDATES = b'{"ok": true, "result": []}'

_MEANING: dict[int, Trouble] = {
    HTTPStatus.UNAUTHORIZED: Trouble.UNKNOWN_TOKEN,
    HTTPStatus.NOT_FOUND: Trouble.UNKNOWN_TOKEN,
    HTTPStatus.FORBIDDEN: Trouble.FORBIDDEN,
    HTTPStatus.CONFLICT: Trouble.CONFLICT,
}


class CallFailedError(TelegramError):
    """Passes through the library what is wrong, by the code of the Bot API."""

    def __init__(self, error: CallError) -> None:
        self.error = error
        super().__init__(error.trouble.name)


class WatchedRequest(HTTPXRequest):
    """Makes requests, and looks at their answers before the library does."""

    async def do_request(self, *args: Any, **more: Any) -> tuple[int, bytes]:  # noqa: ANN401
        """Return status and body of an answer that is good; raise for every other."""
        status, body = await super().do_request(*args, **more)
        problem = _problem(status, body)
        if problem is not None:
            raise CallFailedError(problem)
        return status, body


class Tray(WatchedRequest):
    """Keeps the answer to getUpdates for us, and hands the library an empty one to read."""

    taken = _NO_UPDATES

    async def do_request(self, *args: Any, **more: Any) -> tuple[int, bytes]:  # noqa: ANN401
        """Keep an answer that is good."""
        status, self.taken = await super().do_request(*args, **more)
        return status, _NO_UPDATES


def _problem(status: int, body: bytes) -> CallError | None:
    """Return what an answer says is wrong; None when all is well."""
    answer = read_answer(body)
    if answer is None:
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
