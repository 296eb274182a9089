"""What `consult serve` runs: one bot, or several side by side that see nothing of each other.

Several bots share the process, its two ports and its log, and nothing else: each has its own token,
database, vault, channel, limits and flood guard. One that cannot start, or fails, is tried again
and again while the others work.
"""

import asyncio
import gc
import logging
import signal
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial

from bot.app import prepared
from bot.bots_file import Bot
from bot.channels.base import Hook
from bot.failing import KNOWN, explain
from bot.gate import Gate
from bot.health import HealthServer
from bot.logs import crashed
from bot.metrics import Metrics
from bot.pace import Backoff
from bot.service import Service
from bot.settings import Settings, SettingsError
from bot.startup_checks import Far, claim_updates, patiently
from bot.stopping import unless
from bot.webhook import WebhookServer, hook_of, path_of

log = logging.getLogger(__name__)

FIRST_PAUSE, LONGEST_PAUSE = 5.0, 300.0
"""Seconds until a bot that has failed is tried again."""


async def serve(
    bots: Sequence[Bot],
    common: Settings,
    *,
    ready: Callable[[], None],
    webhook: bool = False,
    take_over: bool = False,
) -> None:
    """Run bots until SIGTERM or SIGINT; `ready` is called once all have been tried.

    Args:
        bots: the bots, by different names; a single one may have an empty name.
        common: the ports of the process.
        ready: told when updates are being taken.
        webhook: have updates brought to us, instead of fetching them.
        take_over: also when they are brought to somebody else so far.

    Raises:
        LaunchRefusedError, StartRefusedError, SettingsError, VaultError, DatabaseInUseError,
        KeysMissingError, UnknownTokenError: not one of them can start; the message says what to do.
    """
    async with AsyncExitStack() as stack:
        site = _Site(bots, common, take_over=take_over)
        stack.push_async_callback(site.health.stop)
        await site.listen_for_health()
        if webhook:
            site.web = WebhookServer()
            stack.push_async_callback(site.web.stop)
        begun = partial(_begun, ready)
        if len(bots) == 1:
            await site.live(bots[0], begun)
        else:
            await _side_by_side(site, bots, begun)


def _begun(ready: Callable[[], None]) -> None:
    """Have what is there now never looked through again for garbage: it stays until the end.

    Some hundred thousand objects, mostly of libraries; to look through them takes longer than to
    handle many updates.
    """
    gc.collect()
    gc.freeze()
    ready()


class _Site:
    """What the bots of one process share."""

    def __init__(self, bots: Sequence[Bot], common: Settings, *, take_over: bool) -> None:
        self._common = common
        self._take_over = take_over
        self.web: WebhookServer | None = None
        self._listening = asyncio.Lock()
        self._listens = False
        self.stop = _stop_signal()
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
            service = Service(house, hook.url if hook else "")
            self.health.watch(bot.name, service.metrics, service.trouble)
            async with self._door(service, path, hook):
                claim = partial(claim_updates, house.channel, hook, path, take_over=self._take_over)
                await patiently(claim, Far.SERVER)
                begun()
                await service.run(self.stop)

    def _hook(self, token: str) -> Hook | None:
        if self.web is None:
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
        if self.web is None or hook is None or not isinstance(service.edge, Gate):
            yield
            return
        self.web.open(path, hook.secret, service.edge)
        try:
            await self._listen(self.web)
            yield
        finally:
            self.web.shut(path)

    async def _listen(self, web: WebhookServer) -> None:
        """Listen from when the first bot is ready: other workers on this port are ready already."""
        async with self._listening:
            if not self._listens:
                await web.start(self._common.webhook_host, self._common.webhook_port)
                self._listens = True


async def _side_by_side(site: _Site, bots: Sequence[Bot], begun: Callable[[], None]) -> None:
    """Run bots; raise the first one's error when none of them can start."""
    tried = [_Tried() for _ in bots]
    lives = [
        asyncio.create_task(_keep_alive(site, bot, one))
        for bot, one in zip(bots, tried, strict=True)
    ]
    for one in tried:
        await one.once.wait()
    errors = [one.error for one in tried if one.error is not None]
    if len(errors) == len(bots):
        site.stop.set()
    else:
        begun()
    await asyncio.gather(*lives)
    if len(errors) == len(bots):
        raise errors[0]


class _Tried:
    """How the first start of a bot went."""

    def __init__(self) -> None:
        self.once = asyncio.Event()
        self.error: Exception | None = None


async def _keep_alive(site: _Site, bot: Bot, first: _Tried) -> None:
    """Run a bot, again when it has failed, until we are told to stop."""
    backoff = Backoff(FIRST_PAUSE, LONGEST_PAUSE)

    def begun() -> None:
        first.once.set()
        backoff.reset()

    while not site.stop.is_set():
        try:
            await site.live(bot, begun)
        except Exception as error:  # noqa: BLE001 - the other bots go on
            first.error = first.error or (None if first.once.is_set() else error)
            first.once.set()
            _tell(site, bot, error)
            await unless(site.stop, backoff.pause)


def _tell(site: _Site, bot: Bot, error: Exception) -> None:
    """Say what is wrong with a bot, in the log and to an operator's tools."""
    if type(error).__name__ not in KNOWN:
        crashed(error)
    token_file = bot.settings.token_file  # a log holds no other name of a bot
    log.error("the bot with the token in %s is tried again: %s", token_file, error)
    site.is_down(bot, explain(error))


def _stop_signal() -> asyncio.Event:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    return stop
