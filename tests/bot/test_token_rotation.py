"""The drill of docs/token_rotation.md: the old token is dead, and nobody has lost a word."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
from sqlalchemy import func, select

from bot import heart, serving
from bot.bots_file import Bot
from bot.channels import names
from bot.cli.db import new_bot
from bot.practice.phone import Phone
from bot.practice.server import PracticeServer
from bot.settings import Settings
from bot.startup_checks import StartRefusedError
from storage.db import Database
from storage.tables import ledger, sealed
from tests.support.serving import TOKEN, Edge, free_port, serving_bots, settings_for
from tests.support.world import EXAMPLE

pytestmark = pytest.mark.long

NUMBER = TOKEN.partition(":")[0]
NEW_TOKEN = f"{NUMBER}:another-practice-token-of-the-same-bot-00"
ANOTHER_BOTS = "4343:a-practice-token-of-quite-another-bot-0000"
NEWEST_TOKEN = f"{NUMBER}:and-the-one-after-that-of-the-same-bot-00"


@pytest.fixture(autouse=True)
def _no_time_to_lose(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heart, "EVERY_SECONDS", 0.3)
    monkeypatch.setattr(serving, "LOOK_SECONDS", 0.1)
    monkeypatch.setattr(serving, "FIRST_PAUSE", 600.0)
    monkeypatch.setattr(serving, "LONGEST_PAUSE", 600.0)


@pytest.fixture
async def server() -> AsyncIterator[PracticeServer]:
    async with PracticeServer(token=TOKEN, webhook_first_delay=0.05) as running:
        yield running


@pytest.fixture(params=names())
def settings(server: PracticeServer, tmp_path: Path, request: pytest.FixtureRequest) -> Settings:
    settings = settings_for(server, tmp_path / "bot", request.param)
    return settings.model_copy(update={"health_port": free_port()})


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


async def is_told(settings: Settings, word: str) -> None:
    """Wait until /readyz says it."""
    address = f"http://127.0.0.1:{settings.health_port}/readyz"
    async with aiohttp.ClientSession() as session:
        said = ""
        while word not in said:
            async with session.get(address) as response:
                said = await response.text()
            await asyncio.sleep(0.02)  # others want the processor, too


def put(settings: Settings, token: str) -> None:
    """Move a new token over the old one, as the drill says."""
    assert settings.token_file is not None
    new = settings.token_file.with_suffix(".new")
    new.write_text(token)
    new.rename(settings.token_file)


@pytest.mark.parametrize("edge", Edge)
async def test_with_a_new_token_everything_goes_on(
    server: PracticeServer, settings: Settings, edge: Edge, caplog: pytest.LogCaptureFixture
) -> None:
    done = server.phone(700000001, language_code="en")
    midway = server.phone(700000002, language_code="en")
    async with serving_bots([Bot("", [EXAMPLE], settings)], settings, edge):
        await agree(done)
        await send(done)
        await agree(midway)
        server.token = NEW_TOKEN
        await midway.tap("Girl or woman")  # whether the bot has noticed or not
        await is_told(settings, "@BotFather")
        put(settings, NEW_TOKEN)
        await midway.sees(EXAMPLE.question("place").text["en"])
        await midway.tap("☰ More")
        await pressed(midway, "What would you like to do?", "📋 My answers so far")
        assert "Girl or woman" in (await midway.sees("Girl or woman")).text
        await done.say("/start")
        await done.until(lambda screen: sum("✅ Saved." in shown.text for shown in screen) == 2)
        await is_told(settings, "ready")
    assert await counted(settings) == [1, 1]
    assert str(settings.token_file) in caplog.text
    assert TOKEN not in caplog.text


async def test_a_second_one_is_noticed_as_well(server: PracticeServer, settings: Settings) -> None:
    phone = server.phone(700000001, language_code="en")
    async with serving_bots([Bot("", [EXAMPLE], settings)], settings, Edge.POLLING):
        for token in (NEW_TOKEN, NEWEST_TOKEN):
            await agree(phone)
            await phone.block()
            await phone.unblock()
            server.token = token
            await is_told(settings, "@BotFather")
            put(settings, token)
        await agree(phone)


async def test_a_token_of_another_bot_is_refused_and_the_next_one_taken(
    server: PracticeServer, settings: Settings
) -> None:
    phone = server.phone(700000001, language_code="en")
    async with serving_bots([Bot("", [EXAMPLE], settings)], settings, Edge.POLLING):
        await agree(phone)
        server.token = server.account.token = ANOTHER_BOTS
        await is_told(settings, "@BotFather")
        put(settings, ANOTHER_BOTS)
        await is_told(settings, "of another bot than the one served so far")
        server.token = server.account.token = NEW_TOKEN
        put(settings, NEW_TOKEN)
        await is_told(settings, "ready")
        await phone.tap("Girl or woman")
        await phone.sees(EXAMPLE.question("place").text["en"])


@pytest.mark.parametrize("settings", [names()[0]], indirect=True)
async def test_at_another_start_too_until_it_is_said_to_be_meant(
    server: PracticeServer, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = server.phone(700000001, language_code="en")
    async with serving_bots([Bot("", [EXAMPLE], settings)], settings, Edge.POLLING):
        await agree(phone)
    server.token = server.account.token = ANOTHER_BOTS
    put(settings, ANOTHER_BOTS)
    with pytest.raises(StartRefusedError, match="consult db new-bot"):
        async with serving_bots([Bot("", [EXAMPLE], settings)], settings, Edge.POLLING):
            pass
    monkeypatch.setenv("CONSULT_DATABASE", settings.database)
    await asyncio.to_thread(new_bot)
    async with serving_bots([Bot("", [EXAMPLE], settings)], settings, Edge.POLLING):
        await phone.tap("Girl or woman")
        await phone.sees(EXAMPLE.question("place").text["en"])


async def counted(settings: Settings) -> list[int | None]:
    database = Database.open(settings.database)
    try:
        async with database.read() as connection:
            return [
                await connection.scalar(select(func.count()).select_from(table))
                for table in (sealed, ledger)
            ]
    finally:
        await database.close()
