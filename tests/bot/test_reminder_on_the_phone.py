"""A reminder as a phone shows it, from a bot that is stopped, killed and started again."""

import asyncio
import datetime as dt
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.clock import Clock
from bot.practice.clock import PracticeClock
from bot.practice.phone import Phone
from bot.practice.server import PracticeServer
from bot.settings import Settings
from tests.support.crashing.lodger import Lodger
from tests.support.crashing.trial import TOKEN
from tests.support.world import EXAMPLE

BEGAN = dt.datetime(2026, 11, 10, 15, 0, tzinfo=dt.UTC)
DUE = dt.timedelta(days=EXAMPLE.keep_drafts_days - 1)
ANA = 700000001
REMINDER = "You wanted to be reminded."
QUESTION = EXAMPLE.questions[0].text["en"]
STEPS = (
    ("Our evenings", "English"),
    ("Before you start", "Go on ➡"),
    ("How old are you?", "18"),
    ("Do you agree?", "✅ Yes, I take part"),
    (QUESTION, "☰ More"),
    ("What would you like to do?", "⏸ Pause"),
    ("Take your time", "⏰ Remind me once"),
)
"""What is read, and what is tapped then."""


class Evening:
    """A practice server and a bot on SQLite, with clocks that are moved together."""

    def __init__(self, server: PracticeServer, clock: PracticeClock, folder: Path) -> None:
        (folder / "token").write_text(TOKEN)
        self.phone = server.phone(ANA, language_code="en")
        self._clock = clock
        self._settings = Settings(
            telegram_api=server.url,
            token_file=folder / "token",
            database=f"sqlite+aiosqlite:///{folder / 'consult.db'}",
            vault=folder / "vault",
            health_port=0,
        )

    def passes(self, time: dt.timedelta) -> None:
        self._clock.advance(time)

    @asynccontextmanager
    async def bot(self, *, dies: bool = False) -> AsyncIterator[None]:
        clock = Clock(real=time.time(), practice=self._clock.now().timestamp())
        lodger = Lodger(self._settings, clock)
        yield
        if dies:
            lodger.kill()
            with pytest.raises(asyncio.CancelledError):
                await lodger.ended(within=20)
        else:
            lodger.terminate()
            assert await lodger.ended(within=20) == 0

    async def ask_for_a_reminder(self) -> None:
        await self.phone.say("/start")
        for text, button in STEPS:
            await self.phone.sees(text)
            await self.phone.tap(button)
        await self.phone.sees("we write to you once, on 16.11.2026")


@pytest.fixture
async def evening(tmp_path: Path) -> AsyncIterator[Evening]:
    clock = PracticeClock(BEGAN)
    async with PracticeServer(token=TOKEN, clock=clock) as server:
        yield Evening(server, clock, tmp_path)


def shown(phone: Phone, text: str) -> int:
    """Return how many messages of the bot on the screen say `text`."""
    return sum(text in each.text for each in phone.screen if each.from_bot)


async def test_it_comes_once_and_its_button_leads_back_to_the_question(evening: Evening) -> None:
    phone = evening.phone
    async with evening.bot(dies=True):
        await evening.ask_for_a_reminder()
    evening.passes(DUE)
    async with evening.bot(dies=True):
        await phone.sees(REMINDER)
    async with evening.bot():
        await asyncio.sleep(1.5)
        assert shown(phone, REMINDER) == 1
        await phone.tap("Go on ➡")
        await phone.sees(QUESTION)
        await phone.until(lambda _: shown(phone, "Take your time") == 0)
        assert shown(phone, QUESTION) == 1
        assert shown(phone, REMINDER) == 0
        await phone.tap("Girl or woman")
        await phone.sees(EXAMPLE.question("place").text["en"])


async def test_erase_now_erases(evening: Evening) -> None:
    phone = evening.phone
    async with evening.bot():
        await evening.ask_for_a_reminder()
    evening.passes(DUE)
    async with evening.bot():
        await phone.sees(REMINDER)
        await phone.tap("Erase it now")
        await phone.sees("Stop and erase?")
        await phone.tap("Yes, stop and erase")
        await phone.sees("Your answers are erased.")


async def test_who_answers_on_the_old_screen_is_not_held_up_by_it(evening: Evening) -> None:
    phone = evening.phone
    async with evening.bot():
        await evening.ask_for_a_reminder()
        await phone.tap("⬅ Back to the question")
        await phone.sees(QUESTION)
        question = next(each for each in phone.screen if QUESTION in each.text)
    evening.passes(DUE)
    async with evening.bot():
        await phone.sees(REMINDER)
        await phone.tap("Girl or woman", message_id=question.message_id)
        await phone.sees(EXAMPLE.question("place").text["en"])
        await phone.tap("Go on ➡")
        await phone.until(lambda _: shown(phone, REMINDER) == 0)
        await phone.until(lambda _: shown(phone, EXAMPLE.question("place").text["en"]) == 1)
