"""The small HTTP server: what it understands, what it refuses, and what it bounds."""

import asyncio
import socket
import struct
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from http import HTTPStatus

import pytest
import pytest_asyncio

from bot import http_line, web_server
from bot.http_line import LONGEST_HEAD
from bot.web_requests import LONGEST_BODY, Answer, Head, Reply, Take
from bot.web_server import WebServer


@dataclass
class Desk:
    """Takes what is brought to /way-in, and answers when the test wants it."""

    taken: list[bytes] = field(default_factory=list)
    heads: list[Head] = field(default_factory=list)
    held: list[Reply] = field(default_factory=list)
    holds: bool = False

    def find(self, head: Head) -> Take | HTTPStatus:
        self.heads.append(head)
        if head.path == "/hole":
            raise ZeroDivisionError
        return self.take if head.path == "/way-in" else HTTPStatus.NOT_FOUND

    def take(self, body: bytes, reply: Reply) -> None:
        if body == b"trouble":
            raise ZeroDivisionError(body)
        self.taken.append(body)
        if self.holds:
            self.held.append(reply)
        else:
            reply(Answer(HTTPStatus.OK, b'{"got":%d}' % len(body)))


@dataclass
class Line:
    """A connection to the server."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    async def answer(self) -> bytes:
        """Return the next answer."""
        async with asyncio.timeout(10):
            head = await self.reader.readuntil(b"\r\n\r\n")
            length = head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0]
            return head + await self.reader.readexactly(int(length or b"0"))

    async def rest(self) -> bytes:
        """Return everything until the server hangs up."""
        async with asyncio.timeout(10):
            return await self.reader.read()


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest_asyncio.fixture
async def server(desk: Desk) -> AsyncIterator[WebServer]:
    running = WebServer(desk.find)
    yield running
    await running.stop()


@pytest_asyncio.fixture
async def port(server: WebServer) -> int:
    return await server.start("127.0.0.1", 0)


@pytest_asyncio.fixture
async def line(port: int) -> AsyncIterator[Line]:
    opened = Line(*await asyncio.open_connection("127.0.0.1", port))
    yield opened
    opened.writer.close()


def _request(body: bytes = b"{}", *headers: str, start: str = "POST /way-in HTTP/1.1") -> bytes:
    lines = [start, "Host: bot.example.org", f"Content-Length: {len(body)}", *headers, "", ""]
    return "\r\n".join(lines).encode() + body


async def _held(desk: Desk) -> None:
    while not desk.held:  # noqa: ASYNC110 - the desk has no bell
        await asyncio.sleep(0.01)


def _hang_up_rudely(line: Line) -> None:
    """Reset the connection, as a program does that ends with something unread."""
    linger = struct.pack("ii", 1, 0)
    line.writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
    line.writer.transport.abort()


CHUNKED = b"POST /way-in HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"


async def test_a_request_is_answered_and_the_next_one_on_the_same_line(
    line: Line, desk: Desk
) -> None:
    for body in (b"one", b"three"):
        line.writer.write(_request(body))
        answer = await line.answer()
        assert answer.startswith(b"HTTP/1.1 200 OK\r\n")
        assert answer.endswith(b'\r\n\r\n{"got":%d}' % len(body))
    assert desk.taken == [b"one", b"three"]


async def test_who_is_let_in_is_asked_for_each_request_on_a_line(
    line: Line, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        line.writer.write(_request(b"one"))
        await line.answer()
    assert len(desk.heads) == 3
    monkeypatch.setattr(desk, "take", HTTPStatus.FORBIDDEN)  # from now on nobody is
    line.writer.write(_request(b"two"))
    assert (await line.rest()).startswith(b"HTTP/1.1 403")
    assert desk.taken == [b"one"] * 3


async def test_after_a_usual_head_comes_another(line: Line, desk: Desk) -> None:
    for start in ("POST /way-in HTTP/1.1", "POST /way-in?again HTTP/1.1", "POST /way-in HTTP/1.1"):
        line.writer.write(_request(b"one", start=start))
        assert (await line.answer()).startswith(b"HTTP/1.1 200")
    line.writer.write(_request(b"two", start="POST /elsewhere HTTP/1.1"))
    assert (await line.rest()).startswith(b"HTTP/1.1 404")
    assert desk.taken == [b"one"] * 3


async def test_after_a_usual_head_a_request_may_come_in_pieces(line: Line, desk: Desk) -> None:
    line.writer.transport.set_write_buffer_limits(0)
    line.writer.write(_request(b"one"))
    await line.answer()
    for piece in (_request(b"two")[:-1], b"o"):
        line.writer.write(piece)
        await line.writer.drain()
        await asyncio.sleep(0.05)
    await line.answer()
    assert desk.taken == [b"one", b"two"]


@pytest.mark.parametrize("body", [b"trouble", b"x" * (LONGEST_BODY + 1)])
async def test_after_a_usual_head_trouble_is_told_as_ever(
    line: Line, desk: Desk, body: bytes
) -> None:
    line.writer.write(_request(b"one"))
    await line.answer()
    line.writer.write(_request(body))
    status = b"500" if body == b"trouble" else b"413"
    assert (await line.rest()).startswith(b"HTTP/1.1 " + status)
    assert desk.taken == [b"one"]


async def test_after_a_usual_head_a_second_request_must_wait_for_the_answer(
    line: Line, desk: Desk
) -> None:
    line.writer.write(_request(b"one"))
    await line.answer()
    desk.holds = True
    line.writer.write(_request(b"two"))
    await _held(desk)
    line.writer.write(_request(b"three"))
    assert (await line.rest()).startswith(b"HTTP/1.1 400")
    assert desk.taken == [b"one", b"two"]


async def test_it_does_not_matter_in_which_pieces_a_request_comes(line: Line, desk: Desk) -> None:
    line.writer.transport.set_write_buffer_limits(0)
    for byte in _request(b"piece by piece", "X-Word: secret"):
        line.writer.write(bytes([byte]))
        await line.writer.drain()
        await asyncio.sleep(0)
    assert b"200 OK" in await line.answer()
    assert desk.taken == [b"piece by piece"]
    assert desk.heads[0].headers[b"x-word"] == b"secret"


async def test_a_body_may_come_in_chunks(line: Line, desk: Desk) -> None:
    head = b"POST /way-in?a=1 HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
    line.writer.write(head + b"3\r\nabc\r\n4\r\ndefg\r\n0\r\n\r\n")
    assert b"200 OK" in await line.answer()
    assert desk.taken == [b"abcdefg"]


async def test_who_asks_before_sending_is_told_to_go_on(line: Line) -> None:
    head, body = _request(b"much", "Expect: 100-continue")[:-4], b"much"
    line.writer.write(head)
    assert await line.answer() == b"HTTP/1.1 100 Continue\r\n\r\n"
    line.writer.write(body)
    assert b"200 OK" in await line.answer()


async def test_who_asks_before_sending_to_nobody_is_refused(line: Line) -> None:
    start = "POST /elsewhere HTTP/1.1"
    line.writer.write(_request(b"much", "Expect: 100-continue", start=start))
    assert (await line.rest()).startswith(b"HTTP/1.1 404 ")


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (_request(start="GET /way-in HTTP/1.1"), HTTPStatus.METHOD_NOT_ALLOWED),
        (_request(start="POST /elsewhere HTTP/1.1"), HTTPStatus.NOT_FOUND),
        (_request(start="POST /wäy-in HTTP/1.1"), HTTPStatus.BAD_REQUEST),
        (b"hello\r\n\r\n", HTTPStatus.BAD_REQUEST),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", HTTPStatus.BAD_REQUEST),
        (_request(b"{}", "Transfer-Encoding: chunked"), HTTPStatus.BAD_REQUEST),
        (_request(b"{}", "Content-Length: 3"), HTTPStatus.BAD_REQUEST),
        (_request(b"", "Connection: Upgrade", "Upgrade: websocket"), HTTPStatus.BAD_REQUEST),
        (_request(b"trouble"), HTTPStatus.INTERNAL_SERVER_ERROR),
        (_request(start="POST /hole HTTP/1.1"), HTTPStatus.INTERNAL_SERVER_ERROR),
        (_request(b"{}", *["X: y"] * 101), HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE),
        (_request(b"{}", "X: " + "y" * 60_000), HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE),
        (_request(b"{}", start="POST /elsewhere HTTP/1.1") + _request(), HTTPStatus.NOT_FOUND),
        (CHUNKED + b"2\r\n{}\r\n0\r\nX: behind\r\n\r\n", HTTPStatus.BAD_REQUEST),
    ],
)
async def test_all_else_is_refused_and_the_line_is_closed(
    line: Line, desk: Desk, request_: bytes, status: HTTPStatus
) -> None:
    line.writer.write(request_)
    answer = await line.rest()
    assert answer.startswith(f"HTTP/1.1 {status.value} ".encode())
    assert b"\r\nConnection: close\r\n" in answer
    assert answer.count(b"HTTP/1.1") == 1
    assert desk.taken == []


async def test_what_fails_is_told_by_its_kind_alone(
    line: Line, caplog: pytest.LogCaptureFixture
) -> None:
    line.writer.write(_request(b"trouble"))
    await line.rest()
    assert "ZeroDivisionError" in caplog.text
    assert "trouble" not in caplog.text


async def test_a_second_request_before_the_answer_is_refused(line: Line, desk: Desk) -> None:
    desk.holds = True
    line.writer.write(_request(b"one") + _request(b"two"))
    assert (await line.rest()).startswith(b"HTTP/1.1 400 ")
    assert desk.taken == [b"one"]
    desk.held[0](Answer(HTTPStatus.OK))  # nobody is there to hear it


async def test_a_head_that_does_not_end_is_refused(line: Line) -> None:
    line.writer.write(b"POST /way-in HTTP/1.1\r\nX: " + b"x" * LONGEST_HEAD)
    assert (await line.rest()).startswith(b"HTTP/1.1 431 ")


async def test_a_body_that_is_announced_too_long_is_refused(line: Line, desk: Desk) -> None:
    line.writer.write(_request(b"x" * (LONGEST_BODY + 1)))
    assert (await line.rest()).startswith(b"HTTP/1.1 413 ")
    assert desk.taken == []


async def test_so_is_one_that_grows_too_long(line: Line, desk: Desk) -> None:
    line.writer.write(CHUNKED)
    chunk = b"x" * 100_000
    for _ in range(LONGEST_BODY // len(chunk) + 1):
        line.writer.write(b"%x\r\n%s\r\n" % (len(chunk), chunk))
    line.writer.write(b"0\r\n\r\n")
    assert (await line.rest()).startswith(b"HTTP/1.1 413 ")
    assert desk.taken == []


async def test_a_line_of_the_old_kind_is_closed_after_its_answer(line: Line) -> None:
    line.writer.write(_request(start="POST /way-in HTTP/1.0"))
    assert b"200 OK" in await line.rest()


@pytest.mark.parametrize("begun", [b"", _request(b"half of it")[:-3]])
async def test_who_keeps_silent_is_hung_up_on(
    server: WebServer, monkeypatch: pytest.MonkeyPatch, begun: bytes
) -> None:
    for bound in ("COMING_SECONDS", "IDLE_SECONDS"):
        monkeypatch.setattr(http_line, bound, 0.05)
    monkeypatch.setattr(web_server, "LOOK_SECONDS", 0.05)
    port = await server.start("127.0.0.1", 0)
    line = Line(*await asyncio.open_connection("127.0.0.1", port))
    line.writer.write(begun)
    assert await line.rest() == b""
    line.writer.close()


async def test_who_waits_for_an_answer_is_not(
    server: WebServer, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http_line, "IDLE_SECONDS", 0.0)
    desk.holds = True
    port = await server.start("127.0.0.1", 0)
    line = Line(*await asyncio.open_connection("127.0.0.1", port))
    line.writer.write(_request())
    await _held(desk)
    server.hang_up_late()
    desk.held[0](Answer(HTTPStatus.OK))
    assert b"200 OK" in await line.answer()
    line.writer.close()


async def test_of_too_many_lines_the_one_that_is_silent_longest_is_closed(
    port: int, line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    line.writer.write(_request())
    await line.answer()
    monkeypatch.setattr(web_server, "MOST_CONNECTIONS", 1)
    one_more = Line(*await asyncio.open_connection("127.0.0.1", port))
    one_more.writer.write(_request())
    assert b"200 OK" in await one_more.answer()
    one_more.writer.close()
    assert await line.rest() == b""


async def test_of_too_many_lines_none_that_waits_for_its_answer(
    port: int, line: Line, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web_server, "MOST_CONNECTIONS", 1)
    desk.holds = True
    line.writer.write(_request())
    await _held(desk)
    one_more = Line(*await asyncio.open_connection("127.0.0.1", port))
    assert await one_more.rest() == b""
    one_more.writer.close()
    desk.held[0](Answer(HTTPStatus.OK))
    assert b"200 OK" in await line.answer()


async def test_who_is_refused_is_answered_before_the_body_comes(line: Line) -> None:
    head = b"POST /elsewhere HTTP/1.1\r\nHost: h\r\nContent-Length: 999999\r\n\r\n"
    line.writer.write(head)
    assert (await line.rest()).startswith(b"HTTP/1.1 404 ")


async def test_who_is_refused_and_goes_on_sending_is_hung_up_on(
    server: WebServer, line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    line.writer.write(_request(b"x" * 100_000, start="POST /elsewhere HTTP/1.1"))
    await line.rest()
    assert server.lines
    monkeypatch.setattr(http_line, "PARTING_SECONDS", -1.0)
    server.hang_up_late()
    while server.lines:  # noqa: ASYNC110 - the server has no bell
        await asyncio.sleep(0.01)


async def test_what_stands_behind_a_body_is_bounded(line: Line, desk: Desk) -> None:
    line.writer.write(CHUNKED + b"0\r\nX: " + b"x" * (http_line.LONGEST_MESSAGE + 1))
    assert (await line.rest()).startswith(b"HTTP/1.1 413 ")
    assert desk.taken == []


async def test_who_sends_nothing_more_still_gets_the_answer(line: Line, desk: Desk) -> None:
    desk.holds = True
    line.writer.write(_request())
    line.writer.write_eof()
    await _held(desk)
    await asyncio.sleep(0.02)
    desk.held[0](Answer(HTTPStatus.OK))
    assert b"200 OK" in await line.rest()


async def test_stopping_does_not_wait_for_who_has_gone(
    server: WebServer, line: Line, desk: Desk
) -> None:
    desk.holds = True
    line.writer.write(_request())
    await _held(desk)
    stopping = asyncio.create_task(server.stop())
    await asyncio.sleep(0)
    _hang_up_rudely(line)
    async with asyncio.timeout(web_server.STOP_SECONDS / 2):
        await stopping


async def test_two_servers_share_a_port_only_when_both_want_to() -> None:
    first, second = WebServer(Desk().find), WebServer(Desk().find)
    port = await first.start("127.0.0.1", 0)
    with pytest.raises(OSError, match="in use"):
        await second.start("127.0.0.1", port)
    await first.stop()
    port = await first.start("127.0.0.1", 0, shared=True)
    assert await second.start("127.0.0.1", port, shared=True) == port
    await first.stop()
    await second.stop()


async def test_who_cannot_be_served_now_is_told_when_to_come_again(line: Line, desk: Desk) -> None:
    desk.holds = True
    line.writer.write(_request())
    await _held(desk)
    desk.held[0](Answer(HTTPStatus.SERVICE_UNAVAILABLE))
    assert b"\r\nRetry-After: 1\r\n" in await line.answer()


async def test_stopping_answers_what_is_in_hand(
    server: WebServer, line: Line, desk: Desk, port: int
) -> None:
    desk.holds = True
    line.writer.write(_request())
    await _held(desk)
    stopping = asyncio.create_task(server.stop())
    await asyncio.sleep(0.01)
    with pytest.raises(ConnectionError):
        await asyncio.open_connection("127.0.0.1", port)
    desk.held[0](Answer(HTTPStatus.OK))
    assert b"200 OK" in await line.rest()
    await stopping


async def test_stopping_does_not_wait_for_ever(
    server: WebServer, line: Line, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web_server, "STOP_SECONDS", 0.05)
    desk.holds = True
    line.writer.write(_request())
    await _held(desk)
    await server.stop()
    assert await line.rest() == b""
