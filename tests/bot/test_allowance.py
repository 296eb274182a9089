"""Telegram's limits, on a clock that the test holds."""

import asyncio

import pytest

from bot.allowance import (
    ASKED_AT_ONCE,
    BEHIND_SECONDS,
    IN_A_CHAT_AT_ONCE,
    IN_FLIGHT,
    OVERALL,
    OVERALL_AT_ONCE,
    Allowance,
    Turns,
)
from bot.practice.limits import FloodLimiter, Mode


def test_a_burst_then_one_after_the_other() -> None:
    allowance = Allowance(rate=2.0, at_once=3)
    assert [allowance.take(10.0) for _ in range(5)] == [0, 0, 0, 0.5, 1.0]
    assert allowance.take(20.0) == 0


class Clock:
    """Time that passes when everybody sleeps."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 0.0
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []
        self._breathe = asyncio.sleep
        monkeypatch.setattr(asyncio, "sleep", self._sleep)

    def __call__(self) -> float:
        return self.now

    async def _sleep(self, seconds: float) -> None:
        if seconds <= 0:
            return
        wake: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._sleepers.append((self.now + seconds, len(self._sleepers), wake))
        await wake

    async def run(self, held_up: float = 0.0) -> None:
        """Let time pass until nobody sleeps; the first sleeper wakes up late."""
        await self._settle()
        while self._sleepers:
            first = min(self._sleepers)
            self._sleepers.remove(first)
            self.now, held_up = max(self.now, first[0] + held_up), 0.0
            first[2].set_result(None)
            await self._settle()

    async def _settle(self) -> None:
        for _ in range(100):
            await self._breathe(0)


async def test_telegram_never_has_to_refuse_and_nobody_is_overtaken(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock = Clock(monkeypatch)
    turns, limiter = Turns(time=clock), FloodLimiter(Mode.TELEGRAM, clock)
    sent: list[int] = []

    async def say(chat: int) -> None:
        async with turns.turn(chat):
            limiter.admit(chat)
            sent.append(chat)

    saying = [asyncio.create_task(say(chat)) for chat in range(300)]
    await clock.run()
    await asyncio.gather(*saying)
    assert sent == list(range(300))
    assert clock.now == pytest.approx((300 - OVERALL_AT_ONCE) / 29, abs=0.1)


async def test_a_chat_that_is_ahead_holds_up_nobody_else(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock(monkeypatch)
    turns = Turns(time=clock)
    sent: list[int] = []

    async def say(chat: int) -> None:
        async with turns.turn(chat):
            sent.append(chat)

    assert turns.is_now(1)
    saying = [asyncio.create_task(say(chat)) for chat in [1] * (IN_A_CHAT_AT_ONCE + 2) + [2]]
    await clock.run()
    await asyncio.gather(*saying)
    assert sent == [1] * IN_A_CHAT_AT_ONCE + [2, 1, 1]
    assert (turns.is_now(1), turns.is_now(2)) == (False, True)


@pytest.mark.parametrize("on_its_way", [0.06, 0.5, 3.0])
async def test_one_that_comes_late_makes_none_of_its_chat_come_too_early(
    monkeypatch: pytest.MonkeyPatch, on_its_way: float
) -> None:
    """Found by the benchmark `flood`: one call was refused, so nobody was answered for a second."""
    clock = Clock(monkeypatch)
    turns, limiter = Turns(time=clock), FloodLimiter(Mode.TELEGRAM, clock)

    async def say() -> None:
        for number in range(2 * IN_A_CHAT_AT_ONCE):
            async with turns.turn(1):
                await asyncio.sleep(0 if number else on_its_way)
                limiter.admit(1)

    saying = asyncio.create_task(say())
    await clock.run()
    await saying


async def test_whoever_was_held_up_makes_up_for_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Found by the benchmark `rush`: on a busy machine all that was due went out at once."""
    clock = Clock(monkeypatch)
    turns = Turns(time=clock)
    sent: list[float] = []

    async def say(chat: int) -> None:
        async with turns.turn(chat):
            sent.append(clock.now)

    saying = [asyncio.create_task(say(chat)) for chat in range(100)]
    await clock.run(held_up=3.0)
    await asyncio.gather(*saying)
    late = [at for at in sent if at == sent[OVERALL_AT_ONCE]]
    assert len(late) <= OVERALL_AT_ONCE + 1


async def test_who_asks_for_too_much_stands_behind_and_gets_their_turn_in_the_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock = Clock(monkeypatch)
    turns = Turns(time=clock)
    sent: list[int] = []
    greedy, honest = range(100), range(1000, 1100)

    async def say(chat: int) -> None:
        async with turns.turn(chat):
            sent.append(chat)

    for chat in greedy:
        for _ in range(ASKED_AT_ONCE + 1):
            turns.asked(chat)
    for chat in honest:
        turns.asked(chat)
    saying = [asyncio.create_task(say(chat)) for chat in (*greedy, *honest)]
    await clock.run()
    await asyncio.gather(*saying)
    assert sent == [*honest, *greedy]


async def test_nobody_stands_behind_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    """More honest people than can be answered must not shut out who once asked for too much."""
    clock = Clock(monkeypatch)
    turns = Turns(time=clock)
    sent: list[float] = []

    async def say(chat: int, after: float) -> None:
        await asyncio.sleep(after)
        async with turns.turn(chat):
            if chat == 1:
                sent.append(clock.now)

    for _ in range(ASKED_AT_ONCE + 1):
        turns.asked(1)
    many = [asyncio.create_task(say(100 + n, n / (2 * OVERALL))) for n in range(3000)]
    greedy = asyncio.create_task(say(1, 10.0))
    await clock.run()
    await asyncio.gather(greedy, *many)
    assert BEHIND_SECONDS < sent[0] < 3 * BEHIND_SECONDS


async def test_only_so_many_are_on_their_way(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock(monkeypatch)
    turns = Turns(time=clock)
    stuck = asyncio.Event()
    inside: set[int] = set()

    async def say(chat: int) -> None:
        async with turns.turn(chat):
            inside.add(chat)
            await stuck.wait()

    saying = [asyncio.create_task(say(chat)) for chat in range(2 * IN_FLIGHT)]
    await clock.run()
    assert inside == set(range(IN_FLIGHT))
    assert not turns.is_now(999)
    for one in (saying[0], saying[IN_FLIGHT]):
        one.cancel()
    await clock.run()
    assert inside == set(range(IN_FLIGHT)) | {IN_FLIGHT + 1}
    stuck.set()
    await clock.run()
    await asyncio.gather(*saying, return_exceptions=True)
    assert len(inside) == 2 * IN_FLIGHT - 1


async def test_a_chat_that_was_held_up_in_line_makes_up_for_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Found by the benchmark `flood`: three that had waited and a fourth arrived at once."""
    clock = Clock(monkeypatch)
    turns, limiter = Turns(time=clock), FloodLimiter(Mode.TELEGRAM, clock)

    async def say(chat: int, times: int) -> None:
        for _ in range(times):
            async with turns.turn(chat):
                limiter.admit(chat)

    many = [asyncio.create_task(say(chat, 1)) for chat in range(100, 200)]
    talking = asyncio.create_task(say(1, 12))
    await clock.run()
    await asyncio.gather(talking, *many)
