"""The bot in the process of the test, for troubles that have to be made from within."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from bot.app import _house
from bot.clock import Clock
from bot.house import House
from bot.service import Service
from bot.settings import Settings
from dialogs.confirmations import Confirmations
from dialogs.round import Round
from tests.support.crashing.trial import BOT, TOKEN, Bot, Plan, Trial
from tests.support.world import EXAMPLE

__all__ = ["BOT", "Lodger", "TrialAtHome", "lodging"]


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
            [self._round],
            self._settings,
            self._settings.token().get_secret_value(),
            self._clock,
            Confirmations(),
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


@asynccontextmanager
async def lodging(
    api: str, folder: Path, round_: Round = EXAMPLE, token: str = TOKEN
) -> AsyncIterator[Lodger]:
    """Let a bot lodge with us: polling, on SQLite, at the Bot API server `api`."""
    token_file = folder / "token"
    token_file.write_text(token)
    settings = Settings(
        telegram_api=api,
        token_file=token_file,
        database=f"sqlite+aiosqlite:///{folder / 'consult.db'}",
        vault=folder / "vault",
        health_port=0,
        confirmations=folder / "confirmations.yaml",
    )
    running = Lodger(settings, Clock(), round_)
    while running.service is None:
        if await running.ended(within=0.05) is not None:
            raise AssertionError("the bot has not started")
    yield running
    running.terminate()
    if await running.ended(within=20) is None:
        raise AssertionError("the bot has not stopped")


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
