"""The bot in the process of the test, for troubles that have to be made from within."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from bot.app import _house
from bot.clock import Clock
from bot.service import House, Service
from bot.settings import Settings
from dialogs.confirmations import Confirmations
from dialogs.round import Round
from tests.support.crashing.trial import BOT, TOKEN, Bot, Plan, Trial
from tests.support.world import EXAMPLE

__all__ = ["BOT", "Lodger", "TrialAtHome"]


class Lodger:
    """One bot as a task. `house` is there once it has started."""

    def __init__(self, settings: Settings, clock: Clock, round_: Round = EXAMPLE) -> None:
        self._round = round_
        self._stop = asyncio.Event()
        self._settings = settings
        self._clock = clock
        self.house: House | None = None
        self.service: Service | None = None
        self._task = asyncio.create_task(self._run())

    async def _run(self) -> None:
        async with _house(
            self._round, self._settings, TOKEN, self._clock, Confirmations()
        ) as self.house:
            self.service = Service(self.house)
            await self.service.run(self._stop)

    def kill(self) -> None:
        """End it in the middle of whatever it does."""
        self._task.cancel()

    def terminate(self) -> None:
        """Tell it to stop."""
        self._stop.set()

    async def ended(self, within: float | None = None) -> int | None:
        """Wait for its end; an error in it is raised here."""
        done, _ = await asyncio.wait([self._task], timeout=within)
        if not done:
            return None
        self._task.result()
        return 0


class TrialAtHome(Trial):
    """A trial whose bot lodges with us; it polls, on SQLite."""

    def __init__(
        self, folder: Path, people: int, clock: Callable[[Clock], Clock] = lambda c: c
    ) -> None:
        super().__init__(Plan("polling", "sqlite", "", 1, people, kills=0), folder)
        self._clock = clock
        self.lodger: Lodger | None = None

    def start(self, slot: int, order: str) -> Bot:
        """Start the bot here."""
        del slot, order
        names = {name.removeprefix("CONSULT_").lower(): v for name, v in self._environment.items()}
        settings = Settings.model_validate(names)
        self.lodger = Lodger(settings, self._clock(Clock.parse(settings.clock)))
        return self.lodger
