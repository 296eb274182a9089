"""How fast a bot may talk, on seconds turned by hand."""

from collections.abc import AsyncIterator

import pytest

from bot.practice import Mode, PracticeClock, PracticeServer
from bot.practice.limits import BURST_PER_CHAT, FloodLimiter
from bot.practice.refusals import Refused
from tests.bot.practice.clients import CHAT, TOKEN, StockClient


class Seconds:
    """Real time, standing still until it is turned."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


@pytest.fixture
async def strict(seconds: Seconds) -> AsyncIterator[PracticeServer]:
    """A server with Telegram's speed limits."""
    clock = PracticeClock(monotonic=seconds)
    async with PracticeServer(token=TOKEN, mode=Mode.TELEGRAM, clock=clock) as server:
        for user in range(CHAT, CHAT + 40):
            await server.phone(user).say("/start")
        yield server


@pytest.fixture
async def talker(library: type[StockClient], strict: PracticeServer) -> AsyncIterator[StockClient]:
    client = library(strict.url)
    yield client
    await client.close()


async def test_a_chat_gets_one_message_a_second_after_a_short_burst(
    talker: StockClient, seconds: Seconds
) -> None:
    for _ in range(int(BURST_PER_CHAT)):
        await talker.send("x")
    for _ in range(3):
        assert await _seconds_to_wait(talker) == 1
        seconds.now += 1
        await talker.send("x")


async def test_all_chats_together_get_thirty_a_second(
    talker: StockClient, seconds: Seconds
) -> None:
    for user in range(CHAT, CHAT + 30):
        await talker.send("x", chat=user)
    assert await _seconds_to_wait(talker, CHAT + 30) == 1
    seconds.now += 0.5
    for user in range(CHAT + 24, CHAT + 39):
        await talker.send("x", chat=user)
    assert await _seconds_to_wait(talker, CHAT + 39) == 1


async def test_edits_count_and_answers_to_taps_do_not(
    strict: PracticeServer, talker: StockClient
) -> None:
    sent = await talker.send("?", [[("Yes", "y")]])
    taps = [await strict.phone(CHAT).tap("Yes") for _ in range(5)]
    await talker.edit(sent, "1")
    await talker.edit(sent, "2")
    with pytest.raises(talker.errors[429]):
        await talker.edit(sent, "3")
    for tap in taps:
        await talker.answer(tap.query_id)


async def test_a_refused_message_costs_nothing_more(talker: StockClient, seconds: Seconds) -> None:
    for _ in range(int(BURST_PER_CHAT)):
        await talker.send("x")
    for _ in range(10):
        assert await _seconds_to_wait(talker) == 1
    seconds.now += 1
    await talker.send("x")


async def _seconds_to_wait(talker: StockClient, chat: int = CHAT) -> float:
    with pytest.raises(talker.errors[429]) as caught:
        await talker.send("too fast", chat=chat)
    return talker.wait(caught.value)


async def test_without_limits_nothing_is_held_back(
    server: PracticeServer, client: StockClient
) -> None:
    await server.phone(CHAT).say("/start")
    for number in range(40):
        await client.send(str(number))
    assert server.counts.refused.total() == 0


def test_a_minute_of_broadcast_takes_a_minute(seconds: Seconds) -> None:
    limiter = FloodLimiter(Mode.TELEGRAM, seconds)
    for chat in range(1800):
        if wait := _wait(limiter, chat):
            assert wait == 1
            seconds.now += wait
            limiter.admit(chat)
    assert seconds.now == 59


def _wait(limiter: FloodLimiter, chat: int) -> int:
    """The seconds to wait before a message may go out, 0 if it just did."""
    try:
        limiter.admit(chat)
    except Refused as refused:
        return int(refused.text.rpartition(" ")[2])
    return 0


def test_the_mode_is_named_where_the_server_is() -> None:
    assert "mode telegram" in str(PracticeServer(token=TOKEN, mode=Mode.TELEGRAM))
    assert "mode unlimited" in str(PracticeServer(token=TOKEN))
