"""A round that runs: what its organisation does to it is seen on the phones, and afterwards too."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.clock import Clock
from bot.practice.phone import Phone
from bot.practice.server import PracticeServer
from bot.settings import Settings
from storage import jobs
from storage.operations import Close, Operation, Pause, Resume
from tests.support.crashing.lodger import Lodger
from tests.support.crashing.trial import TOKEN
from tests.support.world import EXAMPLE

SAID = dict.fromkeys(EXAMPLE.languages, "Back on Monday.")
TODAY = dt.date(2026, 11, 10)
ANA = 700000001
STEPS = (
    ("Our evenings", "English"),
    ("Before you start", "Go on ➡"),
    ("How old are you?", "18"),
    ("Do you agree?", "✅ Yes, I take part"),
    ("How do you describe yourself?", "Girl or woman"),
)
"""What is read, and what is tapped then."""


@pytest.fixture
async def server() -> AsyncIterator[PracticeServer]:
    async with PracticeServer(token=TOKEN) as running:
        yield running


@pytest.fixture
def settings(server: PracticeServer, tmp_path: Path) -> Settings:
    token = tmp_path / "token"
    token.write_text(TOKEN)
    return Settings(
        telegram_api=server.url,
        token_file=token,
        database=f"sqlite+aiosqlite:///{tmp_path / 'consult.db'}",
        vault=tmp_path / "vault",
        health_port=0,
        confirmations=tmp_path / "confirmations.yaml",
    )


@asynccontextmanager
async def running(settings: Settings) -> AsyncIterator[Lodger]:
    lodger = Lodger(settings, Clock())
    yield lodger
    lodger.terminate()
    assert await lodger.ended(within=20) == 0


async def carried_out(lodger: Lodger, operation: Operation) -> str:
    assert lodger.house is not None
    number = await jobs.ask(lodger.house.database, operation, today=TODAY)
    async with asyncio.timeout(60):
        while True:
            assert await lodger.ended(within=0.2) is None
            job = await jobs.look(lodger.house.database, number)
            assert job is not None
            if job.state.is_over:
                assert job.state is jobs.JobState.DONE, job.said
                return job.said


async def answer_one_question(phone: Phone) -> None:
    await phone.say("/start")
    for text, button in STEPS:
        await phone.sees(text)
        await phone.tap(button)
    await phone.sees(EXAMPLE.question("place").text["en"])


async def test_a_pause_is_seen_and_ends(server: PracticeServer, settings: Settings) -> None:
    phone = server.phone(ANA, language_code="en")
    async with running(settings) as lodger:
        await answer_one_question(phone)
        await carried_out(lodger, Pause(round=EXAMPLE.id, said=SAID))
        await phone.tap("By the river")
        await phone.sees("Back on Monday.")
        await carried_out(lodger, Resume(round=EXAMPLE.id))
        await phone.say("hello")
        await phone.sees(EXAMPLE.question("place").text["en"])


async def test_a_round_that_was_closed_still_says_so_and_helps(
    server: PracticeServer, settings: Settings, tmp_path: Path
) -> None:
    phone = server.phone(ANA, language_code="en")
    async with running(settings) as lodger:
        await answer_one_question(phone)
        said = await carried_out(lodger, Close(round=EXAMPLE.id, out=str(tmp_path / "dataset")))
        assert said.startswith("0 responses")
        await phone.tap("By the river")
        await phone.sees("This round is closed.")
    async with running(settings):
        await phone.say("/start")
        await phone.sees("This round is closed.")
        await phone.tap("🆘 Help")
        await phone.sees("Somebody to talk to")
