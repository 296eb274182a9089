"""A youth club with one phone: two people, one chat, and nothing of the first for the second."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from sqlalchemy import func, select

from bot.practice.phone import Phone
from bot.practice.server import PracticeServer
from dialogs.round import Invitation
from storage import tickets
from storage.tables import draft, ledger, sealed
from tests.support.crashing.lodger import Lodger, lodging
from tests.support.crashing.trial import TOKEN
from tests.support.world import EXAMPLE

ROUND = replace(EXAMPLE, invitation=Invitation.SHARED_PHONE)
ANA = 700000001
OWN = "A lamp at the bridge"
CHOSEN = ("Girl or woman", "By the river", OWN)


@pytest.fixture
async def server() -> AsyncIterator[PracticeServer]:
    async with PracticeServer(token=TOKEN) as running:
        yield running


@pytest.fixture
async def lodger(server: PracticeServer, tmp_path: Path) -> AsyncIterator[Lodger]:
    async with lodging(server.url, tmp_path, ROUND) as running:
        yield running


async def pressed(phone: Phone, text: str, button: str) -> None:
    """Read `text`, then press `button`."""
    await phone.sees(text)
    await phone.tap(button)


async def answer(phone: Phone, code: str) -> str:
    """Hand in a code, answer some questions, send, and return what is seen then."""
    await reach_the_summary(phone, code)
    await pressed(phone, "Your answers", "📨 Send my answers")
    return (await phone.sees("✅ Saved.")).text


async def reach_the_summary(phone: Phone, code: str) -> None:
    """Hand in a code, and answer some questions."""
    await phone.say(code)
    for text, button in (
        ("Thank you, the code is right.", "English"),
        ("Before you start", "Go on ➡"),
        ("How old are you?", "18"),
        ("Do you agree?", "✅ Yes, I take part"),
        (ROUND.question("gender").text["en"], CHOSEN[0]),
        (ROUND.question("place").text["en"], CHOSEN[1]),
    ):
        await pressed(phone, text, button)
    for question in ("way_home", "better", "safe", "first"):
        await pressed(phone, ROUND.question(question).text["en"], "Skip ➡")
    await phone.sees(ROUND.question("own_words").text["en"])
    await phone.say(OWN)


def seen(phone: Phone) -> str:
    """Everything that can be read in the chat now, the buttons included."""
    buttons = [button.text for shown in phone.screen for row in shown.keyboard for button in row]
    return " ".join([*(shown.text for shown in phone.screen), *buttons])


def tells(phone: Phone, said: str, *more: str) -> list[str]:
    """What of somebody's words, choices and codes is in the chat."""
    withdrawal = said.partition("🔑 Your code: ")[2].split()[0]
    assert withdrawal.count("-") == 3
    return [one for one in (*CHOSEN, withdrawal, *more) if one in seen(phone)]


async def test_two_people_answer_on_one_phone(server: PracticeServer, lodger: Lodger) -> None:
    assert lodger.house is not None
    house, phone = lodger.house, server.phone(ANA, language_code="en")
    key = house.vault.round_key(ROUND.id)
    first, second = [one.code for one in await tickets.make(house.database, key, 2)]

    said = await answer(phone, first)
    await phone.say("thanks!")
    await phone.tap("🧹 Clear and hand on")
    await phone.sees("Please hand the phone on")
    await phone.until(lambda screen: all(shown.from_bot for shown in screen))
    assert tells(phone, said, first, "thanks!", "18") == []

    said = await answer(phone, second)
    async with house.database.read() as connection:
        for table, rows in ((sealed, 2), (ledger, 0)):
            counted = select(func.count()).select_from(table)
            assert await connection.scalar(counted) == rows


async def test_who_forgets_to_clear_leaves_nothing_either(
    server: PracticeServer, lodger: Lodger
) -> None:
    assert lodger.house is not None
    house, phone = lodger.house, server.phone(ANA, language_code="en")
    key = house.vault.round_key(ROUND.id)
    first, second = [one.code for one in await tickets.make(house.database, key, 2)]
    said = await answer(phone, first)
    await phone.say(second)
    await phone.sees("Our evenings")
    await phone.until(lambda screen: all(shown.from_bot for shown in screen))
    await phone.until(lambda screen: not any("Saved" in shown.text for shown in screen))
    assert tells(phone, said, first) == []
    async with house.database.read() as connection:
        assert await connection.scalar(select(func.count()).select_from(draft)) == 0


@pytest.mark.parametrize("what", ["✎ 2", "🆘 Help", "thanks!", "/start"])
async def test_a_code_stays_until_the_phone_is_handed_on(
    server: PracticeServer, lodger: Lodger, what: str
) -> None:
    """Whatever is done right after sending, by a button that is gone already or by typing."""
    assert lodger.house is not None
    house, phone = lodger.house, server.phone(ANA, language_code="en")
    key = house.vault.round_key(ROUND.id)
    first, second = [one.code for one in await tickets.make(house.database, key, 2)]
    await reach_the_summary(phone, first)
    summary = await phone.sees("Your answers")
    old = [button for row in summary.keyboard for button in row if button.text == what]
    await phone.tap("📨 Send my answers")
    said = (await phone.sees("✅ Saved.")).text
    if old:
        await (await phone.press(old[0], message_id=summary.message_id)).answer()
    else:
        await phone.say(what)
    await phone.until(lambda screen: all(shown.from_bot for shown in screen))
    await phone.until(lambda screen: len(screen) == (1 if what == "✎ 2" else 2))
    assert said in seen(phone)

    await phone.say(second)
    await phone.sees("Thank you, the code is right.")
    await phone.until(lambda screen: not any("Saved" in shown.text for shown in screen))
    assert tells(phone, said, first, second) == []


async def test_the_next_code_drops_what_was_in_the_middle(
    server: PracticeServer, lodger: Lodger
) -> None:
    assert lodger.house is not None
    house, phone = lodger.house, server.phone(ANA, language_code="en")
    key = house.vault.round_key(ROUND.id)
    slips = await tickets.make(house.database, key, 2)
    await phone.say(f"/start {slips[0].link}")
    for text, button in (
        ("Our evenings", "English"),
        ("Before you start", "Go on ➡"),
        ("How old are you?", "18"),
        ("Do you agree?", "✅ Yes, I take part"),
        (ROUND.question("gender").text["en"], CHOSEN[0]),
    ):
        await pressed(phone, text, button)
    await phone.sees(ROUND.question("place").text["en"])
    await phone.say(f"/start {slips[1].link}")
    await phone.sees("Our evenings")
    await phone.until(lambda screen: all(shown.from_bot for shown in screen))
    await phone.until(lambda screen: len(screen) == 1)
    assert await tickets.unused(house.database, ROUND.id) == 2
