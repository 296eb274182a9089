"""Long polling: nothing is confirmed before it is stored, and stopping leaves nothing half done."""

import asyncio
from collections.abc import Callable
from time import monotonic

import pytest

from bot import carrier as carrier_module
from bot.channels.base import OtherReceiverError, UnknownTokenError, UnreachableError
from bot.receiver import Receiver
from bot.theft import TheftAlarm
from tests.support.edge import Edge

ANA, BEN = "700000001", "700000002"


@pytest.fixture
def edge() -> Edge:
    return Edge()


def _receiver(
    edge: Edge, token_lost: Callable[[UnknownTokenError], None] = lambda _: None
) -> Receiver:
    return Receiver(edge.wire, edge.carrier, edge.metrics, TheftAlarm(edge.metrics), token_lost)


async def _run_until_empty(edge: Edge) -> None:
    stop = asyncio.Event()
    running = asyncio.create_task(_receiver(edge).run(stop))
    async with asyncio.timeout(30):
        await edge.wire.on_empty.wait()
    stop.set()
    await running


async def test_what_is_stored_is_confirmed(edge: Edge) -> None:
    edge.wire.batches += [[edge.arrival(ANA), edge.arrival(BEN)], [edge.arrival(ANA)]]
    await _run_until_empty(edge)
    assert edge.wire.confirmed == [1, 2, 3]


async def test_a_store_that_is_away_holds_everything_up_and_loses_nothing(edge: Edge) -> None:
    edge.wire.batches += [[edge.arrival(ANA), edge.arrival(BEN)], [edge.arrival(ANA)]]
    edge.store.away = 7
    await _run_until_empty(edge)
    assert edge.wire.confirmed == [1, 2, 3]
    assert edge.count("consult_updates_total", outcome="stored") == 3


async def test_a_poisonous_update_is_confirmed_once_it_is_set_aside(edge: Edge) -> None:
    edge.wire.batches += [[edge.arrival(ANA), edge.arrival(BEN)]]
    edge.inbox.poison = frozenset({1})
    await _run_until_empty(edge)
    assert edge.wire.confirmed == [1, 2]
    assert edge.count("consult_updates_total", outcome="set_aside") == 1


@pytest.mark.parametrize(
    ("error", "kind"),
    [(UnreachableError(), "unreachable"), (OtherReceiverError("stop it"), "other_receiver")],
)
async def test_trouble_in_receiving_is_counted_and_passes(
    edge: Edge, error: Exception, kind: str
) -> None:
    edge.wire.batches += [error, [edge.arrival(ANA)]]
    await _run_until_empty(edge)
    assert edge.wire.confirmed == [1]
    assert edge.count("consult_receive_errors_total", kind=kind) == 1


async def test_a_token_that_was_taken_back_is_told_at_once(edge: Edge) -> None:
    stop = asyncio.Event()
    edge.wire.batches += [[edge.arrival(ANA)], UnknownTokenError("a new one")]
    async with asyncio.timeout(30):
        await _receiver(edge, lambda _: stop.set()).run(stop)
    assert edge.wire.confirmed == [1]


async def test_how_long_telegram_wants_us_to_wait_is_waited(edge: Edge) -> None:
    edge.wire.batches += [UnreachableError(after=0.5), [edge.arrival(ANA)]]
    began = monotonic()
    await _run_until_empty(edge)
    assert monotonic() - began >= 0.5


async def test_a_batch_in_hand_is_finished_before_stopping(edge: Edge) -> None:
    stop = asyncio.Event()
    stop.set()
    edge.wire.batches += [[edge.arrival(ANA)]]
    assert await edge.carrier.insist([edge.arrival(ANA)], stop)


async def test_told_to_stop_while_the_store_is_away_nothing_is_confirmed(
    edge: Edge, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(carrier_module, "RESPITE", 0.2)
    edge.wire.batches += [[edge.arrival(ANA)]]
    edge.store.away = 10**9
    stop = asyncio.Event()
    running = asyncio.create_task(_receiver(edge).run(stop))
    await asyncio.sleep(0.05)
    stop.set()
    await running
    assert edge.wire.confirmed == []
