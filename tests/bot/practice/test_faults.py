"""Trouble on order: what each library makes of it, and what had happened by then.

A lost answer does not say whether the call took effect; a bot that tries again has to bear both.
"""

from collections.abc import AsyncIterator

import pytest

from bot.practice import (
    BadGateway,
    Dropped,
    Faults,
    Moment,
    Phone,
    PracticeServer,
    ServerError,
    Slow,
    TooManyRequests,
)
from tests.bot.practice.clients import StockClient
from tests.bot.practice.refused import Case, Scene, assert_refused


async def test_a_flood_names_the_seconds_to_wait(
    server: PracticeServer, phone: Phone, client: StockClient
) -> None:
    server.faults.next("sendMessage", TooManyRequests(7))
    with pytest.raises(client.errors[429]) as caught:
        await client.send("x")
    assert client.wait(caught.value) == 7
    await _nothing_was_sent_and_the_next_call_works(server, phone, client)


async def test_a_broken_server_says_so(
    server: PracticeServer, phone: Phone, client: StockClient
) -> None:
    server.faults.next("sendMessage", ServerError())
    case = Case("INTERNAL", 500, "Internal Server Error", lambda s: s.client.send("x"))
    await assert_refused(case, Scene(client, phone, server))
    await _nothing_was_sent_and_the_next_call_works(server, phone, client)


async def test_a_proxy_answers_with_a_page(
    server: PracticeServer, phone: Phone, client: StockClient
) -> None:
    server.faults.next("sendMessage", BadGateway())
    with pytest.raises(client.garbled):
        await client.send("x")
    await _nothing_was_sent_and_the_next_call_works(server, phone, client)


async def test_a_connection_breaks_before_the_call(
    server: PracticeServer, phone: Phone, client: StockClient
) -> None:
    server.faults.next("sendMessage", Dropped(Moment.BEFORE))
    with pytest.raises(client.lost):
        await client.send("x")
    await _nothing_was_sent_and_the_next_call_works(server, phone, client)


async def _nothing_was_sent_and_the_next_call_works(
    server: PracticeServer, phone: Phone, client: StockClient
) -> None:
    assert [each.text for each in phone.screen] == ["/start"]
    await client.send("again")
    assert [each.text for each in phone.screen] == ["/start", "again"]
    assert server.counts.faults.total() == 1


async def test_a_connection_breaks_after_the_call(
    server: PracticeServer, phone: Phone, client: StockClient
) -> None:
    server.faults.next("sendMessage", Dropped(Moment.AFTER))
    with pytest.raises(client.lost):
        await client.send("x")
    assert [each.text for each in phone.screen] == ["/start", "x"]


async def test_a_page_may_hide_a_call_that_worked(
    server: PracticeServer, phone: Phone, client: StockClient
) -> None:
    server.faults.next("sendMessage", BadGateway(Moment.AFTER))
    with pytest.raises(client.garbled):
        await client.send("x")
    assert [each.text for each in phone.screen] == ["/start", "x"]


@pytest.fixture
async def impatient(
    library: type[StockClient], server: PracticeServer
) -> AsyncIterator[StockClient]:
    """A client that waits one second for an answer."""
    client = library(server.url, patience=1.0)
    yield client
    await client.close()


async def test_an_answer_comes_too_late_for_a_call_that_worked(
    server: PracticeServer, phone: Phone, impatient: StockClient
) -> None:
    server.faults.next("sendMessage", Slow(2.5, Moment.AFTER))
    with pytest.raises(impatient.late):
        await impatient.send("x")
    await phone.sees("x")


async def test_a_slow_call_may_take_effect_after_the_client_gave_up(
    server: PracticeServer, phone: Phone, impatient: StockClient
) -> None:
    server.faults.next("sendMessage", Slow(2.5, Moment.BEFORE))
    with pytest.raises(impatient.late):
        await impatient.send("x")
    assert [each.text for each in phone.screen] == ["/start"]
    await phone.sees("x")


async def test_a_slow_answer_in_time_is_an_answer(
    server: PracticeServer, phone: Phone, client: StockClient
) -> None:
    server.faults.next("sendMessage", Slow(0.01))
    assert await client.send("x") == phone.screen[-1].message_id
    assert server.counts.faults == {"Slow": 1}


async def test_faults_come_in_the_order_of_ordering(
    server: PracticeServer, phone: Phone, client: StockClient
) -> None:
    server.faults.next("sendMessage", ServerError(), times=2)
    server.faults.next("sendMessage", TooManyRequests(1))
    for code in (500, 500, 429):
        with pytest.raises(client.errors[code]):
            await client.send("x")
    await client.send("at last")
    assert phone.screen[-1].text == "at last"


async def test_polling_meets_trouble_of_its_own(
    server: PracticeServer, phone: Phone, client: StockClient
) -> None:
    server.faults.chance("*", ServerError(), 1.0)
    assert [each.words for each in await client.updates()] == ["/start"], "* spares getUpdates"
    with pytest.raises(client.errors[500]):
        await client.send("x")
    server.faults.clear()
    server.faults.next("getUpdates", Dropped())
    with pytest.raises(client.lost):
        await client.updates()
    assert [each.words for each in await client.updates()] == ["/start"]
    assert len(phone.screen) == 1


async def test_the_librarys_own_poller_survives_trouble(
    server: PracticeServer, phone: Phone, client: StockClient
) -> None:
    server.faults.next("getUpdates", Dropped(Moment.AFTER))
    async with client.polling() as inbox:
        await phone.say("still there?")
        assert [each.words for each in await inbox.next(2)] == ["/start", "still there?"]
    assert server.counts.faults == {"Dropped": 1}


def test_chance_repeats_with_its_seed() -> None:
    def programme(seed: int) -> list[bool]:
        faults = Faults(seed)
        faults.chance("sendMessage", ServerError(), 0.5)
        return [faults.pick("sendMessage") is not None for _ in range(40)]

    assert programme(1) == programme(1)
    assert programme(1) != programme(2)
    assert 5 < sum(programme(1)) < 35


def test_a_fault_is_for_its_method_alone() -> None:
    faults = Faults()
    faults.next("sendMessage", ServerError())
    assert faults.pick("editMessageText") is None
    assert faults.pick("SENDMESSAGE") == ServerError()
    assert faults.pick("sendMessage") is None, "an order is used up"
