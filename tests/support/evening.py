"""A practice server and a bot on SQLite, with clocks that are moved together."""

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
from dialogs.round import Round
from tests.support.crashing.lodger import Lodger
from tests.support.crashing.trial import TOKEN
from tests.support.world import EXAMPLE

BEGAN = dt.datetime(2026, 11, 10, 15, 0, tzinfo=dt.UTC)
ANA = 700000001


class Evening:
    """A bot that is stopped, killed and started again while time passes."""

    def __init__(
        self, server: PracticeServer, clock: PracticeClock, folder: Path, round_: Round
    ) -> None:
        (folder / "token").write_text(TOKEN)
        self.server = server
        self._clock = clock
        self._round = round_
        self._settings = Settings(
            telegram_api=server.url,
            token_file=folder / "token",
            database=f"sqlite+aiosqlite:///{folder / 'consult.db'}",
            vault=folder / "vault",
            health_port=0,
            clock="0 0 1",  # so that a date ends the round, though it is for practice
        )

    def phone(self, user: int = ANA, language: str = "en") -> Phone:
        """Return the phone of somebody who reads `language`."""
        return self.server.phone(user, language_code=language)

    def passes(self, time: dt.timedelta) -> None:
        """Let time pass; a bot that runs does not notice."""
        self._clock.advance(time)

    @asynccontextmanager
    async def bot(self, *, dies: bool = False) -> AsyncIterator[Lodger]:
        """Run the bot, from the time that it is now."""
        clock = Clock(real=time.time(), practice=self._clock.now().timestamp())
        lodger = Lodger(self._settings, clock, self._round)
        while lodger.service is None:
            assert await lodger.ended(within=0.05) is None
        yield lodger
        if dies:
            lodger.kill()
            with pytest.raises(asyncio.CancelledError):
                await lodger.ended(within=20)
        else:
            lodger.terminate()
            assert await lodger.ended(within=20) == 0


@asynccontextmanager
async def evening_of(folder: Path, round_: Round = EXAMPLE) -> AsyncIterator[Evening]:
    """Begin an evening on which a round is open."""
    clock = PracticeClock(BEGAN)
    async with PracticeServer(token=TOKEN, clock=clock) as server:
        yield Evening(server, clock, folder, round_)
