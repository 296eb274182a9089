"""One HTTP/1.1 connection, with one request at a time: a POST that brings JSON.

httptools (llhttp, the parser of Node.js) reads the requests, strictly; what is as the last one but
for its body needs no reading (`usual_head`). Everything that a stranger can send is bounded here:
the head, the body, what stands around the body, and the time a request takes to come. Who is
refused is answered at once, and nothing more is read of what they send.
"""

import asyncio
from functools import cache
from http import HTTPMethod, HTTPStatus
from time import monotonic
from typing import Protocol, cast

from httptools import HttpParserError, HttpParserUpgrade, HttpRequestParser

from bot.usual_head import UsualHead, usual_head
from bot.web_requests import (
    COMING_SECONDS,
    LONGEST_BODY,
    RETRY_SECONDS,
    Answer,
    Body,
    Find,
    Head,
    RefusedError,
    Take,
    mistaken,
    who_takes,
)

LONGEST_HEAD = 16_384
MOST_HEADERS = 100
LONGEST_MESSAGE = LONGEST_HEAD + 2 * LONGEST_BODY
"""With what stands between the chunks of a body."""

IDLE_SECONDS = 120.0
"""For so long a connection may be silent after an answer: longer than proxies keep theirs, so that
they hang up."""

PARTING_SECONDS = 2.0
"""For so long somebody who was refused may take to hang up: hung up on while they still send, they
would not get to read the answer."""

_LAST = b"Connection: close\r\n"
_LATER = b"Retry-After: %d\r\n" % RETRY_SECONDS
_CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"


class Exchange(Protocol):
    """Where the connections of a server come together."""

    find: Find

    def opened(self, line: "Line") -> None:
        """Learn of a new connection."""

    def answered(self) -> None:
        """Learn that a request has been answered."""

    def ended(self, line: "Line") -> None:
        """Learn that a connection is gone."""


