"""However the parameters travel, the method reads the same."""

from collections.abc import Callable, Mapping
from typing import Any

import aiohttp
import msgspec
import pytest

from bot.practice import Phone, PracticeServer
from tests.bot.practice.clients import CHAT, TOKEN

Sent = dict[str, Any]
MARKUP = {"inline_keyboard": [[{"text": "Po ✓", "callback_data": "y"}]]}
FIELDS: Mapping[str, object] = {
    "chat_id": CHAT,
    "text": "Мбрёма & <i>ë</i>\nline two",
    "parse_mode": "HTML",
    "reply_markup": MARKUP,
    "protect_content": True,
}


def _text(value: object) -> str:
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()


def _texts() -> dict[str, str]:
    return {name: _text(value) for name, value in FIELDS.items()}


def _as_json() -> Sent:
    return {"json": dict(FIELDS)}


def _as_json_text() -> Sent:
    return {"json": {**FIELDS, "chat_id": str(CHAT), "reply_markup": _text(MARKUP)}}


def _as_form() -> Sent:
    return {"data": _texts()}


def _as_multipart() -> Sent:
    form = aiohttp.FormData(default_to_multipart=True)
    for name, value in _texts().items():
        form.add_field(name, value)
    return {"data": form}


def _as_query() -> Sent:
    return {"params": _texts()}


@pytest.mark.parametrize(
    "body", [_as_json, _as_json_text, _as_form, _as_multipart, _as_query], ids=lambda f: f.__name__
)
async def test_every_body_reads_the_same(
    body: Callable[[], Sent], server: PracticeServer, phone: Phone, http: aiohttp.ClientSession
) -> None:
    async with http.post(_address(server, "sendMessage"), **body()) as response:
        answer = await response.json()
    assert answer["ok"] is True
    assert answer["result"]["text"] == "Мбрёма & ë\nline two"
    assert answer["result"]["reply_markup"] == MARKUP
    shown = phone.screen[-1]
    assert (shown.text, shown.html) == ("Мбрёма & ë\nline two", "Мбрёма &amp; <i>ë</i>\nline two")
    assert shown.keyboard[0][0].text == "Po ✓"


@pytest.mark.usefixtures("phone")
async def test_null_in_json_means_absent(
    server: PracticeServer, http: aiohttp.ClientSession
) -> None:
    fields = {"chat_id": CHAT, "text": "x", "parse_mode": None, "reply_markup": None}
    async with http.post(_address(server, "sendMessage"), json=fields) as response:
        assert (await response.json())["ok"] is True


async def test_a_file_is_found_by_its_name_or_pointed_to(
    server: PracticeServer, phone: Phone, http: aiohttp.ClientSession
) -> None:
    for pointer in ("", "attach://brief"):
        form = aiohttp.FormData({"chat_id": str(CHAT)})
        if pointer:
            form.add_field("document", pointer)
        name = "brief" if pointer else "document"
        form.add_field(name, b"%PDF-1.7", filename="a.pdf", content_type="application/pdf")
        async with http.post(_address(server, "sendDocument"), data=form) as response:
            document = (await response.json())["result"]["document"]
        assert (document["file_name"], document["mime_type"]) == ("a.pdf", "application/pdf")
        assert document["file_size"] == 8
    assert [each.kind for each in phone.screen[1:]] == ["document", "document"]


async def test_a_method_is_found_in_any_case_and_by_get(
    server: PracticeServer, http: aiohttp.ClientSession
) -> None:
    for name in ("getMe", "GETME", "getme"):
        async with http.get(_address(server, name)) as response:
            assert (await response.json())["result"]["id"] == 4242


@pytest.mark.usefixtures("phone")
@pytest.mark.parametrize("body", [b"{broken", b"[1]", b"", b"7"])
async def test_json_that_is_no_object_has_no_fields(
    body: bytes, server: PracticeServer, http: aiohttp.ClientSession
) -> None:
    headers = {"Content-Type": "application/json"}
    address = _address(server, "sendMessage")
    async with http.post(address, data=body, headers=headers) as response:
        answer = await response.json()
    assert answer["description"] == "Bad Request: message text is empty"


async def test_multipart_needs_a_boundary(
    server: PracticeServer, http: aiohttp.ClientSession
) -> None:
    headers = {"Content-Type": "multipart/form-data"}
    address = _address(server, "sendMessage")
    async with http.post(address, data=b"--x", headers=headers) as response:
        assert response.status == 400
        assert (await response.json())["description"] == "Bad Request: boundary not found"


@pytest.mark.parametrize("path", ["/bot4242/getMe", "/getMe", "/", "/bot/getMe"])
async def test_a_malformed_token_is_not_found(
    path: str, server: PracticeServer, http: aiohttp.ClientSession
) -> None:
    async with http.get(server.url + path) as response:
        assert response.status == 404
        assert (await response.json())["description"] == "Not Found"


def _address(server: PracticeServer, method: str) -> str:
    return f"{server.url}/bot{TOKEN}/{method}"
