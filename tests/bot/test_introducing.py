"""Who we are is shown after a start, however long the messenger makes us wait for it."""

import asyncio

import pytest

from bot import introducing
from bot.channels.base import Remedy, SendProblem
from bot.introducing import Introducing
from dialogs.self_introduction import introductions
from tests.support.edge import Wire
from tests.support.world import EXAMPLE, TEXTS

NAMES = introductions([EXAMPLE], TEXTS)


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(introducing, "FIRST_PAUSE", 0.0)


async def test_it_is_tried_again_when_telegram_says_not_now_or_nothing() -> None:
    wire = Wire()
    wire.problems += [SendProblem(Remedy.WAIT, after=0.01), SendProblem(Remedy.RETRY)]
    async with asyncio.timeout(10):
        await Introducing(wire, NAMES).run()
    assert wire.introduced == [NAMES]


async def test_what_is_refused_is_told_and_left(caplog: pytest.LogCaptureFixture) -> None:
    wire = Wire()
    wire.problems.append(SendProblem(Remedy.GIVE_UP))
    await Introducing(wire, NAMES).run()
    assert wire.introduced == []
    assert "BotFather" in caplog.text


async def test_a_mistake_is_no_end_of_it_and_of_nothing_else(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A bot whose name is an old one answers as well: nothing that happens here may end it."""
    wire, tries = Wire(), []

    async def stumble(names: object) -> None:
        tries.append(names)
        if len(tries) == 1:
            raise ZeroDivisionError

    monkeypatch.setattr(wire, "introduce", stumble)
    async with asyncio.timeout(10):
        await Introducing(wire, NAMES).run()
    assert len(tries) == 2
    assert "could not show who we are: ZeroDivisionError" in caplog.text
