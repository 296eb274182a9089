"""The practice Telegram server: the Bot API on loopback, strict where Telegram is strict.

Bots reach it over HTTP like the real one; people are `Phone`s in this process.
"""

import asyncio
from types import TracebackType
from typing import Self

import msgspec
from aiohttp import web

from bot.practice import faults as trouble
from bot.practice import refusals
from bot.practice.account import Account
from bot.practice.chats import Person
from bot.practice.clock import PracticeClock
from bot.practice.faults import Fault, Faults, Moment
from bot.practice.limits import Mode
from bot.practice.methods import METHODS, Described, Result
from bot.practice.params import Params, read_params
from bot.practice.phone import Phone
from bot.practice.refusals import Refused
from bot.practice.transcript import Transcript
from bot.practice.updates import Counts

MAX_BODY = 50_000_000  # telegram.constants.FileSizeLimit.FILESIZE_UPLOAD
_ENCODE = msgspec.json.Encoder().encode
_GARBAGE = "<html><head><title>502 Bad Gateway</title></head><body>502 Bad Gateway</body></html>"


class PracticeServer:
    """One bot's Telegram.

    Args:
        token: what the bot must call with, `<number>:<secret>`.
        mode: with Telegram's speed limits, or without.
        clock: practice time; by default it runs like the real one, from now.
        faults: the trouble to make; by default none.
        bot_username: the bot's username.
        webhook_first_delay: real seconds on which the pauses between webhook retries are based.
        recording: whether to keep a transcript; off for long measurements.
    """

    def __init__(
        self,
        *,
        token: str,
        mode: Mode = Mode.UNLIMITED,
        clock: PracticeClock | None = None,
        faults: Faults | None = None,
        bot_username: str = "practice_bot",
        webhook_first_delay: float = 1.0,
        recording: bool = True,
    ) -> None:
        self.token = token
        self.mode = mode
        self.clock = clock or PracticeClock()
        self.faults = faults or Faults()
        self.transcript = Transcript(recording=recording)
        self.account = Account(
            token=token,
            username=bot_username,
            mode=mode,
            clock=self.clock,
            faults=self.faults,
            transcript=self.transcript,
        )
        self.account.webhook_first_delay = webhook_first_delay
        self.account.call_method = self.call
        self._phones: dict[int, Phone] = {}
        self._runner: web.AppRunner | None = None
        self._port = 0
        self._stopping = False

    def __str__(self) -> str:
        """Where it is, and how strict: for what we print."""
        where = self.url if self._runner else "not started"
        return (
            f"practice Telegram server at {where}, "
            f"mode {self.mode.value}, clock {self.clock.speed:g}x"
        )

    @property
    def url(self) -> str:
        """The address for a client's base URL, for example http://127.0.0.1:41234."""
        return f"http://127.0.0.1:{self._port}"

    @property
    def counts(self) -> Counts:
        """What was counted so far."""
        return self.account.counts

    @property
    def phones(self) -> list[Phone]:
        """The phones in use, in order of first use."""
        return list(self._phones.values())

    def phone(
        self, user_id: int, *, first_name: str = "", language_code: str | None = None
    ) -> Phone:
        """The phone of a person; the same one each time it is asked for."""
        phone = self._phones.get(user_id)
        if phone is None:
            person = Person(user_id, first_name or f"Person {user_id}", language_code)
            phone = Phone(self.account, self.account.chat_of(person))
            self._phones[user_id] = phone
        return phone

    async def start(self, port: int = 0) -> None:
        """Listen on loopback, on a free port unless one is given."""
        self._stopping = False
        app = web.Application(client_max_size=MAX_BODY)
        app.router.add_route("*", "/{path:.*}", self._handle)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port)
        await site.start()
        self._port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        """Stop listening and delivering; phones and transcript stay readable."""
        self._stopping = True
        if self.account.webhook is not None:
            await self.account.webhook.stop()
        self.account.polling.interrupt(refusals.INTERNAL)
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def __aenter__(self) -> Self:
        """Start."""
        await self.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop."""
        await self.stop()

    async def call(self, name: str, params: Params) -> Result:
        """Carry out one method call.

        Raises:
            Refused: Telegram would say no.
        """
        method = METHODS.get(name.lower())
        if method is None:
            raise refusals.METHOD_NOT_FOUND()
        self.counts.calls[method.name] += 1
        try:
            if method.counts_as_message:
                self.account.limiter.admit(params.integer("chat_id"))
            return await method.handler(self.account, params)
        except Refused:
            self.counts.refused[method.name] += 1
            raise

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        """One HTTP request: the fault ordered for it, if any, around the call itself."""
        try:
            name = self._method_name(request.path)
            fault = self.faults.pick(name)
            if fault is not None:
                self.counts.faults[type(fault).__name__] += 1
            params = await read_params(request)
            return await self._answer(request, name, params, fault)
        except Refused as refused:
            return _refusal(refused)
        except web.HTTPRequestEntityTooLarge:
            return _refusal(refusals.TOO_LARGE())

    def _method_name(self, path: str) -> str:
        """The method asked for, if the token is right."""
        token, _, name = path.removeprefix("/bot").partition("/")
        if not path.startswith("/bot") or ":" not in token:
            raise refusals.NOT_FOUND()
        if token != self.token:
            raise refusals.UNAUTHORIZED()
        if self._stopping:
            raise refusals.INTERNAL()
        return name

    async def _answer(
        self, request: web.Request, name: str, params: Params, fault: Fault | None
    ) -> web.StreamResponse:
        if early := await _before(request, fault):
            return early
        try:
            response = _success(await self.call(name, params))
        except Refused as refused:
            response = _refusal(refused)
        return await _after(request, fault) or response


async def _before(request: web.Request, fault: Fault | None) -> web.StreamResponse | None:
    """Trouble on the way to the server; a response if the call is not to be carried out."""
    match fault:
        case trouble.TooManyRequests(retry_after):
            return _refusal(refusals.too_many_requests(retry_after))
        case trouble.ServerError():
            return _refusal(refusals.INTERNAL())
        case trouble.Slow(seconds, Moment.BEFORE):
            await asyncio.sleep(seconds)
        case trouble.BadGateway(Moment.BEFORE):
            return _garbage()
        case trouble.Dropped(Moment.BEFORE):
            return _dropped(request)
        case _:
            pass
    return None


async def _after(request: web.Request, fault: Fault | None) -> web.StreamResponse | None:
    """Trouble on the way back; a response if the real one is lost."""
    match fault:
        case trouble.Slow(seconds, Moment.AFTER):
            await asyncio.sleep(seconds)
        case trouble.BadGateway(Moment.AFTER):
            return _garbage()
        case trouble.Dropped(Moment.AFTER):
            return _dropped(request)
        case _:
            pass
    return None


def _garbage() -> web.Response:
    return web.Response(status=502, text=_GARBAGE, content_type="text/html")


def _dropped(request: web.Request) -> web.Response:
    """Cut the connection; what is returned goes nowhere."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


def _success(result: Result) -> web.Response:
    if isinstance(result, Described):
        content = _ENCODE({"ok": True, "result": result.result, "description": result.description})
    else:
        content = _ENCODE({"ok": True, "result": result})
    return web.Response(body=content, content_type="application/json")


def _refusal(refused: Refused) -> web.Response:
    answer: dict[str, object] = {
        "ok": False,
        "error_code": refused.code,
        "description": refused.text,
    }
    if refused.parameters is not None:
        answer["parameters"] = refused.parameters
    body = _ENCODE(answer)
    return web.Response(status=refused.code, body=body, content_type="application/json")
