"""A Bot API server on loopback, as strict as Telegram where Telegram is strict."""

import asyncio
import hmac
from collections import Counter
from types import TracebackType
from typing import Self

import msgspec
from aiohttp import web

from bot.practice.chats import Chats, User
from bot.practice.clock import PracticeClock
from bot.practice.desk import Desk
from bot.practice.faults import (
    BadGateway,
    Dropped,
    Fault,
    Faults,
    Moment,
    ServerError,
    Slow,
    TooManyRequests,
)
from bot.practice.limits import FloodLimiter, Mode
from bot.practice.methods import METHODS
from bot.practice.params import read_params
from bot.practice.phone import Phone
from bot.practice.refusals import (
    INTERNAL,
    METHOD_NOT_FOUND,
    UNAUTHORIZED,
    Refused,
    too_many_requests,
)
from bot.practice.transcript import Transcript
from bot.practice.updates import UpdateQueue
from bot.practice.wire import Json, JsonObject


class PracticeServer:
    """One bot's server, with a phone for every simulated person.

    Args:
        token: the bot's token; its number is the bot's id.
        mode: whether Telegram's limits on speed are kept.
        clock: the calendar; true time when left out.
        faults: trouble to cause; none when left out.
    """

    def __init__(
        self,
        *,
        token: str,
        mode: Mode = Mode.UNLIMITED,
        clock: PracticeClock | None = None,
        faults: Faults | None = None,
    ) -> None:
        self.mode = mode
        self.clock = clock or PracticeClock()
        self.faults = faults or Faults()
        self.transcript = Transcript()
        self.calls: Counter[str] = Counter()
        self.url = ""
        self._token = token
        number = int(token.split(":", maxsplit=1)[0])
        bot = User(number, "Practice", is_bot=True, username="practice_bot")
        self.desk = Desk(
            bot=bot,
            chats=Chats(bot, self.clock, self.transcript),
            updates=UpdateQueue(self.clock, self.faults),
            limiter=FloodLimiter(mode),
        )
        self._runner: web.ServerRunner | None = None

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.stop()

    async def start(self) -> None:
        """Listen on a free loopback port; `url` says where."""
        self._runner = web.ServerRunner(web.Server(self._handle), shutdown_timeout=1.0)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def stop(self) -> None:
        """Stop listening."""
        if self._runner is not None:
            await self._runner.cleanup()

    def phone(
        self, user_id: int, *, first_name: str = "Somebody", language_code: str | None = None
    ) -> Phone:
        """Return the phone of a simulated person."""
        chat = self.desk.chats.of(User(user_id, first_name, language_code))
        return Phone(chat, self.desk.chats, self.desk.updates)

    @property
    def people(self) -> int:
        """How many people have written to the bot."""
        return len(self.desk.chats)

    @property
    def messages(self) -> int:
        """How many messages have gone either way, edits included."""
        sent = sum(self.calls[name] for name in ("sendmessage", "editmessagetext"))
        return sent + self.desk.updates.born

    async def _handle(self, request: web.BaseRequest) -> web.StreamResponse:
        try:
            name = self._method_of(request.path)
            self.calls[name] += 1
            return await self._with_faults(name, request)
        except Refused as refused:
            return _refusal(refused)

    def _method_of(self, path: str) -> str:
        bot, _, method = path.removeprefix("/").partition("/")
        if not hmac.compare_digest(bot.encode(), f"bot{self._token}".encode()):
            raise UNAUTHORIZED()
        if method.lower() not in METHODS:
            raise METHOD_NOT_FOUND()
        return method.lower()

    async def _with_faults(self, name: str, request: web.BaseRequest) -> web.StreamResponse:
        fault = self.faults.pick(name)
        if fault is not None and (early := await _before(fault, request)) is not None:
            return early
        result = await METHODS[name](self.desk, await read_params(request))
        if fault is not None and (late := await _after(fault, request)) is not None:
            return late
        return _answer({"ok": True, "result": result})


async def _before(fault: Fault, request: web.BaseRequest) -> web.StreamResponse | None:
    match fault:
        case TooManyRequests(retry_after):
            raise too_many_requests(retry_after)
        case ServerError():
            raise INTERNAL()
        case BadGateway(Moment.BEFORE):
            return _bad_gateway()
        case Dropped(Moment.BEFORE):
            return _drop(request)
        case Slow(seconds, Moment.BEFORE):
            await asyncio.sleep(seconds)
    return None


async def _after(fault: Fault, request: web.BaseRequest) -> web.StreamResponse | None:
    match fault:
        case BadGateway(Moment.AFTER):
            return _bad_gateway()
        case Dropped(Moment.AFTER):
            return _drop(request)
        case Slow(seconds, Moment.AFTER):
            await asyncio.sleep(seconds)
    return None


def _drop(request: web.BaseRequest) -> web.StreamResponse:
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


def _bad_gateway() -> web.Response:
    return web.Response(status=502, text="<html>Bad Gateway</html>", content_type="text/html")


def _refusal(refused: Refused) -> web.Response:
    body: JsonObject = {"ok": False, "error_code": refused.code, "description": refused.text}
    if refused.parameters:
        body = {**body, "parameters": refused.parameters}
    return _answer(body, status=refused.code)


def _answer(body: Json, status: int = 200) -> web.Response:
    return web.Response(
        status=status, body=msgspec.json.encode(body), content_type="application/json"
    )
