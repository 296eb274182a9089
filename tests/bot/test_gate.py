"""Updates brought one by one: gathered, answered when stored, sent away when not."""

import asyncio
import json
from collections.abc import Sequence
from http import HTTPStatus

import pytest

from bot import behind
from bot import gate as gate_module
from bot.carrier import Carrier, Left
from bot.channels.base import Arrival
from bot.channels.via_aiogram import connect
from bot.gate import MOST_WAITING, Gate
from bot.keeping import Keeper
from bot.metrics import Metrics
from bot.pace import Pace
from bot.replies import Replies
from bot.sender import Sender
from tests.support.bringing import bring
from tests.support.memory import MemoryStore


class Porter(Carrier):
    """Stands where the store is: takes batches when it is let, and says what the test wants."""

    def __init__(self) -> None:
        self.batches: list[list[int]] = []
        self.may = asyncio.Event()
        self.may.set()
        self.leaves: frozenset[int] = frozenset()
        self.store_at_fault = False

    def admit(self, arrivals: Sequence[Arrival]) -> Sequence[Arrival]:
        return arrivals

    async def carry(self, arrivals: Sequence[Arrival]) -> Left:
        await self.may.wait()
        self.batches.append([each.update_id for each in arrivals])
        left = [each for each in arrivals if each.update_id in self.leaves]
        return Left(left, store_at_fault=self.store_at_fault and bool(left))


@pytest.fixture
def porter() -> Porter:
    return Porter()


@pytest.fixture
def gate(porter: Porter) -> Gate:
    return _gate(porter)


def _gate(porter: Porter, rounds: int = 1) -> Gate:
    channel = connect("4242:practice-token-that-is-never-used-000", api="http://127.0.0.1:9")
    metrics = Metrics()
    sender = Sender(channel, Keeper(MemoryStore({}), 4242), Pace(), metrics)
    return Gate(channel, porter, Replies(channel, sender), metrics, rounds)


def body(number: int) -> bytes:
    return json.dumps({"update_id": number}).encode()


def typed(number: int, chat: int = 9) -> bytes:
    sender = {"id": chat, "is_bot": False, "first_name": "A"}
    message = {"message_id": number, "date": 0, "chat": {"id": chat, "type": "private"}}
    return json.dumps(
        {"update_id": number, "message": {**message, "from": sender, "text": "x"}}
    ).encode()


async def _bring(gate: Gate, *numbers: int) -> list[HTTPStatus]:
    """Bring updates at the same time to a gate that runs until they are answered."""
    stop = asyncio.Event()
    running = asyncio.create_task(gate.run(stop))
    answers = await asyncio.gather(*(_status(gate, body(number)) for number in numbers))
    stop.set()
    await running
    return answers


async def _status(gate: Gate, brought: bytes) -> HTTPStatus:
    return (await bring(gate, brought)).status


async def test_an_update_is_answered_when_it_is_stored(gate: Gate, porter: Porter) -> None:
    porter.may.clear()
    stop = asyncio.Event()
    running = asyncio.create_task(gate.run(stop))
    answer = asyncio.create_task(_status(gate, body(1)))
    done, _ = await asyncio.wait({answer}, timeout=0.05)
    assert not done
    porter.may.set()
    assert await answer is HTTPStatus.OK
    stop.set()
    await running


async def test_what_comes_while_a_batch_is_stored_is_the_next_batch(
    gate: Gate, porter: Porter
) -> None:
    porter.may.clear()
    stop = asyncio.Event()
    running = asyncio.create_task(gate.run(stop))
    first = asyncio.create_task(_status(gate, body(1)))
    await asyncio.sleep(0.01)
    others = [asyncio.create_task(_status(gate, body(number))) for number in (2, 3, 4)]
    await asyncio.sleep(0.01)
    porter.may.set()
    await asyncio.gather(first, *others)
    stop.set()
    await running
    assert porter.batches == [[1], [2, 3, 4]]


async def test_those_who_were_in_hand_together_are_waited_for_a_moment(
    gate: Gate, porter: Porter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate_module, "LINGER_SECONDS", 60.0)
    porter.may.clear()
    stop = asyncio.Event()
    running = asyncio.create_task(gate.run(stop))
    brought = [asyncio.create_task(_status(gate, body(number))) for number in (1, 2, 3)]
    await asyncio.sleep(0.01)
    porter.may.set()
    await asyncio.gather(*brought)
    brought = [asyncio.create_task(_status(gate, body(4)))]
    await asyncio.sleep(0.01)
    brought += [asyncio.create_task(_status(gate, body(number))) for number in (5, 6)]
    await asyncio.gather(*brought)
    assert porter.batches == [[1, 2, 3], [4, 5, 6]]
    stop.set()
    await running


async def test_who_does_not_come_again_is_not_waited_for(gate: Gate, porter: Porter) -> None:
    stop = asyncio.Event()
    running = asyncio.create_task(gate.run(stop))
    await asyncio.gather(*(_status(gate, body(number)) for number in (1, 2)))
    assert await _status(gate, body(3)) is HTTPStatus.OK
    stop.set()
    await running
    assert porter.batches == [[1, 2], [3]]


async def test_who_is_alone_waits_for_nobody(
    gate: Gate, porter: Porter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate_module, "LINGER_SECONDS", 60.0)
    stop = asyncio.Event()
    running = asyncio.create_task(gate.run(stop))
    async with asyncio.timeout(10):
        for number in (1, 2):
            assert await _status(gate, body(number)) is HTTPStatus.OK
    stop.set()
    await running
    assert porter.batches == [[1], [2]]


