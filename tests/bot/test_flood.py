"""Who floods a chat is passed over until they pause; nobody else notices, and nothing is lost."""

import asyncio

from msgspec.structs import replace

from bot.buttons import MOST_RELEASED
from bot.channels.base import Arrival
from bot.flood import AT_ONCE, MOST_PEOPLE, SILENCE_SECONDS, Flood
from bot.receiver import Receiver
from bot.theft import TheftAlarm
from dialogs.events import Left, Said
from tests.support.edge import Edge


class Sea:
    """A flood guard whose clock the test sets."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.flood = Flood(time=lambda: self.now)

    def told(self, user: str, count: int = 1) -> tuple[int, int]:
        """How many of so many messages are read, and how often their sender is asked to pause."""
        one = Arrival(update_id=1, user=user, chat=1, incoming=Said(text="hey"))
        found = self.flood.sort([one] * count)
        return len(found.read), len(found.ask)


def test_who_taps_fast_is_read() -> None:
    sea = Sea()
    for _ in range(300):
        assert sea.told("ana") == (1, 0)
        sea.now += 1.1


def test_who_floods_is_told_once_and_nobody_else_is_held_up() -> None:
    sea = Sea()
    assert sea.told("ana", 500) == (AT_ONCE, 1)
    assert sea.told("ben") == (1, 0)
    for _ in range(100):
        sea.now += SILENCE_SECONDS - 1
        assert sea.told("ana", 50) == (0, 0)


def test_after_a_silence_it_goes_on() -> None:
    sea = Sea()
    sea.told("ana", 500)
    sea.now += SILENCE_SECONDS
    assert sea.told("ana") == (1, 0)


def test_that_somebody_has_left_is_always_heard() -> None:
    sea = Sea()
    sea.told("ana", 500)
    gone = Arrival(update_id=2, user="ana", chat=1, incoming=Left())
    assert sea.flood.sort([gone]).read == [gone]


def test_who_is_idle_is_forgotten() -> None:
    sea = Sea()
    for number in range(MOST_PEOPLE):
        sea.told(str(number))
    sea.now += 60
    sea.told("one more")
    assert len(sea.flood._people) == 1


async def test_what_is_passed_over_is_confirmed_and_its_sender_told() -> None:
    edge = Edge(flood=Flood())
    edge.wire.batches.append([edge.arrival() for _ in range(AT_ONCE + 30)])
    stop = asyncio.Event()
    receiver = Receiver(
        edge.wire, edge.carrier, edge.metrics, TheftAlarm(edge.metrics), lambda _: None
    )
    running = asyncio.create_task(receiver.run(stop))
    await edge.wire.on_empty.wait()
    stop.set()
    await running
    await edge.sender.drain(5)
    assert len(edge.wire.confirmed) == AT_ONCE + 30
    assert len(edge.wire.drawn) == AT_ONCE + 1
    assert edge.count("consult_updates_total", outcome="stored") == AT_ONCE
    assert edge.count("consult_updates_total", outcome="passed_over") == 30


async def test_a_button_whose_tap_is_passed_over_stops_waiting_all_the_same() -> None:
    edge = Edge(flood=Flood())
    taps = [replace(edge.arrival(), query_id=str(number)) for number in range(AT_ONCE + 30)]
    admitted = edge.carrier.admit(taps)
    await edge.sender.drain(5)
    assert [each.query_id for each in admitted] == [str(number) for number in range(AT_ONCE)]
    asked = {each.arrival.query_id for each in edge.wire.drawn}
    released = {each.arrival.query_id for each in edge.wire.acknowledged}
    assert asked | released == {str(number) for number in range(AT_ONCE, AT_ONCE + 30)}
    assert all(each.effects == () for each in edge.wire.acknowledged)


async def test_of_too_many_such_buttons_some_stop_by_themselves() -> None:
    edge = Edge()
    taps = [replace(edge.arrival(), query_id=str(number)) for number in range(2 * MOST_RELEASED)]
    edge.sender.release(taps)
    await edge.sender.drain(5)
    assert len(edge.wire.acknowledged) == MOST_RELEASED
