"""Answers are taken until the last day is over, by a clock that moves; then everybody is told."""

import datetime as dt
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.clock import Clock
from bot.practice.phone import Phone
from bot.practice.server import PracticeServer
from bot.settings import Settings
from storage.operations import Extend
from tests.bot.test_running_round import answer_one_question, carried_out
from tests.support.crashing.lodger import Lodger
from tests.support.crashing.trial import TOKEN
from tests.support.world import EXAMPLE, TEXTS

ANA, BEN = 700000001, 700000002
NEXT_DAY = EXAMPLE.closes + dt.timedelta(days=1)
EVENING = dt.datetime.combine(EXAMPLE.closes, dt.time(23, 59), dt.UTC)
MIDNIGHT = dt.datetime.combine(NEXT_DAY, dt.time(0), dt.UTC)


class _Hands(Clock):
    """A clock whose hands the test moves."""

    at = EVENING

    def now(self) -> dt.datetime:
        return _Hands.at


@pytest.fixture(autouse=True)
def evening() -> None:
    _Hands.at = EVENING


@pytest.fixture
async def server() -> AsyncIterator[PracticeServer]:
    async with PracticeServer(token=TOKEN) as running:
        yield running


@asynccontextmanager
async def running(
    server: PracticeServer, folder: Path, clock: str = "0 0 1"
) -> AsyncIterator[Lodger]:
    token = folder / "token"
    token.write_text(TOKEN)
    settings = Settings(
        telegram_api=server.url,
        token_file=token,
        database=f"sqlite+aiosqlite:///{folder / 'consult.db'}",
        vault=folder / "vault",
        health_port=0,
        confirmations=folder / "confirmations.yaml",
        clock=clock,
    )
    lodger = Lodger(settings, _Hands())
    yield lodger
    lodger.terminate()
    assert await lodger.ended(within=20) == 0


async def _send_everything(phone: Phone) -> None:
    await answer_one_question(phone)
    for question in EXAMPLE.questions[1:]:
        await phone.sees(question.text["en"])
        await phone.say("/skip")
    await phone.sees("Your answers")
    await phone.tap("📨 Send my answers")
    await phone.sees("Saved. Thank you!")


def _buttons(phone: Phone) -> list[str]:
    return [button.text for row in phone.screen[-1].keyboard for button in row]


async def test_somebody_half_way_at_midnight_has_the_day_and_is_told_then(
    server: PracticeServer, tmp_path: Path
) -> None:
    phone = server.phone(ANA, language_code="en")
    async with running(server, tmp_path) as lodger:
        await answer_one_question(phone)
        _Hands.at = MIDNIGHT - dt.timedelta(seconds=1)
        await phone.tap("By the river")
        await phone.sees(EXAMPLE.questions[2].text["en"])
        _Hands.at = MIDNIGHT
        await phone.say("/skip")
        await phone.sees("The last day to answer was 22.11.2026.")
        await phone.sees("not sent, so it is not counted")

        later = EXAMPLE.closes + dt.timedelta(days=7)
        await carried_out(lodger, Extend(round=EXAMPLE.id, closes=later))
        await phone.say("hello")
        await phone.sees(EXAMPLE.questions[2].text["en"])
        _Hands.at = MIDNIGHT + dt.timedelta(days=7)
        await phone.say("hello")
        await phone.sees("The last day to answer was 29.11.2026.")


async def test_what_was_sent_can_be_taken_back_after_the_last_day(
    server: PracticeServer, tmp_path: Path
) -> None:
    phone, late = server.phone(ANA, language_code="en"), server.phone(BEN, language_code="mk")
    async with running(server, tmp_path):
        await _send_everything(phone)
        _Hands.at = MIDNIGHT
        await late.say("/start")
        await late.sees(TEXTS.speaker("mk")("This round is closed."))
        await phone.tap("Take back my answers")
        await phone.sees("What you sent is erased.")
        await phone.tap("Yes, take them back")
        await phone.sees("Taken back.")
        assert _buttons(phone) == ["🆘 Help"]


async def test_a_round_for_practice_can_be_tried_on_any_day(
    server: PracticeServer, tmp_path: Path
) -> None:
    """Its dates hold in practice time only."""
    phone = server.phone(ANA, language_code="en")
    _Hands.at = MIDNIGHT + dt.timedelta(days=400)
    async with running(server, tmp_path, clock=""):
        await answer_one_question(phone)
