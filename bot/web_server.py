"""A small HTTP/1.1 server for one kind of request: a POST that brings JSON and gets a short answer.

A web framework costs several times as much a request as all that we do with an update. Here is only
what a webhook needs, and everything that a stranger can send is bounded: the head, the body, the
number of connections, and the time a request takes to come. httptools (llhttp, the parser of
Node.js) reads the requests, strictly. TLS is the business of the reverse proxy in front.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache
from http import HTTPMethod, HTTPStatus
from time import monotonic
from typing import NamedTuple, TypeAlias, cast

from httptools import HttpParserError, HttpParserUpgrade, HttpRequestParser

log = logging.getLogger(__name__)

LONGEST_HEAD = 16_384
LONGEST_BODY = 1_000_000
MOST_CONNECTIONS = 1_000

COMING_SECONDS = 30.0
"""For so long a request may take to come."""

IDLE_SECONDS = 120.0
"""For so long a connection may be silent: longer than proxies keep theirs, so that they hang up."""

LOOK_SECONDS = 5.0
STOP_SECONDS = 5.0

_LAST = b"Connection: close\r\n"
_CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"


class Head(NamedTuple):
    """The beginning of a request; names of headers are in lower case."""

    path: str
    headers: Mapping[bytes, bytes]


class Answer(NamedTuple):
    """The answer to a request: a body, if there is one, is JSON."""

    status: HTTPStatus
    body: bytes = b""


Reply: TypeAlias = Callable[[Answer], None]
"""Gives the answer to a request, once."""

Take: TypeAlias = Callable[[bytes, Reply], None]
"""Takes the body of a request, and has it answered now or later."""

Find: TypeAlias = Callable[[Head], Take | HTTPStatus]
"""Says who takes a request, or why nobody does, before its body is read."""


class WebServer:
    """Listens, and has `find` say who takes a request."""

    def __init__(self, find: Find) -> None:
        self.find = find
        self.connections: set[_Connection] = set()
        self.answered = asyncio.Event()
        self._server: asyncio.Server | None = None
        self._looking: asyncio.TimerHandle | None = None

    async def start(self, host: str, port: int) -> int:
        """Listen, and return the port (another than asked for where that is 0)."""
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(
            lambda: _Connection(self), host, port, reuse_port=True
        )
        self._look()
        return int(self._server.sockets[0].getsockname()[1])

    async def stop(self) -> None:
        """Listen no more, answer what is in hand, and hang up."""
        if self._server is not None:
            self._server.close()
        if self._looking is not None:
            self._looking.cancel()
        with suppress(TimeoutError):
            async with asyncio.timeout(STOP_SECONDS):
                while any(each.is_answering for each in self.connections):
                    self.answered.clear()
                    await self.answered.wait()
        for connection in list(self.connections):
            connection.close()
        await asyncio.sleep(0)

    def hang_up_late(self) -> None:
        """Hang up where nothing more is to be expected."""
        now = monotonic()
        for connection in list(self.connections):
            if connection.is_late(now):
                connection.close()

    def _look(self) -> None:
        """Look from time to time who is late."""
        self.hang_up_late()
        self._looking = asyncio.get_running_loop().call_later(LOOK_SECONDS, self._look)


class _Connection(asyncio.Protocol):
    """One connection, with one request at a time."""

    def __init__(self, server: WebServer) -> None:
        self._server = server
        self._parser = HttpRequestParser(self)
        self._transport: asyncio.Transport | None = None
        self._since = monotonic()
        self.is_answering = False
        self._keeps = True
        self._clear()

    def _clear(self) -> None:
        """Be ready for a request."""
        self._coming = False
        self._head_read = 0
        self._in_head = True
        self._url = b""
        self._headers: dict[bytes, bytes] = {}
        self._body: list[bytes] = []
        self._length = 0
        self._take: Take | HTTPStatus = HTTPStatus.BAD_REQUEST

    def is_late(self, now: float) -> bool:
        """Return whether nothing more is to be expected."""
        longest = COMING_SECONDS if self._coming else IDLE_SECONDS
        return not self.is_answering and now - self._since > longest

    def close(self) -> None:
        """Hang up when everything is written."""
        if self._transport is not None:
            self._transport.close()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin, unless there are too many."""
        self._transport = cast(asyncio.Transport, transport)  # uvloop's are of another family
        self._server.connections.add(self)
        if len(self._server.connections) > MOST_CONNECTIONS:
            self.close()

    def connection_lost(self, error: Exception | None) -> None:  # noqa: ARG002 - whatever it was
        """End; what was brought is handled all the same."""
        self._transport = None
        self._server.connections.discard(self)

    def data_received(self, data: bytes) -> None:
        """Read on."""
        if self._transport is None or self._transport.is_closing():
            return
        if not self._coming:
            self._coming, self._since = True, monotonic()
        self._head_read += len(data)
        try:
            self._parser.feed_data(data)
        except (HttpParserError, HttpParserUpgrade):
            self._refuse(HTTPStatus.BAD_REQUEST)
            return
        if self._in_head and self._head_read > LONGEST_HEAD:
            self._refuse(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)

    def on_message_begin(self) -> None:
        """Refuse a second request before the answer to the first: no proxy sends one."""
        if self.is_answering:
            raise ValueError("one request at a time")

    def on_url(self, url: bytes) -> None:
        """Take the address, which may come in parts."""
        self._url += url

    def on_header(self, name: bytes, value: bytes) -> None:
        """Take a header."""
        self._headers[name.lower()] = value

    def on_headers_complete(self) -> None:
        """Decide who takes the request; the body of one that nobody takes is passed over."""
        self._in_head = False
        self._take = self._who_takes()
        expects = self._headers.get(b"expect", b"").lower() == b"100-continue"
        if expects and self._transport is not None and not isinstance(self._take, HTTPStatus):
            self._transport.write(_CONTINUE)

    def _who_takes(self) -> Take | HTTPStatus:
        if self._parser.should_upgrade():
            return HTTPStatus.BAD_REQUEST
        if self._parser.get_method() != HTTPMethod.POST.encode():
            return HTTPStatus.METHOD_NOT_ALLOWED
        if int(self._headers.get(b"content-length", b"0")) > LONGEST_BODY:
            return HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        path = self._url.partition(b"?")[0].decode("latin-1")
        return self._server.find(Head(path, self._headers))

    def on_body(self, body: bytes) -> None:
        """Take a part of the body."""
        self._length += len(body)
        if self._length > LONGEST_BODY:
            self._take = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        if isinstance(self._take, HTTPStatus):
            self._body.clear()
        else:
            self._body.append(body)

    def on_message_complete(self) -> None:
        """Hand the request over, or refuse it."""
        take, body = self._take, b"".join(self._body)
        self._keeps = self._parser.should_keep_alive()
        self._clear()
        if isinstance(take, HTTPStatus):
            self._refuse(take)
            return
        self.is_answering = True
        try:
            take(body, self._reply)
        except Exception as error:  # noqa: BLE001 - it is brought again
            log.warning("could not take a request: %s", type(error))
            self._refuse(HTTPStatus.INTERNAL_SERVER_ERROR)

    def _refuse(self, status: HTTPStatus) -> None:
        """Answer, and have nothing more to do with this connection."""
        self._keeps = False
        self._reply(Answer(status))

    def _reply(self, answer: Answer) -> None:
        self.is_answering, self._since = False, monotonic()
        self._server.answered.set()
        if self._transport is None or self._transport.is_closing():
            return
        self._transport.write(_written(answer, keep=self._keeps))
        if not self._keeps:
            self.close()


def _written(answer: Answer, *, keep: bool) -> bytes:
    status, body = answer
    return b"%b%d\r\n%b\r\n%b" % (_head_of(status), len(body), b"" if keep else _LAST, body)


@cache
def _head_of(status: HTTPStatus) -> bytes:
    """Return the head of an answer, as far as it is always the same."""
    line = f"HTTP/1.1 {status.value} {status.phrase}\r\n"
    return f"{line}Content-Type: application/json\r\nContent-Length: ".encode("latin-1")
