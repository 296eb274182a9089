"""A bot may put one call into its answer to a webhook; it never learns what came of it."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from urllib.parse import urlencode

import pytest
from aiogram import Dispatcher
from aiogram.methods import SendMessage
from aiogram.types import Message
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import MultipartWriter, web

from bot.practice import Phone, PracticeServer
from tests.bot.practice.clients import CHAT, Aiogram
from tests.bot.practice.hooks import Hook, free_port, hook_url, serving
from tests.bot.practice.waiting import until

GREETING = {"method": "sendMessage", "chat_id": str(CHAT), "text": "Mirë se erdhe, Arta"}


async def test_the_answers_of_aiogram_are_carried_out(server: PracticeServer, phone: Phone) -> None:
    client, dispatcher, port = Aiogram(server.url), Dispatcher(), free_port()

    @dispatcher.message()
    async def greet(message: Message) -> SendMessage:
        return message.answer("Mirë se erdhe, <b>Arta</b>", parse_mode="HTML")

    handler = SimpleRequestHandler(dispatcher, client.bot, handle_in_background=False)
    async with serving(handler.handle, port):
        await client.set_webhook(hook_url(port))
        assert (await phone.sees("Mirë se erdhe")).html == "Mirë se erdhe, <b>Arta</b>"
    await client.close()


def _form(call: dict[str, str]) -> web.Response:
    return web.Response(text=urlencode(call), content_type="application/x-www-form-urlencoded")


def _multipart(call: dict[str, str]) -> web.Response:
    writer = MultipartWriter("form-data")
    for name, value in call.items():
        writer.append(value).set_content_disposition("form-data", name=name)
    file = writer.append(b"%PDF-1.7", {"Content-Type": "application/pdf"})
    file.set_content_disposition("form-data", name="document", filename="brief.pdf")
    return web.Response(body=writer)


@pytest.mark.parametrize("answer", [web.json_response, _form, _multipart])
async def test_an_answer_may_be_json_form_or_multipart(
    server: PracticeServer, phone: Phone, answer: Callable[[dict[str, str]], web.Response]
) -> None:
    async with _hooked(server, answer(GREETING)):
        await phone.sees("Mirë se erdhe, Arta")


async def test_an_answer_may_bring_a_file(server: PracticeServer, phone: Phone) -> None:
    call = {"method": "sendDocument", "chat_id": str(CHAT), "caption": "the brief"}
    async with _hooked(server, _multipart(call)):
        assert (await phone.sees("the brief")).file_name == "brief.pdf"


@pytest.mark.parametrize("method", ["getMe", "deleteWebhook", "setWebhook", "noSuchMethod", ""])
async def test_what_an_answer_cannot_do_is_not_done(
    server: PracticeServer, phone: Phone, method: str
) -> None:
    async with _hooked(server, web.json_response({"method": method})) as hook:
        await phone.say("still here")
        await until(lambda: "still here" in hook.words)
    assert server.counts.calls == {"setWebhook": 1}, "only the client's own call was made"


async def test_a_refused_call_in_an_answer_stops_nothing(
    server: PracticeServer, phone: Phone
) -> None:
    refused = web.json_response({**GREETING, "text": ""})
    async with _hooked(server, refused) as hook:
        await phone.say("after it")
        await until(lambda: len(server.account.updates) == 0)
    assert hook.words == ["/start", "after it"]
    assert server.counts.refused["sendMessage"] == 1


@asynccontextmanager
async def _hooked(server: PracticeServer, *answers: web.Response) -> AsyncIterator[Hook]:
    """A webhook with these answers, set."""
    hook, port = Hook(*answers), free_port()
    client = Aiogram(server.url)
    async with serving(hook.handle, port):
        await client.set_webhook(hook_url(port))
        yield hook
    await client.close()