class Line(asyncio.Protocol):
    """One connection."""

    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange
        self._parser = HttpRequestParser(self)
        self._transport: asyncio.Transport | None = None
        self.since = monotonic()
        self.is_answering = False
        self._is_new = True
        self._is_refused = False
        self._is_half_closed = False
        self._keeps = True
        self._head: Head | None = None
        self._usual: UsualHead | None = None
        self._clear()

    def _clear(self) -> None:
        """Be ready for a request."""
        self._coming = False
        self._read = 0
        self._head_length = 0
        self._header_count = 0
        self._in_head = True
        self._url = b""
        self._headers: dict[bytes, bytes] = {}
        self._body = Body()
        self._take: Take | None = None

    def is_late(self, now: float) -> bool:
        """Return whether nothing more is to be expected; a new line counts as a request to come."""
        longest = COMING_SECONDS if self._coming or self._is_new else IDLE_SECONDS
        longest = PARTING_SECONDS if self._is_refused else longest
        return not self.is_answering and now - self.since > longest

    def close(self) -> None:
        """Hang up when everything is written."""
        if self._transport is not None:
            self._transport.close()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin."""
        self._transport = cast(asyncio.Transport, transport)  # uvloop's are of another family
        self._exchange.opened(self)

    def connection_lost(self, error: Exception | None) -> None:  # noqa: ARG002 - whatever it was
        """End; what was brought is handled all the same."""
        self._transport = None
        self._exchange.ended(self)

    def eof_received(self) -> bool:
        """Keep a connection whose other end only listens until its answer is given."""
        self._is_half_closed = True
        return self.is_answering

    def data_received(self, data: bytes) -> None:
        """Read on."""
        if self._is_refused or self._transport is None or self._transport.is_closing():
            return
        begins = not (self._coming or self.is_answering)
        try:
            if begins and self._usual is not None and self._is_usual(self._usual, data):
                return
            self._read_on(data)
        except (HttpParserError, HttpParserUpgrade, RefusedError) as error:
            self._refuse(_status_of(error))
            return
        if begins and not self._coming and self._keeps and self._head is not None:
            self._usual = usual_head(self._head, data)

    def _is_usual(self, usual: UsualHead, data: bytes) -> bool:
        """Hand over a request that is as the last one but for its body; False where it is not."""
        body = usual.body_in(data)
        if not body:
            return False
        take = who_takes(self._exchange.find, HTTPMethod.POST, usual.head)
        if isinstance(take, HTTPStatus):
            return False
        self._hand_over(take, body)
        return True

    def _read_on(self, data: bytes) -> None:
        if not self._coming:
            self._coming, self.since = True, monotonic()
        self._read += len(data)
        self._parser.feed_data(data)
        self._check_length()

    def _check_length(self) -> None:
        if self._in_head and self._read > LONGEST_HEAD:
            raise RefusedError(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)
        if self._read > LONGEST_MESSAGE:
            raise RefusedError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)

    def on_message_begin(self) -> None:
        """Refuse a second request before the answer to the first: no proxy sends one."""
        if self.is_answering or not self._keeps:
            raise RefusedError(HTTPStatus.BAD_REQUEST)

    def on_url(self, url: bytes) -> None:
        """Take the address, which may come in parts."""
        self._url += url
        self._head_length += len(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        """Take a header; none may come behind the body."""
        if not self._in_head:
            raise RefusedError(HTTPStatus.BAD_REQUEST)
        self._headers[name.lower()] = value
        self._header_count += 1
        self._head_length += len(name) + len(value)

    def on_headers_complete(self) -> None:
        """Decide who takes the request, before its body comes."""
        self._in_head = False
        if self._head_length > LONGEST_HEAD or self._header_count > MOST_HEADERS:
            raise RefusedError(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)
        take = self._who_takes()
        if isinstance(take, HTTPStatus):
            raise RefusedError(take)
        self._take = take
        expects = self._headers.get(b"expect", b"").lower() == b"100-continue"
        if expects and self._transport is not None:
            self._transport.write(_CONTINUE)

    def _who_takes(self) -> Take | HTTPStatus:
        if self._parser.should_upgrade():
            return HTTPStatus.BAD_REQUEST
        path = self._url.partition(b"?")[0].decode("latin-1")
        method = self._parser.get_method().decode("latin-1")
        self._head = Head(path, self._headers)
        return who_takes(self._exchange.find, method, self._head)

    def on_body(self, body: bytes) -> None:
        """Take a part of the body."""
        self._body.add(body)

    def on_message_complete(self) -> None:
        """Hand the request over."""
        take, body = self._take, self._body.whole()
        self._keeps = self._parser.should_keep_alive()
        self._clear()
        if take is None:
            raise RefusedError(HTTPStatus.BAD_REQUEST)
        self._hand_over(take, body)

    def _hand_over(self, take: Take, body: bytes) -> None:
        self._is_new, self.is_answering = False, True
        try:
            take(body, self._reply)
        except Exception as error:  # noqa: BLE001 - it is brought again
            raise RefusedError(mistaken(error)) from None

    def _reply(self, answer: Answer) -> None:
        self.is_answering, self.since = False, monotonic()
        self._exchange.answered()
        if self._is_refused or self._transport is None or self._transport.is_closing():
            return
        keeps = self._keeps and not self._is_half_closed
        self._transport.write(_written(answer, keep=keeps))
        if not keeps:
            self.close()

    def _refuse(self, status: HTTPStatus) -> None:
        """Answer, read nothing more of this connection, and wait a moment until it is closed."""
        self.is_answering, self.since = False, monotonic()
        self._is_refused = True
        self._exchange.answered()
        if self._transport is None or self._transport.is_closing():
            return
        self._transport.write(_written(Answer(status), keep=False))
        self._transport.write_eof()


def _status_of(error: Exception) -> HTTPStatus:
    """Return what we have said of a request while it was read; the parser wraps that."""
    reason = error if isinstance(error, RefusedError) else error.__context__
    return reason.status if isinstance(reason, RefusedError) else HTTPStatus.BAD_REQUEST


def _written(answer: Answer, *, keep: bool) -> bytes:
    status, body = answer
    return b"%b%d\r\n%b\r\n%b" % (_head_of(status), len(body), b"" if keep else _LAST, body)


@cache
def _head_of(status: HTTPStatus) -> bytes:
    """Return the head of an answer, as far as it is always the same."""
    line = f"HTTP/1.1 {status.value} {status.phrase}\r\n".encode("latin-1")
    later = _LATER if status is HTTPStatus.SERVICE_UNAVAILABLE else b""
    return line + later + b"Content-Type: application/json\r\nContent-Length: "
