"""A reminder as a phone shows it, from a bot that is stopped, killed and started again."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from bot.practice.phone import Phone
from tests.support.evening import ANA, Evening, evening_of
from tests.support.world import EXAMPLE

DUE = dt.timedelta(days=EXAMPLE.keep_drafts_days - 1)
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


@pytest.fixture
async def evening(tmp_path: Path) -> AsyncIterator[Evening]:
    async with evening_of(tmp_path) as running:
        yield running


async def asks_for_a_reminder(phone: Phone) -> None:
    await phone.say("/start")
    await goes_through(phone, *STEPS)
    await phone.sees("we write to you once, on 16.11.2026")


async def goes_through(phone: Phone, *steps: tuple[str, str]) -> None:
    for text, button in steps:
        await phone.sees(text)
        await phone.tap(button)


def shown(phone: Phone, text: str) -> int:
    """Return how many messages of the bot on the screen say `text`."""
    return sum(text in each.text for each in phone.screen if each.from_bot)


async def test_it_comes_once_and_its_button_leads_back_to_the_question(evening: Evening) -> None:
    phone = evening.phone()
    async with evening.bot(dies=True):
        await asks_for_a_reminder(phone)
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
    phone = evening.phone()
    async with evening.bot():
        await asks_for_a_reminder(phone)
    evening.passes(DUE)
    async with evening.bot():
        await phone.sees(REMINDER)
        await phone.tap("Erase it now")
        await phone.sees("Stop and erase?")
        await phone.tap("Yes, stop and erase")
        await phone.sees("Your answers are erased.")


async def test_who_answers_on_the_old_screen_is_not_held_up_by_it(evening: Evening) -> None:
    phone = evening.phone()
    async with evening.bot():
        await asks_for_a_reminder(phone)
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


async def thinks_better_of_it(phone: Phone) -> None:
    await phone.tap("Do not remind me")
    await phone.until(lambda _: shown(phone, "we write to you once") == 0)


async def stops(phone: Phone) -> None:
    await phone.say("/stop")
    await goes_through(phone, ("Stop and erase?", "Yes, stop and erase"))
    await phone.sees("Your answers are erased.")


async def sends_and_takes_back(phone: Phone) -> None:
    await phone.tap("⬅ Back to the question")
    await goes_through(phone, *((each.text["en"], "Skip ➡") for each in EXAMPLE.questions))
    await goes_through(
        phone,
        ("Your answers", "📨 Send my answers"),
        ("✅ Saved.", "Take back my answers"),
        ("Take back your answers?", "Yes, take them back"),
    )
    await phone.sees("Taken back.")


async def blocks(phone: Phone) -> None:
    await phone.block()


WAYS: tuple[Callable[[Phone], Awaitable[None]], ...] = (
    blocks,  # first, as nothing tells when this is noticed
    thinks_better_of_it,
    stops,
    sends_and_takes_back,
)


async def test_who_wants_none_any_more_gets_none_when_somebody_else_does(evening: Evening) -> None:
    phone, *others = [evening.phone(ANA + number) for number in range(1 + len(WAYS))]
    async with evening.bot():
        for each in (phone, *others):
            await asks_for_a_reminder(each)
        for other, way in zip(others, WAYS, strict=True):
            await way(other)
    await others[0].unblock()
    evening.passes(DUE)
    async with evening.bot():
        await phone.sees(REMINDER)
        await phone.tap("Go on ➡")
        await phone.sees(QUESTION)
    assert [shown(each, REMINDER) for each in others] == [0] * len(WAYS)
