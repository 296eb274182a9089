"""The web server behind a hook: who is let in, and how large a body may be."""

from collections.abc import AsyncIterator
from http import HTTPStatus

import aiohttp
import pytest
import pytest_asyncio

from bot.gate import Gate
from bot.web_requests import LONGEST_BODY, Answer, Reply
from bot.webhook import SECRET_HEADER, WebhookServer, hook_of, path_of

TOKEN = "4242:practice-token-for-the-webhook-00000000000"
PATH, SECRET = "/telegram/way-in", "a-word"


class Door(Gate):
    """Notes what is let through."""

    def __init__(self) -> None:
        self.taken: list[bytes] = []

    def accept(self, body: bytes, reply: Reply) -> None:
        self.taken.append(body)
        later = body == b"later"
        reply(Answer(HTTPStatus.SERVICE_UNAVAILABLE if later else HTTPStatus.OK))


@pytest.fixture
def door() -> Door:
    return Door()


@pytest_asyncio.fixture
async def address(door: Door) -> AsyncIterator[str]:
    server = WebhookServer()
    server.doors.open(PATH, SECRET, door)
    yield f"http://127.0.0.1:{await server.start('127.0.0.1', 0)}"
    await server.stop()


async def _post(url: str, body: bytes = b"{}", secret: str | None = SECRET) -> int:
    headers = {} if secret is None else {SECRET_HEADER: secret}
    async with (
        aiohttp.ClientSession() as session,
        session.post(url, data=body, headers=headers) as response,
    ):
        return response.status


async def test_who_knows_the_word_is_let_in(address: str, door: Door) -> None:
    assert await _post(address + PATH) == HTTPStatus.OK
    assert door.taken == [b"{}"]


@pytest.mark.parametrize("secret", [None, "", "a-wor", "a-words", "A-word", "wörd"])
async def test_who_does_not_is_not(address: str, door: Door, secret: str | None) -> None:
    assert await _post(address + PATH, secret=secret) == HTTPStatus.FORBIDDEN
    assert door.taken == []


async def test_another_path_leads_nowhere(address: str, door: Door) -> None:
    assert await _post(address + "/telegram/") == HTTPStatus.NOT_FOUND
    assert door.taken == []


async def test_a_body_may_be_a_megabyte_and_no_more(address: str, door: Door) -> None:
    assert await _post(address + PATH, b"x" * LONGEST_BODY) == HTTPStatus.OK
    too_long = await _post(address + PATH, b"x" * (LONGEST_BODY + 1))
    assert too_long == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    assert len(door.taken) == 1


async def test_what_could_not_be_stored_is_asked_for_again(address: str) -> None:
    assert await _post(address + PATH, b"later") == HTTPStatus.SERVICE_UNAVAILABLE


def test_a_hook_without_a_secret_is_refused(door: Door) -> None:
    with pytest.raises(ValueError, match="from anybody"):
        WebhookServer().doors.open(PATH, "", door)


def test_all_workers_have_the_same_hook_and_another_token_another() -> None:
    hook = hook_of(TOKEN, "https://bot.example.org/")
    assert hook == hook_of(TOKEN, "https://bot.example.org")
    assert hook.url == f"https://bot.example.org{path_of(TOKEN)}"
    other = hook_of(TOKEN + "1", "https://bot.example.org")
    assert {hook.secret, other.secret}.isdisjoint({hook.url, other.url})
    assert hook.secret != other.secret
    assert hook.url != other.url
    assert TOKEN.partition(":")[2] not in hook.url + hook.secret
    assert len(hook.secret) <= 256


async def test_several_workers_listen_on_one_port(door: Door) -> None:
    first, second = WebhookServer(), WebhookServer()
    for server in (first, second):
        server.doors.open(PATH, SECRET, door)
    port = await first.start("127.0.0.1", 0, shared=True)
    assert await second.start("127.0.0.1", port, shared=True) == port
    await first.stop()
    assert await _post(f"http://127.0.0.1:{port}{PATH}") == HTTPStatus.OK
    await second.stop()
