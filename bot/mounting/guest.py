"""A consultation that lives in another bot: begins with it, and ends with it."""

import asyncio
import logging
from collections.abc import Sequence
from contextlib import AsyncExitStack

from bot.app import prepared
from bot.logs import crashed
from bot.mounting.doorman import Doorman
from bot.service import Service
from bot.settings import Settings
from dialogs.round import Round
from storage.begun import tags_of_drafts

log = logging.getLogger(__name__)


class Guest:
    """Rounds in a host's bot, whose token is the one that the settings name."""

    def __init__(self, rounds: Sequence[Round], settings: Settings) -> None:
        self._rounds = rounds
        self._settings = settings
        self._stack = AsyncExitStack()
        self._stop = asyncio.Event()
        self._running: asyncio.Task[None] | None = None
        self._door: Doorman | None = None

    async def start(self, *_host: object) -> None:
        """Begin; whatever the host's library passes to its hooks is not looked at.

        Raises:
            LaunchRefusedError, StartRefusedError, SettingsError, VaultError, DatabaseInUseError,
            KeysMissingError, UnknownTokenError: it cannot; each message says what to do.
        """
        log.warning(
            "mounted in another bot: its receiver acknowledges an update before we have stored "
            "it, so a crash can lose answers. For the full guarantee run `consult serve` with a "
            "bot of its own."
        )
        async with AsyncExitStack() as stack:  # what was opened is closed when the rest fails
            house = await stack.enter_async_context(prepared(self._rounds, self._settings))
            service = Service(house, mounted=True)
            if isinstance(service.edge, Doorman):
                service.edge.know(await tags_of_drafts(house.database))
                self._door = service.edge
            self._running = asyncio.create_task(service.run(self._stop))
            self._running.add_done_callback(_say_how_it_ended)
            self._stack = stack.pop_all()

    async def stop(self, *_host: object) -> None:
        """Finish what is in hand, store it, draw it, and end."""
        self._stop.set()
        try:
            if self._running is not None:
                await asyncio.wait({self._running})
        finally:
            await self._stack.aclose()

    def take(self, raw: bytes) -> bool:
        """Take one update of the host's, as JSON; False when it is the host's to handle."""
        return self._door is not None and self._door.take(raw)


def _say_how_it_ended(task: asyncio.Task[None]) -> None:
    error = None if task.cancelled() else task.exception()
    if error is not None:
        crashed(error)