@pytest.mark.parametrize("nonsense", [b"", b"{", b"[]", b"{}", b'{"update_id":"1"}', b"\xff"])
async def test_what_is_no_update_is_refused(gate: Gate, nonsense: bytes) -> None:
    assert await _status(gate, nonsense) is HTTPStatus.BAD_REQUEST


async def test_an_update_that_fails_by_itself_is_brought_again(gate: Gate, porter: Porter) -> None:
    porter.leaves = frozenset({2})
    answers = await _bring(gate, 1, 2, 3)
    assert answers == [HTTPStatus.OK, HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.OK]
    assert porter.batches == [[1, 2, 3]]


async def test_a_batch_is_in_the_order_of_its_updates(gate: Gate, porter: Porter) -> None:
    assert await _bring(gate, 3, 1, 2) == [HTTPStatus.OK] * 3
    assert porter.batches == [[1, 2, 3]]


async def test_what_is_later_waits_for_what_was_sent_away(gate: Gate, porter: Porter) -> None:
    stop = asyncio.Event()
    running = asyncio.create_task(gate.run(stop))
    porter.leaves = frozenset({20})
    assert await _status(gate, typed(20)) is HTTPStatus.SERVICE_UNAVAILABLE
    porter.leaves = frozenset()
    assert await _status(gate, typed(21)) is HTTPStatus.SERVICE_UNAVAILABLE
    assert await _status(gate, typed(22, chat=8)) is HTTPStatus.OK
    assert [await _status(gate, typed(number)) for number in (20, 21)] == [HTTPStatus.OK] * 2
    assert porter.batches == [[20], [22], [20], [21]]
    stop.set()
    await running


async def test_but_not_for_ever(
    gate: Gate, porter: Porter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(behind, "SECONDS", -1.0)
    porter.leaves = frozenset({20})
    stop = asyncio.Event()
    running = asyncio.create_task(gate.run(stop))
    assert await _status(gate, typed(20)) is HTTPStatus.SERVICE_UNAVAILABLE
    assert await _status(gate, typed(21)) is HTTPStatus.OK
    stop.set()
    await running


async def test_while_the_store_is_away_updates_are_held_for_a_while(
    gate: Gate, porter: Porter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate_module, "HOLD_SECONDS", 0.2)
    porter.leaves, porter.store_at_fault = frozenset({1}), True
    assert await _bring(gate, 1) == [HTTPStatus.SERVICE_UNAVAILABLE]
    assert len(porter.batches) > 1


async def test_a_store_that_comes_back_in_time_is_not_noticed_outside(
    gate: Gate, porter: Porter
) -> None:
    porter.leaves, porter.store_at_fault = frozenset({1}), True

    async def mend() -> None:
        while len(porter.batches) < 2:  # noqa: ASYNC110 - the porter has no bell
            await asyncio.sleep(0.01)
        porter.leaves = frozenset()

    answers, _ = await asyncio.gather(_bring(gate, 1), mend())
    assert answers == [HTTPStatus.OK]


async def test_of_many_rounds_fewer_people_are_in_a_batch(porter: Porter) -> None:
    """Each of them is held in every round."""
    gate = _gate(porter, rounds=20)
    assert set(await _bring(gate, *range(120))) == {HTTPStatus.OK}
    assert max(len(batch) for batch in porter.batches) == 50


async def test_too_many_at_once_are_sent_away(gate: Gate, porter: Porter) -> None:
    waiting = [asyncio.create_task(_status(gate, body(n))) for n in range(MOST_WAITING)]
    await asyncio.sleep(0)
    assert await _status(gate, body(MOST_WAITING)) is HTTPStatus.SERVICE_UNAVAILABLE
    stop = asyncio.Event()
    running = asyncio.create_task(gate.run(stop))
    assert set(await asyncio.gather(*waiting)) == {HTTPStatus.OK}
    assert max(map(len, porter.batches)) == gate_module.MOST_AT_ONCE
    stop.set()
    await running


async def test_stopping_finishes_what_is_in_hand_and_takes_nothing_more(
    gate: Gate, porter: Porter
) -> None:
    porter.may.clear()
    stop = asyncio.Event()
    running = asyncio.create_task(gate.run(stop))
    held = asyncio.create_task(_status(gate, body(1)))
    await asyncio.sleep(0.01)
    stop.set()
    await asyncio.sleep(0.01)
    assert await _status(gate, body(2)) is HTTPStatus.SERVICE_UNAVAILABLE
    porter.may.set()
    assert await held is HTTPStatus.OK
    await running


async def test_whatever_ends_it_nobody_waits_for_ever(gate: Gate, porter: Porter) -> None:
    porter.may.clear()
    stop = asyncio.Event()
    running = asyncio.create_task(gate.run(stop))
    in_hand = asyncio.create_task(_status(gate, body(1)))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    behind = asyncio.create_task(_status(gate, body(2)))
    await asyncio.sleep(0)
    running.cancel()
    await asyncio.wait({running})
    async with asyncio.timeout(10):
        answers = await asyncio.gather(in_hand, behind, _status(gate, body(3)))
    assert set(answers) == {HTTPStatus.SERVICE_UNAVAILABLE}
    assert asyncio.all_tasks() == {asyncio.current_task()}
