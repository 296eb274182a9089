"""Connections against a server that answers as servers do, well and badly."""

import asyncio
import socket
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from bot.channels.connections import Connections, NeverSentError, Reply

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


class Server:
    """Answers every request with the next of `answers`; counts its connections."""

    def __init__(self) -> None:
        self.answers: list[bytes] = []
        self.requests: list[bytes] = []
        self.connections = 0
        self.port = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                length = int(head.lower().partition(b"content-length: ")[2].split(b"\r\n")[0])
                self.requests.append(head + await reader.readexactly(length))
                answer = self.answers.pop(0) if self.answers else OK
                if not answer:
                    return
                writer.write(answer)
        except asyncio.IncompleteReadError:
            return
        finally:
            writer.close()


@pytest_asyncio.fixture
async def server() -> AsyncIterator[Server]:
    made = Server()
    async with await asyncio.start_server(made.serve, "127.0.0.1", 0) as listening:
        made.port = listening.sockets[0].getsockname()[1]
        yield made


@pytest_asyncio.fixture
async def connections(server: Server) -> AsyncIterator[Connections]:
    made = Connections(f"http://127.0.0.1:{server.port}")
    yield made
    await made.close()


async def test_one_connection_serves_one_request_after_the_other(
    server: Server, connections: Connections
) -> None:
    for body in (b'{"a":1}', b'{"b":2}'):
        assert await connections.post("/bot/x", body, within=5) == Reply(200, b"ok")
    assert server.connections == 1
    assert server.requests[1].startswith(b"POST /bot/x HTTP/1.1\r\nHost: 127.0.0.1")
    assert server.requests[1].endswith(b'\r\n\r\n{"b":2}')


async def test_requests_at_one_time_do_not_wait_for_each_other(
    server: Server, connections: Connections
) -> None:
    replies = await asyncio.gather(*(connections.post("/", b"{}", within=5) for _ in range(5)))
    assert replies == [Reply(200, b"ok")] * 5
    assert server.connections == 5


async def test_an_answer_may_come_in_chunks_and_be_a_refusal(
    server: Server, connections: Connections
) -> None:
    server.answers = [
        b"HTTP/1.1 429 Slow\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"
    ]
    assert await connections.post("/", b"{}", within=5) == Reply(429, b"abcde")


async def test_a_connection_that_is_to_be_closed_is_not_used_again(
    server: Server, connections: Connections
) -> None:
    server.answers = [b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"]
    await connections.post("/", b"{}", within=5)
    assert await connections.post("/", b"{}", within=5) == Reply(200, b"ok")
    assert server.connections == 2


@pytest.mark.parametrize("answer", [b"", b"nonsense\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-L"])
async def test_no_answer_is_an_error_and_the_next_request_goes_on(
    server: Server, connections: Connections, answer: bytes
) -> None:
    server.answers = [answer]
    with pytest.raises(OSError) as raised:  # noqa: PT011 - each has another one
        await connections.post("/", b"{}", within=0.3)
    assert not isinstance(raised.value, NeverSentError)
    assert await connections.post("/", b"{}", within=5) == Reply(200, b"ok")


async def test_nobody_listens() -> None:
    connections = Connections("http://127.0.0.1:9")
    with pytest.raises(NeverSentError):
        await connections.post("/", b"{}", within=5)
    await connections.close()


async def test_a_server_that_does_not_take_us_in_time_has_got_nothing() -> None:
    with socket.create_server(("127.0.0.1", 0), backlog=0) as full:
        address = full.getsockname()
        with socket.create_connection(address):
            connections = Connections(f"http://127.0.0.1:{address[1]}")
            with pytest.raises(NeverSentError, match="TimeoutError"):
                await connections.post("/", b"{}", within=0.2)
            await connections.close()


async def test_whoever_gives_up_ends_the_connection(
    server: Server, connections: Connections
) -> None:
    """A poll that is given up must not wait on at the messenger."""
    await connections.post("/", b"{}", within=5)
    server.answers = [b"HTTP/1.1 200 OK\r\n"]
    waiting = connections.post("/", b"{}", within=5)
    await asyncio.sleep(0.05)
    waiting.cancel()
    assert await connections.post("/", b"{}", within=5) == Reply(200, b"ok")
    assert server.connections == 2


async def test_each_request_on_a_connection_has_its_own_time(
    server: Server, connections: Connections
) -> None:
    """The alarm of an earlier request neither ends a later one nor makes it wait longer."""
    await connections.post("/", b"{}", within=0.05)
    server.answers = [b"HTTP/1.1 200 OK\r\n"]
    patient = connections.post("/", b"{}", within=60)
    await asyncio.sleep(0.1)
    assert not patient.done()
    patient.cancel()
    await connections.post("/", b"{}", within=60)
    server.answers = [b"HTTP/1.1 200 OK\r\n"]
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(connections.post("/", b"{}", within=0.05), 30)
    assert server.connections == 2
