"""A pressed button never waits for ever, and is let go at the pace that everybody keeps."""

import asyncio
from collections.abc import AsyncIterator
from time import monotonic

import pytest
import pytest_asyncio

from bot.channels import channel_named, names
from bot.channels.base import Arrival, Channel, Delivery, Remedy, SendProblem
from bot.keeping import Keeper
from bot.metrics import Metrics
from bot.pace import Pace
from bot.practice import PracticeServer, ServerError, TooManyRequests
from bot.practice.faults import Fault
from bot.practice.phone import Tap
from bot.sender import Sender
from dialogs.events import Show
from dialogs.prompts import Choice, Prompt
from dialogs.session import Session
from dialogs.states import MoveName
from tests.support.edge import Edge
from tests.support.memory import MemoryStore
from tests.support.serving import TOKEN

CHAT = 1001
PAUSE = 0.3
FAULTS = [ServerError(), TooManyRequests(1)]


@pytest_asyncio.fixture
async def server() -> AsyncIterator[PracticeServer]:
    async with PracticeServer(token=TOKEN) as running:
        yield running


@pytest_asyncio.fixture(params=names())
async def channel(server: PracticeServer, request: pytest.FixtureRequest) -> AsyncIterator[Channel]:
    made = channel_named(request.param)(TOKEN, api=server.url)
    yield made
    await made.close()


@pytest.fixture
def sender(channel: Channel) -> Sender:
    return Sender(channel, Keeper(MemoryStore({}), 1), Pace(), Metrics())


async def _tapped(server: PracticeServer, channel: Channel) -> tuple[Tap, Arrival]:
    """Return a tap, and how it arrives."""
    phone = server.phone(CHAT)
    await phone.say("/start")
    channel.stored(await channel.receive(wait=0))
    start = Arrival(update_id=0, user="", chat=CHAT)
    await channel.deliver(_screen(start, "old", fresh=True))
    tap = await phone.tap("On")
    (arrival,) = await channel.receive(wait=0)
    return tap, arrival


def _screen(arrival: Arrival, heading: str, *, fresh: bool) -> Delivery:
    prompt = Prompt(language="en", heading=heading, rows=((Choice("On", MoveName.NEXT),),))
    return Delivery(arrival=arrival, session=Session(), effects=(Show(prompt, fresh=fresh),))


@pytest.mark.parametrize("fault", FAULTS)
async def test_one_that_is_not_read_is_let_go_when_telegram_can_again(
    server: PracticeServer, channel: Channel, sender: Sender, fault: Fault
) -> None:
    tap, arrival = await _tapped(server, channel)
    server.faults.next("answerCallbackQuery", fault)
    sender.release([arrival])
    await tap.answer()
    await sender.drain(30)


@pytest.mark.parametrize("fresh", [True, False])
@pytest.mark.parametrize("fault", FAULTS)
async def test_the_one_of_a_screen_is_let_go_later_and_the_screen_is_drawn_once(
    server: PracticeServer, channel: Channel, sender: Sender, fault: Fault, *, fresh: bool
) -> None:
    tap, arrival = await _tapped(server, channel)
    server.faults.next("answerCallbackQuery", fault)
    sender.send([_screen(arrival, "new", fresh=fresh)])
    await tap.answer()
    await sender.drain(30)
    says = [each.text for each in server.phone(CHAT).screen if each.from_bot]
    assert says == (["old", "new"] if fresh else ["new"])


async def test_all_keep_a_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    edge, came = Edge(), list[float]()

    async def acknowledge(delivery: Delivery) -> Delivery:
        came.append(monotonic())
        return delivery

    monkeypatch.setattr(edge.wire, "acknowledge", acknowledge)
    over = monotonic() + PAUSE
    edge.pace.pause(PAUSE)
    edge.sender.release([_pressed(1)])
    edge.sender.send([_screen(_pressed(number), "new", fresh=False) for number in (2, 3)])
    await edge.sender.drain(30)
    assert len(came) == 2
    assert min(came) >= over


async def test_one_that_must_wait_makes_everybody_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    edge, problems = Edge(), [SendProblem(Remedy.WAIT, after=PAUSE)]

    async def acknowledge(delivery: Delivery) -> Delivery:
        if problems:
            raise problems.pop()
        return delivery

    monkeypatch.setattr(edge.wire, "acknowledge", acknowledge)
    over = monotonic() + PAUSE
    edge.sender.release([_pressed(1)])
    await asyncio.sleep(PAUSE / 10)
    edge.sender.send([_screen(_pressed(2), "new", fresh=False)])
    await edge.sender.drain(30)
    assert edge.wire.drawn
    assert monotonic() >= over


async def test_one_whose_tap_cannot_be_answered_is_tried_a_few_times_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.buttons.FIRST_PAUSE", 0.001)
    edge, tries = Edge(), list[Delivery]()

    async def acknowledge(delivery: Delivery) -> Delivery:
        tries.append(delivery)
        raise SendProblem(Remedy.RETRY)

    monkeypatch.setattr(edge.wire, "acknowledge", acknowledge)
    edge.sender.release([_pressed(1)])
    await edge.sender.drain(30)
    assert 1 < len(tries) < 10
    assert edge.count("consult_delivery_errors_total", remedy="retry") == len(tries)


async def test_one_whose_screen_is_given_up_is_let_go_all_the_same() -> None:
    edge = Edge()
    edge.wire.problems.append(SendProblem(Remedy.GIVE_UP))
    edge.sender.send([_screen(_pressed(1), "new", fresh=False)])
    await edge.sender.drain(30)
    assert [each.arrival.query_id for each in edge.wire.acknowledged] == ["1"]


def _pressed(number: int) -> Arrival:
    return Arrival(update_id=number, user="1", chat=1, message_id=1, query_id=str(number))
