"""What the bots of one process share: two ports, and the word that it is time to stop.

The port for updates is our own, or that of a site which hands us what is brought to our `doors`.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from errno import EADDRINUSE
from functools import partial

from bot.app import prepared
from bot.bots_file import Bot
from bot.channels.base import Hook
from bot.gate import Gate
from bot.health import HealthServer
from bot.identities import Identities
from bot.metrics import Metrics
from bot.service import Service
from bot.settings import Settings, SettingsError
from bot.startup_checks import Far, claim_updates, patiently
from bot.webhook import Doors, WebhookServer, hook_of, path_of
from storage.address import is_sqlite

log = logging.getLogger(__name__)


class Site:
    """What the bots of one process share.

    Attributes:
        doors: where updates are brought in; None where they are fetched.
        web: listens for that; None where a site does it that is not ours.
        stop: set when it is time to stop.
    """

    def __init__(self, bots: Sequence[Bot], common: Settings, *, take_over: bool = False) -> None:
        self._common = common
        self._take_over = take_over
        self._identities = Identities()
        self.doors: Doors | None = None
        self.web: WebhookServer | None = None
        self._listening = asyncio.Lock()
        self._listens = False
        self.stop = asyncio.Event()
        practice = any(round_.practice for bot in bots for round_ in bot.rounds)
        self.health = HealthServer(practice=practice)
        for bot in bots:
            self.is_down(bot, "it has not started yet")

    def is_down(self, bot: Bot, why: str) -> None:
        """Have it known that a bot does not work."""

        async def trouble() -> str:
            return why

        self.health.watch(bot.name, Metrics(), trouble)

    async def listen_for_health(self) -> None:
        """Offer /healthz and its kind; a port that is taken must not keep bots from working."""
        if not self._common.health_port:
            return
        try:
            await self.health.start(self._common.health_host, self._common.health_port)
        except OSError:
            log.warning(
                "port %d is taken, so this process has no /metrics: set CONSULT_HEALTH_PORT",
                self._common.health_port,
            )

    async def live(self, bot: Bot, begun: Callable[[], None]) -> None:
        """Run a bot until we are told to stop; `begun` is called once it takes updates."""
        token = bot.settings.token().get_secret_value()
        hook, path = self._hook(token), path_of(token)
        async with prepared(bot.rounds, bot.settings) as house:
            with self._identities.being(bot, house.bot):
                service = Service(house, hook.url if hook else "")
                self.health.watch(bot.name, service.metrics, service.trouble)
                async with self._door(service, path, hook):
                    claim = partial(
                        claim_updates, house.channel, hook, path, take_over=self._take_over
                    )
                    await patiently(claim, Far.SERVER)
                    begun()
                    await service.run(self.stop)

    def _hook(self, token: str) -> Hook | None:
        if self.doors is None:
            return None
        if not self._common.webhook_url.startswith(("https://", "http://127.0.0.1")):
            raise SettingsError(
                "No address for the webhook: set CONSULT_WEBHOOK_URL to the public address of this "
                "machine, beginning with https://."
            )
        return hook_of(token, self._common.webhook_url)

    @asynccontextmanager
    async def _door(self, service: Service, path: str, hook: Hook | None) -> AsyncIterator[None]:
        """Let updates in at a path of the bot's own, where they are brought to us."""
        if self.doors is None or hook is None or not isinstance(service.edge, Gate):
            yield
            return
        self.doors.open(path, hook.secret, service.edge)
        try:
            await self._listen()
            yield
        finally:
            self.doors.shut(path)

    async def _listen(self) -> None:
        """Listen from when the first bot is ready: other workers on this port are ready already."""
        async with self._listening:
            if self.web is not None and not self._listens:
                await self._start(self.web)
                self._listens = True

    async def _start(self, web: WebhookServer) -> None:
        """Listen; where workers share a database they share the port, too."""
        host, port = self._common.webhook_host, self._common.webhook_port
        try:
            await web.start(host, port, shared=not is_sqlite(self._common.database))
        except OSError as error:
            if error.errno != EADDRINUSE:
                raise
            raise SettingsError(
                f"Another program listens on port {port} of {host}, where Telegram's updates are "
                "to come in. Stop it, or set CONSULT_WEBHOOK_PORT to another port."
            ) from None
