"""getUpdates: what waits, who gets it, and when it is forgotten."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from aiogram.enums import UpdateType
from telegram import Update

from bot.practice import Phone, PracticeClock, PracticeServer
from bot.practice.updates import KINDS
from tests.bot.practice.clients import CHAT, TOKEN, StockClient
from tests.bot.practice.waiting import until, until_a_poll_waits


async def _all_confirmed(server: PracticeServer) -> None:
    await until(lambda: len(server.account.updates) == 0)


async def test_updates_wait_until_they_are_confirmed(phone: Phone, client: StockClient) -> None:
    await phone.say("Здраво")
    first = await client.updates()
    assert [(each.kind, each.words) for each in first] == [
        ("message", "/start"),
        ("message", "Здраво"),
    ]
    assert await client.updates() == first
    assert await client.updates(offset=first[-1].update_id) == first[-1:]
    assert await client.updates(offset=first[-1].update_id + 1) == []


async def test_a_poll_waits_for_what_comes(
    server: PracticeServer, phone: Phone, client: StockClient
) -> None:
    (start,) = await client.updates()
    poll = asyncio.create_task(client.updates(offset=start.update_id + 1, timeout=50))
    await until_a_poll_waits(server)
    await phone.say("late")
    assert [each.words for each in await poll] == ["late"]


async def test_a_call_brings_at_most_a_hundred(phone: Phone, client: StockClient) -> None:
    for number in range(120):
        await phone.say(str(number))
    first = await client.updates()
    assert len(first) == 100
    assert len(await client.updates(limit=7)) == 7
    rest = await client.updates(offset=first[-1].update_id + 1)
    assert [each.words for each in rest] == [str(number) for number in range(99, 120)]


async def test_a_negative_offset_keeps_only_the_newest(phone: Phone, client: StockClient) -> None:
    await phone.say("older")
    await phone.say("newest")
    assert [each.words for each in await client.updates(offset=-1)] == ["newest"]
    assert [each.words for each in await client.updates()] == ["newest"]


async def test_only_the_kinds_asked_for_come(phone: Phone, client: StockClient) -> None:
    (start,) = await client.updates(allowed=["callback_query"])
    assert start.words == "/start", "what came before is not touched"
    await phone.say("unheard")
    await client.send("?", [[("Yes", "y")]])
    await phone.tap("Yes")
    assert [each.kind for each in await client.updates(offset=start.update_id + 1)] == [
        "callback_query"
    ]


async def test_kinds_that_nobody_knows_mean_the_default(phone: Phone, client: StockClient) -> None:
    await client.updates(allowed=["no_such_kind"])
    await phone.say("heard")
    assert [each.words for each in await client.updates()] == ["/start", "heard"]


def test_the_kinds_are_those_of_the_libraries() -> None:
    assert set(Update.ALL_TYPES) | {str(each.value) for each in UpdateType} == KINDS


async def test_after_a_day_an_update_is_gone(
    server: PracticeServer, phone: Phone, client: StockClient
) -> None:
    server.clock.advance(timedelta(hours=23, minutes=59))
    await phone.say("fresh")
    assert [each.words for each in await client.updates()] == ["/start", "fresh"]
    server.clock.advance(timedelta(minutes=2))
    assert [each.words for each in await client.updates()] == ["fresh"]


async def test_a_tap_waits_for_a_hundred_and_fifty_seconds(library: type[StockClient]) -> None:
    seconds = [0.0]
    clock = PracticeClock(monotonic=lambda: seconds[0])
    async with PracticeServer(token=TOKEN, clock=clock) as server:
        client, phone = library(server.url), server.phone(CHAT)
        await phone.say("/start")
        await client.send("?", [[("Yes", "y")]])
        await phone.tap("Yes")
        seconds[0] = 149.0
        assert [each.words for each in await client.updates()] == ["/start", "y"]
        seconds[0] = 150.0
        assert [each.words for each in await client.updates()] == ["/start"]
        assert server.counts.updates_expired == 1
        await client.close()


@pytest.fixture
async def second(library: type[StockClient], server: PracticeServer) -> AsyncIterator[StockClient]:
    """The same bot, started once more."""
    client = library(server.url)
    yield client
    await client.close()


async def test_a_second_poller_ends_the_first(
    server: PracticeServer, phone: Phone, client: StockClient, second: StockClient
) -> None:
    (start,) = await client.updates()
    first_poll = asyncio.create_task(client.updates(offset=start.update_id + 1, timeout=50))
    await until_a_poll_waits(server)
    second_poll = asyncio.create_task(second.updates(offset=start.update_id + 1, timeout=50))
    with pytest.raises(client.errors[409]) as refused:
        await first_poll
    assert client.sentence(refused.value) == (
        "Conflict: terminated by other getUpdates request; "
        "make sure that only one bot instance is running"
    )
    await phone.say("for the second")
    assert [each.words for each in await second_poll] == ["for the second"]


async def test_who_only_looks_ends_nobodys_poll(
    server: PracticeServer, phone: Phone, client: StockClient, second: StockClient
) -> None:
    (start,) = await client.updates()
    poll = asyncio.create_task(client.updates(offset=start.update_id + 1, timeout=50))
    await until_a_poll_waits(server)
    assert await second.updates(offset=start.update_id + 1) == []
    await phone.say("for the first")
    assert [each.words for each in await poll] == ["for the first"]


async def test_the_librarys_own_poller_takes_everything_once(
    server: PracticeServer, phone: Phone, client: StockClient
) -> None:
    async with client.polling() as inbox:
        await phone.say("one")
        await phone.say("two")
        assert [each.words for each in await inbox.next(3)] == ["/start", "one", "two"]
        await _all_confirmed(server)
    assert len(inbox) == 0
    assert server.counts.updates_confirmed == 3


async def test_the_librarys_own_poller_follows_a_jump_of_the_ids(
    server: PracticeServer, phone: Phone, client: StockClient
) -> None:
    async with client.polling() as inbox:
        (before,) = await inbox.next()
        await _all_confirmed(server)
        server.account.updates.after_a_week_of_silence(next_id=5)
        await phone.say("a week later")
        (after,) = await inbox.next()
    assert (after.update_id, after.words) == (5, "a week later")
    assert before.update_id > after.update_id
