"""Bots as an ASGI application: a site of one's own has updates brought to it, beside its pages.

    site = Starlette(routes=[..., Mount("/", consult)], lifespan=lambda _: consult.running())

What is brought passes the same doors as behind our own web server. Two things are the site's: how
long a connection may be silent, and its log of requests, which would hold our paths.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, MutableMapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from functools import partial
from http import HTTPStatus
from typing import Any, TypeAlias

from bot.bots_file import Bot
from bot.failing import KNOWN, explain
from bot.logs import crashed
from bot.serving import serve_at
from bot.serving_site import Site
from bot.settings import Settings
from bot.web_requests import (
    COMING_SECONDS,
    RETRY_SECONDS,
    Answer,
    Body,
    Head,
    RefusedError,
    Take,
    mistaken,
    who_takes,
)
from bot.webhook import Doors

Message: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[Message]]
Send: TypeAlias = Callable[[Message], Awaitable[None]]


class ConsultApp:
    """An ASGI 3 application that receives the updates of one bot or several.

    Its bots run between the start and the end of its lifespan. A site whose framework tells an
    application nothing of that which it mounts has `running` in a lifespan of its own.
    """

    def __init__(self, bots: Sequence[Bot], settings: Settings, *, take_over: bool = False) -> None:
        """Keep what is to be run.

        Args:
            bots: the bots, by different names; a single one may have an empty name.
            settings: where the site is reached (`webhook_url`) and operators look (`health_port`).
            take_over: also when updates are brought to somebody else so far.
        """
        self._bots = bots
        self._settings = settings
        self._take_over = take_over
        self._doors = Doors()

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Run the bots meanwhile; one that fails is tried again.

        Raises:
            LaunchRefusedError, StartRefusedError, SettingsError, VaultError, DatabaseInUseError,
            KeysMissingError, UnknownTokenError: none can start; the message says what to do.
        """
        site = Site(self._bots, self._settings, take_over=self._take_over)
        site.doors = self._doors
        ready = asyncio.Event()
        serving = asyncio.create_task(serve_at(site, self._bots, ready.set))
        begun = asyncio.create_task(ready.wait())
        try:
            await asyncio.wait({serving, begun}, return_when=asyncio.FIRST_COMPLETED)
            if not serving.done():
                yield
        finally:
            begun.cancel()
            site.stop.set()
            await serving

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Serve one request, or one lifespan."""
        if scope["type"] == "http":
            await _answer(send, await self._answer_to(scope, receive))
        elif scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close"})

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        async with AsyncExitStack() as stack:
            try:
                await stack.enter_async_context(self.running())
            except Exception as error:  # noqa: BLE001 - the server is told, and the log
                _tell_unknown(error)
                await send({"type": "lifespan.startup.failed", "message": explain(error)})
                return
            await send({"type": "lifespan.startup.complete"})
            await receive()
        await send({"type": "lifespan.shutdown.complete"})

    async def _answer_to(self, scope: Message, receive: Receive) -> Answer:
        """Return the answer to a request. Nothing is raised: a server would log what we hold."""
        try:
            take = who_takes(self._doors.find, scope["method"], _head_of(scope))
            if isinstance(take, HTTPStatus):
                return Answer(take)
            return await _taken(take, await _body(receive))
        except RefusedError as refused:
            return Answer(refused.status)
        except Exception as error:  # noqa: BLE001 - it is brought again
            return Answer(mistaken(error))


def _tell_unknown(error: Exception) -> None:
    if type(error).__name__ not in KNOWN:
        crashed(error)


def _head_of(scope: Message) -> Head:
    """Return the beginning of a request, its path as seen from where we are mounted.

    Servers and frameworks do not agree whether a path begins with that place, and Litestar ends it
    with a slash.
    """
    mounted_at: str = scope.get("root_path", "").rstrip("/")
    path = scope["path"].removeprefix(mounted_at).rstrip("/")
    return Head(path, dict(scope["headers"]))


async def _body(receive: Receive) -> bytes:
    """Return the body of a request, which is counted as it comes.

    Raises:
        RefusedError: it is too long, does not come, or not to its end.
    """
    body, more = Body(), True
    try:
        async with asyncio.timeout(COMING_SECONDS):
            while more:
                event = await receive()
                if event["type"] != "http.request":
                    raise RefusedError(HTTPStatus.BAD_REQUEST)
                body.add(event.get("body", b""))
                more = event.get("more_body", False)
    except TimeoutError:
        raise RefusedError(HTTPStatus.REQUEST_TIMEOUT) from None
    return body.whole()


async def _taken(take: Take, body: bytes) -> Answer:
    """Have a body taken, and return the answer to its bringer, who may be gone by then."""
    answered: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
    take(body, partial(_reply, answered))
    return await answered


def _reply(answered: asyncio.Future[Answer], answer: Answer) -> None:
    if not answered.done():
        answered.set_result(answer)


async def _answer(send: Send, answer: Answer) -> None:
    """Send an answer; a bringer who is gone comes again."""
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", b"%d" % len(answer.body)),
    ]
    if answer.status is HTTPStatus.SERVICE_UNAVAILABLE:
        headers.append((b"retry-after", b"%d" % RETRY_SECONDS))
    start = {"type": "http.response.start", "status": answer.status.value, "headers": headers}
    with suppress(OSError):
        await send(start)
        await send({"type": "http.response.body", "body": answer.body})
