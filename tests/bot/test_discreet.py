"""What can be read in a chat afterwards: no chosen option, and not a letter that was typed."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from functools import partial
from pathlib import Path

import pytest
from msgspec.structs import replace

from bot.practice.methods.registry import Result
from bot.practice.params import Params
from bot.practice.phone import Phone
from bot.practice.server import PracticeServer
from dialogs.round import Round
from tests.support.crashing.lodger import lodging
from tests.support.crashing.trial import TOKEN
from tests.support.world import EXAMPLE

ANA = 700000001
OWN = "A lamp at the bridge"
GENDER, PLACE = "Girl or woman", "By the river"


@pytest.fixture
async def server() -> AsyncIterator[PracticeServer]:
    async with PracticeServer(token=TOKEN) as running:
        yield running


@pytest.fixture
def round_() -> Round:
    return EXAMPLE


@pytest.fixture
async def phone(server: PracticeServer, tmp_path: Path, round_: Round) -> AsyncIterator[Phone]:
    async with lodging(server.url, tmp_path, round_):
        yield server.phone(ANA, language_code="en")


async def pressed(phone: Phone, text: str, button: str) -> None:
    """Read `text`, then press `button`."""
    await phone.sees(text)
    await (await phone.tap(button)).answer()


def asked(question: str) -> str:
    return EXAMPLE.question(question).text["en"]


async def begin(phone: Phone) -> None:
    """Agree, choose an option, and type another by its words."""
    await phone.say("/start")
    await pressed(phone, "Our evenings", "English")
    await pressed(phone, "Before you start", "Go on ➡")
    await pressed(phone, "How old are you?", "18")
    await pressed(phone, "Do you agree?", "✅ Yes, I take part")
    await pressed(phone, asked("gender"), GENDER)
    await phone.sees(asked("place"))


async def answer(phone: Phone) -> None:
    """Answer in every way, with all that goes wrong on the way; stand at the summary then."""
    await begin(phone)
    await phone.say("what is this?")
    await phone.send_photo("my street")
    await phone.say(PLACE)
    for question in ("way_home", "better", "safe", "first"):
        await pressed(phone, asked(question), "Skip ➡")
    await phone.sees(asked("own_words"))
    await phone.say(OWN)
    shown = await phone.sees("Your answers")
    assert all(words in shown.text for words in (GENDER, PLACE, OWN))


CODE = re.compile(r"(?<=🔑 Your code: )\S+")


def readable(phone: Phone) -> str:
    """Everything in the chat but buttons and the code, which may have an 18 among its letters."""
    return CODE.sub("", "\n".join(shown.text for shown in phone.screen))


async def is_left_bare(phone: Phone, heading: str) -> None:
    """Wait for the last screen, and for all that is in the chat to be ours and to tell nothing."""
    await phone.sees(heading)
    await phone.until(lambda screen: all(shown.from_bot for shown in screen))
    assert [one for one in (GENDER, PLACE, OWN, "18") if one in readable(phone)] == []
    assert not any(
        "☑" in one.text for shown in phone.screen for row in shown.keyboard for one in row
    )


async def test_after_send_nothing_tells_what_was_said(phone: Phone) -> None:
    await answer(phone)
    await phone.tap("📨 Send my answers")
    await is_left_bare(phone, "✅ Saved.")
    assert len(phone.screen) == 1


async def test_after_stop_neither(phone: Phone) -> None:
    await answer(phone)
    await phone.tap("⏹ Stop")
    await pressed(phone, "Stop and erase?", "Yes, stop and erase")
    await is_left_bare(phone, "Stopped.")


async def test_after_taking_back_neither(phone: Phone) -> None:
    await answer(phone)
    await phone.tap("📨 Send my answers")
    await pressed(phone, "✅ Saved.", "Take back my answers")
    await pressed(phone, "Take back your answers?", "Yes, take them back")
    await is_left_bare(phone, "Taken back.")


async def test_the_chat_can_be_cleared_to_a_line_that_names_nothing(phone: Phone) -> None:
    await answer(phone)
    await phone.tap("📨 Send my answers")
    code = (await phone.sees("🔑 Your code")).text.partition("🔑 Your code: ")[2].split()[0]
    await pressed(phone, "✅ Saved.", "🧹 Clear this chat")
    assert code in (await phone.sees("Clear this chat?")).text
    await phone.tap("🧹 Yes, clear it")
    await is_left_bare(phone, "👋 Done.")
    (left,) = phone.screen
    named = (code, EXAMPLE.public_label["en"], EXAMPLE.organiser.name["en"])
    assert [one for one in named if one in left.text] == []


@pytest.mark.parametrize("round_", [replace(EXAMPLE, discreet=False)])
async def test_a_round_can_leave_words_where_they_are(phone: Phone) -> None:
    await answer(phone)
    await phone.tap("📨 Send my answers")
    await phone.sees("✅ Saved.")
    assert {PLACE, OWN} <= {shown.text for shown in phone.screen if not shown.from_bot}


async def test_nothing_that_is_sent_is_fetched(server: PracticeServer, phone: Phone) -> None:
    await begin(phone)
    called = []
    carry_out = server.call

    async def note(name: str, params: Params) -> Result:
        called.append(name)
        return await carry_out(name, params)

    server.call = note  # type: ignore[method-assign]  # to see the calls it does not know as well
    things: tuple[tuple[Callable[[], Awaitable[int]], str], ...] = (
        (phone.send_sticker, "🙂"),
        (phone.send_photo, "📷"),
        (phone.send_voice, "🎤"),
        (phone.send_document, "📎"),
        (phone.send_video, "📎"),
        (phone.send_location, "📍"),
        (phone.send_contact, "👤"),
        (phone.send_poll, "📊"),
        (partial(phone.forward, PLACE), "↪"),
    )
    for send, word in things:
        await send()
        assert asked("place") in (await phone.sees(word)).text
    await phone.until(lambda screen: all(shown.from_bot for shown in screen))
    assert {"sendMessage", "deleteMessages", "getUpdates"} == set(called)


@pytest.mark.parametrize("begun", [False, True])
async def test_who_repeats_a_command_gets_one_screen_and_every_command_is_removed(
    server: PracticeServer, tmp_path: Path, begun: bool
) -> None:
    phone = server.phone(ANA, language_code="en")
    if begun:
        async with lodging(server.url, tmp_path, EXAMPLE):
            await begin(phone)
    before = server.counts.calls["sendMessage"]
    for _ in range(12):
        await phone.say("/start")
    async with lodging(server.url, tmp_path, EXAMPLE):
        await phone.until(lambda shown: all(each.from_bot for each in shown) and bool(shown))
        await phone.sees(asked("place") if begun else "Our evenings")
    assert len(phone.screen) == 1
    assert server.counts.calls["sendMessage"] == before + 1
