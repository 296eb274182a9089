"""The door in a host's bot: what is let in, in which order, and what happens when it is stuck."""

import asyncio
import json
from collections.abc import AsyncIterator, Sequence

import pytest
import pytest_asyncio

from bot import carrier as carrier_module
from bot.channels.base import Arrival
from bot.mounting import doorman as doorman_module
from bot.mounting.doorman import Doorman
from tests.support.edge import BOT, Edge, tag_of

ANA, BEN = 700000001, 700000002


class Host:
    """Hands over updates, and sees what has been stored of them."""

    def __init__(self) -> None:
        self.edge = Edge()
        self.stored: list[int] = []
        carry = self.edge.carrier.carry

        async def noting(arrivals: Sequence[Arrival]) -> carrier_module.Left:
            self.stored += [each.update_id for each in arrivals]
            return await carry(arrivals)

        self.edge.carrier.carry = noting  # type: ignore[method-assign]  # to look over its shoulder
        parts = (self.edge.store, self.edge.carrier, self.edge.inbox, self.edge.metrics)
        self.door = Doorman(*parts, bot=BOT)
        self.stop = asyncio.Event()
        self.running = asyncio.create_task(self.door.run(self.stop))

    def hands(self, number: int, text: str, user: int = ANA) -> bool:
        message = {
            "message_id": number,
            "chat": {"id": user, "type": "private"},
            "from": {"id": user},
            "text": text,
        }
        return self.door.take(json.dumps({"update_id": number, "message": message}).encode())

    async def ends(self) -> None:
        self.stop.set()
        await self.running


@pytest_asyncio.fixture
async def host() -> AsyncIterator[Host]:
    made = Host()
    yield made
    if not made.running.done():
        await made.ends()


async def test_what_is_handed_over_out_of_order_is_put_in_order(host: Host) -> None:
    assert all(host.hands(number, "/consult") for number in (3, 1, 2))
    await host.ends()
    assert host.stored == [1, 2, 3]


async def test_words_are_ours_only_while_somebody_answers(host: Host) -> None:
    assert not host.hands(1, "words for the host")
    assert host.hands(2, "/consult")
    assert host.hands(3, "words at once after it")
    assert not host.hands(4, "words of somebody else", user=BEN)
    while host.edge.wire.drawn == []:  # noqa: ASYNC110 - the wire has no bell
        await asyncio.sleep(0.01)
    await host.ends()
    assert not host.hands(5, "after the first screen, of which nothing is stored")


async def test_who_was_answering_before_a_restart_still_is(host: Host) -> None:
    host.door.know({tag_of(str(ANA))})
    assert host.hands(1, "my words")


async def test_a_store_that_is_away_is_waited_for(host: Host) -> None:
    host.edge.store.away = 5
    assert host.hands(1, "/consult")
    await host.ends()
    assert host.edge.count("consult_updates_total", outcome="stored") == 1


async def test_when_too_much_waits_it_is_said_and_counted_what_is_lost(
    host: Host, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(doorman_module, "MOST_WAITING", 1)
    assert host.hands(1, "/consult")
    assert host.hands(2, "/consult")
    assert host.edge.count("consult_updates_total", outcome="lost") == 1
    assert "acknowledged" in caplog.text


async def test_told_to_stop_while_the_store_is_away_it_says_what_is_lost(
    host: Host, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(carrier_module, "RESPITE", 0.1)
    host.edge.store.away = 10**9
    assert host.hands(1, "/consult")
    await host.ends()
    assert "is lost" in caplog.text
    assert not host.hands(2, "/consult")


async def test_what_is_no_update_is_the_hosts(host: Host) -> None:
    assert not host.door.take(b"{}")
    assert not host.door.take(b'{"update_id": 1, "poll": {}}')


async def test_whatever_ends_it_the_host_gets_everything_from_then_on(host: Host) -> None:
    assert host.hands(1, "/consult")
    host.running.cancel()
    await asyncio.wait({host.running})
    assert not host.hands(2, "/consult")
