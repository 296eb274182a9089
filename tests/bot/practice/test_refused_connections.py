"""Who may not call at all, and where updates may not go."""

import asyncio

import pytest

from bot.practice import Phone, PracticeServer
from tests.bot.practice.clients import StockClient
from tests.bot.practice.hooks import free_port, hook_url
from tests.bot.practice.refused import Case, Scene, assert_refused, named, plain
from tests.bot.practice.waiting import until_a_poll_waits

WRONG = "4242:another-token-that-is-not-the-bots-own-000"
LOCAL = "http://127.0.0.1/hook"

CASES = [
    Case(
        "WEBHOOK_NEEDS_HTTPS",
        400,
        "Bad Request: bad webhook: An HTTPS URL must be provided for webhook",
        lambda s: s.client.set_webhook("http://example.org/hook"),
    ),
    Case(
        "WEBHOOK_PORT",
        400,
        "Bad Request: bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443",
        lambda s: s.client.set_webhook("https://example.org:8080/hook"),
    ),
    Case(
        "WEBHOOK_URL_INVALID",
        400,
        "Bad Request: invalid webhook URL specified",
        lambda s: s.client.set_webhook("ftp://example.org/hook"),
    ),
    Case(
        "WEBHOOK_URL_INVALID",
        400,
        "Bad Request: invalid webhook URL specified",
        lambda s: s.client.set_webhook("https://example.org:port/hook"),
    ),
    Case(
        "SECRET_TOO_LONG",
        400,
        "Bad Request: secret token is too long",
        lambda s: s.client.set_webhook(LOCAL, secret="x" * 257),
    ),
    Case(
        "SECRET_HAS_BAD_CHARACTERS",
        400,
        "Bad Request: secret token contains unallowed characters",
        lambda s: s.client.set_webhook(LOCAL, secret="a secret"),
    ),
]


@pytest.mark.parametrize("case", CASES, ids=named)
async def test_refused(
    case: Case, client: StockClient, phone: Phone, server: PracticeServer
) -> None:
    await assert_refused(case, Scene(client, phone, server))
    assert (await client.webhook_info()).url == ""


async def test_a_wrong_token_opens_nothing(
    library: type[StockClient], server: PracticeServer, phone: Phone
) -> None:
    stranger = library(server.url, WRONG)
    for act in (
        lambda s: s.client.me(),
        lambda s: s.client.updates(),
        lambda s: s.client.send("x"),
    ):
        case = Case("UNAUTHORIZED", 401, "Unauthorized", act)
        await assert_refused(case, Scene(stranger, phone, server))
    assert server.counts.calls.total() == 0
    await stranger.close()


async def test_a_webhook_ends_the_poll_that_waits(
    server: PracticeServer, client: StockClient
) -> None:
    poll = asyncio.create_task(client.updates(timeout=50))
    await until_a_poll_waits(server)
    await client.set_webhook(hook_url(free_port()))
    with pytest.raises(client.errors[409]) as caught:
        await poll
    sentence = "Conflict: terminated by setWebhook request"
    assert plain(client.sentence(caught.value)) == plain(sentence)
