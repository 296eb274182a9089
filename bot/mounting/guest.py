"""A consultation that lives in another bot: begins with it, and ends with it."""

import asyncio
import json
import logging
from collections.abc import Callable, Collection, Sequence
from contextlib import AsyncExitStack

from bot.app import prepared
from bot.logs import crashed
from bot.mounting.doorman import Doorman
from bot.service import Service
from bot.settings import Settings
from bot.startup_checks import StartRefusedError
from dialogs.round import Round
from storage.begun import tags_of_drafts

log = logging.getLogger(__name__)


_OF_ANOTHER_BOT = (
    "The token in {file} is of another bot than yours, so nothing that is said to your bot would "
    "reach the consultation. Set CONSULT_TOKEN_FILE to a file with the token of your bot."
)

_RUNS_ALREADY = (
    "This consultation runs already. Wait for guest.stop() before it is started again; another bot "
    "takes a Guest of its own."
)


class Guest:
    """Rounds in a host's bot, whose token is the one that the settings name."""

    def __init__(self, rounds: Sequence[Round], settings: Settings) -> None:
        self._rounds = rounds
        self._settings = settings
        self._stack = AsyncExitStack()
        self._stop = asyncio.Event()
        self._running: asyncio.Task[None] | None = None
        self._door: Doorman | None = None
        self._bot: int | None = None
        self._arrange: list[Callable[..., Collection[int]]] = []

    def before_start(self, arrange: Callable[..., Collection[int]]) -> None:
        """Have this done first at the start, with what the host's library passes to its hooks.

        It returns the numbers of the host's bots, as far as the library tells them.
        """
        self._arrange.append(arrange)

    async def start(self, *host: object) -> None:
        """Begin, again also after a stop. `host` is what the host's library passes to its hooks.

        Raises:
            LaunchRefusedError, StartRefusedError, SettingsError, VaultError, DatabaseInUseError,
            KeysMissingError, UnknownTokenError: it cannot; each message says what to do.
        """
        if self._running is not None:
            raise StartRefusedError(_RUNS_ALREADY)
        log.warning(
            "mounted in another bot: its receiver acknowledges an update before we have stored "
            "it, so a crash can lose answers. For the full guarantee run `consult serve` with a "
            "bot of its own."
        )
        bots = {number for arrange in self._arrange for number in arrange(*host)}
        async with AsyncExitStack() as stack:  # what was opened is closed when the rest fails
            house = await stack.enter_async_context(prepared(self._rounds, self._settings))
            if bots and house.bot not in bots:
                raise StartRefusedError(_OF_ANOTHER_BOT.format(file=self._settings.token_file))
            service = Service(house, mounted=True)
            if isinstance(service.edge, Doorman):
                service.edge.know(await tags_of_drafts(house.database))
                self._door, self._bot = service.edge, house.bot
            self._stop = asyncio.Event()
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
            self._running = self._door = None
            await self._stack.aclose()

    def take(self, update: Callable[[], object], *, bot: int | None = None) -> bool:
        """Take one update of the host's; False when it is the host's to handle.

        A mistake of ours never costs the host an update: what we fail at is the host's.

        Args:
            update: returns the update as the Bot API has it. What JSON does not know in it, as
                objects of the host's library, is of no account to us.
            bot: the number of the bot it has come to, where a host may run several.
        """
        if self._door is None or bot not in {None, self._bot}:
            return False
        try:
            raw = json.dumps(update(), default=_of_no_account, ensure_ascii=False)
            return self._door.take(raw.encode(errors="replace"))  # what is no Unicode in it
        except Exception as error:  # noqa: BLE001 - of whatever kind, the host must not suffer
            log.error("an update is left to the host: %s", type(error))  # noqa: TRY400 - its words
            return False


def _of_no_account(_thing: object) -> None:
    """Stand for what JSON does not know."""


def _say_how_it_ended(task: asyncio.Task[None]) -> None:
    error = None if task.cancelled() else task.exception()
    if error is not None:
        crashed(error)
