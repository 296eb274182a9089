"""Speed limits and pauses, on a clock that the test holds."""

import asyncio

import pytest

from bot.pace import Backoff, Pace


class Hands:
    """A clock that moves when somebody sleeps."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 100.0
        self.slept: list[float] = []
        monkeypatch.setattr(asyncio, "sleep", self._sleep)

    def __call__(self) -> float:
        return self.now

    async def _sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def hands(monkeypatch: pytest.MonkeyPatch) -> Hands:
    return Hands(monkeypatch)


async def test_a_broadcast_keeps_to_its_rate(hands: Hands) -> None:
    pace = Pace(rate=25.0, time=hands)
    for _ in range(101):
        await pace.turn()
    assert hands.now - 100.0 == pytest.approx(4.0)


async def test_answers_are_not_held_up_and_slow_a_broadcast_down(hands: Hands) -> None:
    pace = Pace(rate=25.0, time=hands)
    for _ in range(20):
        pace.spend()
    assert hands.slept == []
    await pace.turn()
    assert hands.now - 100.0 == pytest.approx(20 / 25)


async def test_a_shorter_pause_does_not_end_a_longer_one(hands: Hands) -> None:
    pace = Pace(time=hands)
    pace.pause(10)
    pace.pause(1)
    await pace.open()
    assert hands.now == 110.0


async def test_nobody_has_a_turn_in_a_pause(hands: Hands) -> None:
    pace = Pace(time=hands)
    pace.pause(7)
    await pace.turn()
    assert hands.now >= 107.0


async def test_pauses_grow_with_jitter_and_begin_again(hands: Hands) -> None:
    backoff = Backoff(1.0, 4.0)
    for _ in range(5):
        await backoff.pause()
    for slept, most in zip(hands.slept, (1, 2, 4, 4, 4), strict=True):
        assert most / 2 <= slept <= most
    backoff.reset()
    await backoff.pause()
    assert hands.slept[-1] <= 1.0
    await backoff.pause(at_least=30.0)
    assert hands.slept[-1] == 30.0
