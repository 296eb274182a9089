"""Bots in a site of somebody else's: who is let in, what is bounded, and what a server gets to see.

Whole conversations that come this way are in `channels/test_contract.py`.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from http import HTTPStatus

import pytest

from bot import asgi
from bot.asgi import ConsultApp, Message
from bot.bots_file import Bot
from bot.gate import Gate
from bot.settings import Settings
from bot.web_requests import LONGEST_BODY, Answer, Reply
from bot.webhook import SECRET_HEADER, Doors
from tests.support.world import EXAMPLE

PATH, SECRET = "/telegram/way-in", b"a-word"
HEADERS = {SECRET_HEADER.lower().encode(): SECRET}
WORDS = b"words of somebody"


class Door(Gate):
    """Notes what is let through."""

    def __init__(self) -> None:
        self.taken: list[bytes] = []
        self.held: list[Reply] = []

    def accept(self, body: bytes, reply: Reply) -> None:
        self.taken.append(body)
        if body == WORDS:
            raise ZeroDivisionError(body)
        if body == b"held":
            self.held.append(reply)
        else:
            later = body == b"later"
            status = HTTPStatus.SERVICE_UNAVAILABLE if later else HTTPStatus.OK
            reply(Answer(status, b'{"method":"x"}' if body == b"call" else b""))


@pytest.fixture
def door() -> Door:
    return Door()


@pytest.fixture
def app(door: Door, monkeypatch: pytest.MonkeyPatch) -> ConsultApp:
    doors = Doors()
    doors.open(PATH, SECRET.decode(), door)
    monkeypatch.setattr(asgi, "Doors", lambda: doors)
    return ConsultApp([], Settings())


class Server:
    """Calls the application as a server does, and notes what it says and how often it asks."""

    def __init__(self, app: ConsultApp) -> None:
        self._app = app
        self.sent: list[Message] = []
        self.asked = 0

    async def brings(
        self, *parts: bytes, scope: Mapping[str, object] = {}, events: Sequence[Message] = ()
    ) -> int:
        """Bring a body in parts and then `events`; the status of the answer."""
        last = len(parts) - 1 if not events else len(parts)
        coming = [_part(one, more=number < last) for number, one in enumerate(parts)]
        left = iter([*coming, *events])

        async def receive() -> Message:
            self.asked += 1
            try:
                return next(left)
            except StopIteration:
                return await asyncio.Future()

        await self._app(_scope(scope), receive, self._send)
        return int(self.sent[-2]["status"])

    async def _send(self, message: Message) -> None:
        self.sent.append(message)

    @property
    def said(self) -> dict[bytes, bytes]:
        return dict(self.sent[-2]["headers"])


def _part(body: bytes, *, more: bool) -> Message:
    return {"type": "http.request", "body": body, "more_body": more}


def _scope(changed: Mapping[str, object]) -> Message:
    headers = list(HEADERS.items())
    return {"type": "http", "method": "POST", "path": PATH, "headers": headers, **changed}


def _headers(**more: bytes) -> dict[str, object]:
    """Return what is another in a scope with these headers, too."""
    named = {name.replace("_", "-").encode(): value for name, value in more.items()}
    return {"headers": [*HEADERS.items(), *named.items()]}


@pytest.fixture
def server(app: ConsultApp) -> Server:
    return Server(app)


async def test_who_knows_the_word_is_let_in_and_answered(server: Server, door: Door) -> None:
    assert await server.brings(b"ca", b"l", b"l") == HTTPStatus.OK
    assert door.taken == [b"call"]
    assert server.sent[-1]["body"] == b'{"method":"x"}'
    assert server.said[b"content-length"] == b"14"


@pytest.mark.parametrize("secret", [None, b"", b"a-wor", b"a-words", "wörd".encode()])
async def test_who_does_not_is_not(server: Server, door: Door, secret: bytes | None) -> None:
    headers = [] if secret is None else [(name, secret) for name in HEADERS]
    assert await server.brings(WORDS, scope={"headers": headers}) == HTTPStatus.FORBIDDEN
    assert (door.taken, server.asked) == ([], 0)


@pytest.mark.parametrize(
    ("scope", "status"),
    [
        ({"path": "/telegram/"}, HTTPStatus.NOT_FOUND),
        ({"path": f"{PATH}/more"}, HTTPStatus.NOT_FOUND),
        ({"method": "GET"}, HTTPStatus.METHOD_NOT_ALLOWED),
        (_headers(content_length=b"1000001"), HTTPStatus.REQUEST_ENTITY_TOO_LARGE),
        (_headers(content_length=b"9" * 5000), HTTPStatus.BAD_REQUEST),
        (_headers(content_length=b"much"), HTTPStatus.BAD_REQUEST),
    ],
)
async def test_what_is_refused_by_its_head_is_not_read(
    server: Server, door: Door, scope: dict[str, object], status: HTTPStatus
) -> None:
    assert await server.brings(b"{}", scope=scope) == status
    assert (door.taken, server.asked) == ([], 0)


@pytest.mark.parametrize(
    ("path", "root"),
    [
        (PATH, "/bots"),
        (f"/bots{PATH}", "/bots"),
        (PATH, ""),
        (PATH, "/"),
        (f"{PATH}/", ""),  # as Litestar does it
    ],
)
async def test_it_may_be_mounted_anywhere(server: Server, path: str, root: str) -> None:
    assert await server.brings(b"{}", scope={"path": path, "root_path": root}) == HTTPStatus.OK


async def test_a_body_is_counted_whatever_was_announced(server: Server, door: Door) -> None:
    announced = _headers(content_length=b"2")
    half = b"x" * (LONGEST_BODY // 2)
    assert await server.brings(half, half, scope=announced) == HTTPStatus.OK
    server.asked = 0
    too_long = await server.brings(half, half, b"x", b"never read", scope=announced)
    assert too_long == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    assert server.asked == 3
    assert len(door.taken) == 1


async def test_who_hangs_up_halfway_has_brought_nothing(server: Server, door: Door) -> None:
    gone: Message = {"type": "http.disconnect"}
    assert await server.brings(b"half", events=[gone]) == HTTPStatus.BAD_REQUEST
    assert door.taken == []


async def test_a_body_that_does_not_come_is_not_waited_for(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asgi, "COMING_SECONDS", 0.01)
    assert await server.brings() == HTTPStatus.REQUEST_TIMEOUT


async def test_what_finds_no_room_is_asked_for_again(server: Server) -> None:
    assert await server.brings(b"later") == HTTPStatus.SERVICE_UNAVAILABLE
    assert server.said[b"retry-after"] == b"1"


async def test_a_mistake_of_ours_is_told_by_its_kind_alone(
    server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    assert await server.brings(WORDS) == HTTPStatus.INTERNAL_SERVER_ERROR
    assert "ZeroDivisionError" in caplog.text
    assert WORDS.decode() not in caplog.text


async def test_who_does_not_wait_for_the_answer_harms_nobody(app: ConsultApp, door: Door) -> None:
    server = Server(app)
    bringing = asyncio.create_task(server.brings(b"held"))
    while not door.held:  # noqa: ASYNC110 - the door has no bell
        await asyncio.sleep(0)
    bringing.cancel()
    await asyncio.wait([bringing])
    door.held[0](Answer(HTTPStatus.OK))
    assert bringing.cancelled()

    async def gone(_message: Message) -> None:
        raise OSError

    async def receive() -> Message:
        return _part(b"{}", more=False)

    await app(_scope({}), receive, gone)


async def test_a_websocket_is_closed(app: ConsultApp) -> None:
    server = Server(app)
    await app({"type": "websocket"}, asyncio.Future, server._send)
    assert server.sent == [{"type": "websocket.close"}]


async def _lifespan(app: ConsultApp) -> list[Message]:
    """Return what the application says of its start and its end."""
    sent = list[Message]()

    async def receive() -> Message:
        return {"type": "lifespan.shutdown" if sent else "lifespan.startup"}

    async def send(message: Message) -> None:
        sent.append(message)

    await app({"type": "lifespan"}, receive, send)
    return sent


async def test_bots_live_as_long_as_the_site(
    app: ConsultApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    lived = list[str]()

    @asynccontextmanager
    async def running(_app: ConsultApp) -> AsyncIterator[None]:
        lived.append("begun")
        yield
        lived.append("ended")

    monkeypatch.setattr(ConsultApp, "running", running)
    said = await _lifespan(app)
    assert [each["type"] for each in said] == [
        "lifespan.startup.complete",
        "lifespan.shutdown.complete",
    ]
    assert lived == ["begun", "ended"]


async def test_what_keeps_bots_from_starting_is_told_to_the_server(app: ConsultApp) -> None:
    settings = Settings(health_port=0)
    app = ConsultApp([Bot("", [EXAMPLE], settings)], settings)
    (said,) = await _lifespan(app)
    assert said["type"] == "lifespan.startup.failed"
    assert "CONSULT_TOKEN_FILE" in said["message"]


async def test_what_nobody_expected_is_logged_with_nothing_to_hide(
    app: ConsultApp, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def running(_app: ConsultApp) -> AbstractAsyncContextManager[None]:
        raise ZeroDivisionError(WORDS.decode())

    monkeypatch.setattr(ConsultApp, "running", running)
    monkeypatch.setattr(logging, "_logRecordFactory", logging.LogRecord)  # as in a host
    (said,) = await _lifespan(app)
    assert "ZeroDivisionError" in said["message"]
    assert "in running" in caplog.text
    assert WORDS.decode() not in caplog.text + said["message"]


async def test_where_no_bot_can_start_a_site_is_told_so() -> None:
    settings = Settings(health_port=0)
    with pytest.raises(Exception, match="CONSULT_TOKEN_FILE"):
        async with ConsultApp([Bot("", [EXAMPLE], settings)], settings).running():
            pass
