"""Webhooks: the server calls the bot, with the secret, until the bot has taken the update."""

import asyncio
import time
from datetime import timedelta

import pytest
from aiohttp import web

from bot.practice import Phone, PracticeServer
from tests.bot.practice.clients import StockClient, WebhookState
from tests.bot.practice.hooks import Hook, free_port, hook_url, serving
from tests.bot.practice.waiting import PATIENCE, until

SECRET = "a-secret_of-THE-tests-1"


@pytest.fixture
def port() -> int:
    return free_port()


async def test_the_librarys_own_receiver_gets_updates(
    phone: Phone, client: StockClient, port: int
) -> None:
    async with client.webhook(port, SECRET) as inbox:
        await client.set_webhook(hook_url(port), secret=SECRET)
        await phone.say("по телефон")
        received = await inbox.next(2)
        await client.send("?", [[("Yes", "y")]])
        await phone.tap("Yes")
        received += await inbox.next()
    assert [(each.kind, each.words) for each in received] == [
        ("message", "/start"),
        ("message", "по телефон"),
        ("callback_query", "y"),
    ]


@pytest.mark.usefixtures("phone")
async def test_what_nobody_took_comes_again(
    server: PracticeServer, client: StockClient, port: int
) -> None:
    await client.set_webhook(hook_url(port), secret=SECRET)
    refused = await _after_an_error(client)
    assert (refused.url, refused.pending) == (hook_url(port), 1)
    assert refused.last_error == "Connection refused"
    async with client.webhook(port, SECRET) as inbox:
        assert [each.words for each in await inbox.next()] == ["/start"]
        await until(lambda: len(server.account.updates) == 0)
    assert (await client.webhook_info()).pending == 0


async def test_a_receiver_refuses_another_secret(
    phone: Phone, client: StockClient, port: int
) -> None:
    async with client.webhook(port, SECRET) as inbox:
        await client.set_webhook(hook_url(port), secret=SECRET)
        await inbox.next()
        await client.set_webhook(hook_url(port), secret="another")
        await phone.say("to somebody else")
        info = await _after_an_error(client)
        assert (info.pending, len(inbox)) == (1, 0)
        assert (info.last_error or "").startswith("Wrong response from the webhook: 40")
        await client.set_webhook(hook_url(port), secret=SECRET)
        assert [each.words for each in await inbox.next()] == ["to somebody else"]


async def _after_an_error(client: StockClient) -> WebhookState:
    async with asyncio.timeout(PATIENCE):
        while (info := await client.webhook_info()).last_error is None:
            pass
    return info


async def test_only_the_kinds_asked_for_are_delivered(
    phone: Phone, client: StockClient, port: int
) -> None:
    async with client.webhook(port, SECRET) as inbox:
        await client.set_webhook(hook_url(port), secret=SECRET, allowed=["callback_query"])
        assert (await client.webhook_info()).allowed == ["callback_query"]
        await inbox.next()
        await phone.say("unheard")
        await client.send("?", [[("Yes", "y")]])
        await phone.tap("Yes")
        assert [each.words for each in await inbox.next()] == ["y"]
        assert len(inbox) == 0


@pytest.mark.usefixtures("phone")
async def test_while_a_webhook_is_set_nobody_polls(client: StockClient, port: int) -> None:
    await client.set_webhook(hook_url(port))
    with pytest.raises(client.errors[409]) as refused:
        await client.updates()
    assert client.sentence(refused.value) == (
        "Conflict: can't use getUpdates method while webhook is active; "
        "use deleteWebhook to delete the webhook first"
    )
    await client.delete_webhook()
    assert (await client.webhook_info()).url == ""
    assert [each.words for each in await client.updates()] == ["/start"]


async def test_pending_updates_can_be_dropped(
    server: PracticeServer, phone: Phone, client: StockClient, port: int
) -> None:
    await client.set_webhook(hook_url(port), secret=SECRET)
    await until(lambda: server.counts.updates_delivered > 1)
    await client.set_webhook(hook_url(port), secret=SECRET, drop=True)
    assert (await client.webhook_info()).pending == 0
    async with client.webhook(port, SECRET) as inbox:
        await phone.say("fresh")
        assert [each.words for each in await inbox.next()] == ["fresh"]
        assert len(inbox) == 0
    await phone.say("dropped with the webhook")
    await client.delete_webhook(drop=True)
    assert await client.updates() == []


async def test_a_chat_waits_for_its_refused_update_and_others_do_not(
    server: PracticeServer, client: StockClient, port: int
) -> None:
    hook = Hook(web.Response(status=500), web.Response(status=503))
    await server.phone(1).say("first")
    async with serving(hook.handle, port):
        await client.set_webhook(hook_url(port), secret=SECRET)
        await server.phone(1).say("second")
        await server.phone(2).say("elsewhere")
        await until(lambda: len(server.account.updates) == 0)
    of_the_chat = [words for words in hook.words if words != "elsewhere"]
    assert of_the_chat in (["first", "first", "first", "second"], ["first", "first", "second"])
    assert {each["X-Telegram-Bot-Api-Secret-Token"] for each in hook.headers} == {SECRET}


async def test_an_answer_may_name_when_it_wants_the_update_again(
    server: PracticeServer, client: StockClient, port: int
) -> None:
    later = [web.Response(status=503, headers={"Retry-After": "1"}) for _ in range(3)]
    hook = Hook(*later)
    begun = time.monotonic()
    async with serving(hook.handle, port):
        await client.set_webhook(hook_url(port))
        await server.phone(1).say("patience")
        await until(lambda: len(server.account.updates) == 0)
    webhook = server.account.webhook
    assert webhook is not None
    assert time.monotonic() - begun >= 3 * webhook._first_delay
    assert hook.words == ["patience"] * 4


async def test_a_tap_does_not_wait_behind_a_refused_message(
    phone: Phone, client: StockClient, port: int
) -> None:
    taken: list[str] = []

    async def refuse_until_tapped(request: web.Request) -> web.Response:
        kind = "tap" if "callback_query" in await request.json() else "message"
        if kind == "message" and not taken:
            return web.Response(status=500)
        taken.append(kind)
        return web.Response()

    await client.send("?", [[("Yes", "y")]])
    async with serving(refuse_until_tapped, port):
        await client.set_webhook(hook_url(port))
        await phone.tap("Yes")
        await until(lambda: len(taken) == 2)
    assert taken == ["tap", "message"]


@pytest.mark.usefixtures("phone")
async def test_what_is_forgotten_is_not_tried_any_longer(
    server: PracticeServer, client: StockClient, port: int
) -> None:
    await client.set_webhook(hook_url(port))
    await _after_an_error(client)
    server.clock.advance(timedelta(hours=24))
    webhook = server.account.webhook
    assert webhook is not None
    await until(lambda: not webhook._lanes)
    assert (await client.webhook_info()).pending == 0
    assert server.counts.updates_expired == 1
