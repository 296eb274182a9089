"""A practice server, the phone of one person who pressed Start, and each stock client in turn."""

from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.practice import Phone, PracticeServer
from tests.bot.practice.clients import CHAT, TOKEN, Aiogram, Ptb, StockClient


@pytest.fixture(autouse=True)
def _ptb_of_tomorrow(monkeypatch: pytest.MonkeyPatch) -> None:
    """python-telegram-bot then tells durations the way its next version will, without a warning."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


@pytest.fixture(params=[Aiogram, Ptb])
def library(request: pytest.FixtureRequest) -> type[StockClient]:
    kind: type[StockClient] = request.param
    return kind


@pytest.fixture
async def server() -> AsyncIterator[PracticeServer]:
    async with PracticeServer(token=TOKEN, webhook_first_delay=0.001) as running:
        yield running


@pytest.fixture
async def client(library: type[StockClient], server: PracticeServer) -> AsyncIterator[StockClient]:
    made = library(server.url)
    yield made
    await made.close()


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    """A client of no library."""
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
async def phone(server: PracticeServer) -> Phone:
    """The phone of somebody who has said /start."""
    phone = server.phone(CHAT, first_name="Arta")
    await phone.say("/start")
    return phone
