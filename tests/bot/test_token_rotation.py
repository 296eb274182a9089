"""The drill of docs/token_rotation.md: the old token is dead, and nobody has lost a word."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.practice.phone import Phone
from bot.practice.server import PracticeServer
from storage.tables import ledger, sealed
from tests.support.crashing.lodger import lodging
from tests.support.crashing.trial import TOKEN
from tests.support.world import EXAMPLE

NEW_TOKEN = TOKEN.partition(":")[0] + ":another-practice-token-of-the-same-bot-00"


@pytest.fixture
async def server() -> AsyncIterator[PracticeServer]:
    async with PracticeServer(token=TOKEN) as running:
        yield running


async def pressed(phone: Phone, text: str, button: str) -> None:
    await phone.sees(text)
    await phone.tap(button)


async def agree(phone: Phone) -> None:
    await phone.say("/start")
    await pressed(phone, "Our evenings", "English")
    await pressed(phone, "Before you start", "Go on ➡")
    await pressed(phone, "How old are you?", "18")
    await pressed(phone, "Do you agree?", "✅ Yes, I take part")
    await phone.sees(EXAMPLE.question("gender").text["en"])


async def send(phone: Phone) -> None:
    for question in EXAMPLE.questions:
        await pressed(phone, question.text["en"], "Skip ➡")
    await pressed(phone, "Your answers", "📨 Send my answers")
    await phone.sees("✅ Saved.")


async def test_with_a_new_token_everything_goes_on(server: PracticeServer, tmp_path: Path) -> None:
    done = server.phone(700000001, language_code="en")
    midway = server.phone(700000002, language_code="en")
    async with lodging(server.url, tmp_path):
        await agree(done)
        await send(done)
        await agree(midway)
    server.token = NEW_TOKEN
    await midway.tap("Girl or woman")  # while nobody is there
    async with lodging(server.url, tmp_path, token=NEW_TOKEN) as bot:
        await midway.sees(EXAMPLE.question("place").text["en"])
        await midway.tap("☰ More")
        await pressed(midway, "What would you like to do?", "📋 My answers so far")
        assert "Girl or woman" in (await midway.sees("Girl or woman")).text
        await done.say("/start")
        await done.until(lambda screen: sum("✅ Saved." in shown.text for shown in screen) == 2)
        assert bot.house is not None
        async with bot.house.database.read() as connection:
            for table in (sealed, ledger):
                counted = select(func.count()).select_from(table)
                assert await connection.scalar(counted) == 1
