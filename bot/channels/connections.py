"""HTTP connections to one server that stay open, for calls that are made all the time.

A general HTTP client costs several times as much a call as all that we do with the answer. Here is
only what the Bot API needs: POST with a JSON body, over HTTP/1.1, one request at a time on each
connection. httptools (llhttp, the parser of Node.js) reads the answers.
"""

import asyncio
import ssl
from time import monotonic
from typing import NamedTuple, cast
from urllib.parse import urlsplit

import certifi
from httptools import HttpParserError, HttpResponseParser

IDLE_SECONDS = 15.0
"""An older connection is not used again: the server may be about to close it."""


class NeverSentError(OSError):
    """There was no connection, so the request has never left; the message names what was wrong."""


class Reply(NamedTuple):
    """The answer to a request."""

    status: int
    body: bytes


class Connections:
    """Open connections to the server at `url` (http or https); their number is up to the caller."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._host = parts.hostname or ""
        self._port = parts.port or (443 if parts.scheme == "https" else 80)
        self._secure = parts.scheme == "https"
        self._head = (
            f" HTTP/1.1\r\nHost: {parts.netloc}\r\nContent-Type: application/json\r\n"
            "Content-Length: "
        ).encode("latin-1")
        self._tls: ssl.SSLContext | None = None
        self._idle: list[_Connection] = []
        self._opening: set[asyncio.Task[None]] = set()

    def post(self, path: str, body: bytes, *, within: float) -> asyncio.Future[Reply]:
        """Send a request now; the answer comes within so many seconds.

        Raises:
            NeverSentError: (from the future) nobody could be reached.
            OSError: (from the future) there is no answer, and whether the request has arrived is
                not known. TimeoutError is one of these.
        """
        request = b"POST %b%b%d\r\n\r\n%b" % (path.encode("latin-1"), self._head, len(body), body)
        answer: asyncio.Future[Reply] = asyncio.get_running_loop().create_future()
        connection = self._take()
        if connection is not None:
            connection.ask(request, within, answer)
        else:
            opening = asyncio.create_task(self._open(request, within, answer))
            self._opening.add(opening)
            opening.add_done_callback(self._opening.discard)
        return answer

    async def close(self) -> None:
        """Hang up everywhere; nobody may be waiting for an answer."""
        for task in self._opening:
            task.cancel()
        while self._idle:
            self._idle.pop().close()
        await asyncio.sleep(0)

    def _take(self) -> "_Connection | None":
        """Return the connection that was used last, if it can be used again."""
        while self._idle:
            connection = self._idle.pop()
            if connection.is_open and monotonic() - connection.used_at < IDLE_SECONDS:
                return connection
            connection.close()
        return None

    async def _open(self, request: bytes, within: float, answer: asyncio.Future[Reply]) -> None:
        loop = asyncio.get_running_loop()
        if self._secure and self._tls is None:
            self._tls = ssl.create_default_context(cafile=certifi.where())
        try:
            async with asyncio.timeout(within):
                _, connection = await loop.create_connection(
                    lambda: _Connection(self._idle), self._host, self._port, ssl=self._tls
                )
            connection.ask(request, within, answer)
        except OSError as error:
            if not answer.done():
                answer.set_exception(NeverSentError(type(error).__name__))


class _Connection(asyncio.Protocol):
    """One connection; it lays itself among the `idle` ones when its request is answered."""

    def __init__(self, idle: "list[_Connection]") -> None:
        self._idle = idle
        self._parser = HttpResponseParser(self)
        self._body: list[bytes] = []
        self._answer: asyncio.Future[Reply] | None = None
        self._late_at = 0.0
        self._alarm: asyncio.TimerHandle | None = None
        self._transport: asyncio.Transport | None = None
        self.used_at = 0.0

    @property
    def is_open(self) -> bool:
        """Whether the other side still listens, as far as we know."""
        return self._transport is not None and not self._transport.is_closing()

    def ask(self, request: bytes, within: float, answer: asyncio.Future[Reply]) -> None:
        """Send a request; whoever gives up waiting for its `answer` ends the connection."""
        if self._transport is None:
            raise ConnectionResetError("hung up")
        self._answer = answer
        answer.add_done_callback(self._given_up)
        self._late_at = asyncio.get_running_loop().time() + within
        self._set_alarm()
        self._transport.write(request)

    def close(self) -> None:
        """Hang up."""
        if self._transport is not None:
            self._transport.close()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin."""
        self._transport = cast(asyncio.Transport, transport)  # uvloop's are of another family

    def data_received(self, data: bytes) -> None:
        """Read on."""
        try:
            self._parser.feed_data(data)
        except HttpParserError:
            self._fail(ConnectionError("no answer in HTTP"))

    def connection_lost(self, error: Exception | None) -> None:
        """End; whoever still waits for an answer is told."""
        self._transport = None
        if self._alarm is not None:
            self._alarm.cancel()
        self._fail(error if isinstance(error, OSError) else ConnectionResetError("hung up"))

    def on_body(self, body: bytes) -> None:
        """Take a part of the answer."""
        self._body.append(body)

    def on_message_complete(self) -> None:
        """Hand over the answer, and be ready for the next request."""
        status, body = self._parser.get_status_code(), b"".join(self._body)
        self._body.clear()
        answer = self._settled()
        if answer is None or not self._parser.should_keep_alive():
            self.close()
        else:
            self.used_at = monotonic()
            self._idle.append(self)
        if answer is not None and not answer.done():
            answer.set_result(Reply(status, body))

    def _fail(self, error: OSError) -> None:
        answer = self._settled()
        self.close()
        if answer is not None and not answer.done():
            answer.set_exception(error)

    def _given_up(self, answer: asyncio.Future[Reply]) -> None:
        if answer.cancelled():
            self.close()

    def _settled(self) -> asyncio.Future[Reply] | None:
        """Return the answer that is waited for, once."""
        answer, self._answer = self._answer, None
        return answer

    def _set_alarm(self) -> None:
        """Be woken when the answer is late; an alarm of an earlier request may ring before that."""
        if self._alarm is None or self._alarm.when() > self._late_at:
            if self._alarm is not None:
                self._alarm.cancel()
            loop = asyncio.get_running_loop()
            self._alarm = loop.call_at(self._late_at, self._ring)

    def _ring(self) -> None:
        self._alarm = None
        if self._answer is None:
            return
        if asyncio.get_running_loop().time() < self._late_at:
            self._set_alarm()
        else:
            self._fail(TimeoutError("no answer in time"))
