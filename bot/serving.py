"""What `consult serve` runs: one bot, or several side by side that see nothing of each other.

Several bots share the process, its two ports and its log, and nothing else: each has its own token,
database, vault, channel, limits and flood guard. One that cannot start, or fails, is tried again
and again while the others work.
"""

import asyncio
import gc
import logging
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from functools import partial

from bot.bots_file import Bot
from bot.failing import KNOWN, explain
from bot.logs import crashed
from bot.pace import Backoff
from bot.serving_site import Site
from bot.settings import Settings
from bot.stopping import unless
from bot.webhook import WebhookServer

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
        site = Site(bots, common, take_over=take_over)
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


async def _side_by_side(site: Site, bots: Sequence[Bot], begun: Callable[[], None]) -> None:
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
    elif not site.stop.is_set():
        begun()
    await asyncio.gather(*lives)
    if len(errors) == len(bots):
        raise errors[0]


class _Tried:
    """How the first start of a bot went."""

    def __init__(self) -> None:
        self.once = asyncio.Event()
        self.error: Exception | None = None


async def _keep_alive(site: Site, bot: Bot, first: _Tried) -> None:
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
    first.once.set()  # also when there was no time to try


def _tell(site: Site, bot: Bot, error: Exception) -> None:
    """Say what is wrong with a bot, in the log and to an operator's tools."""
    if type(error).__name__ not in KNOWN:
        crashed(error)
    token_file = bot.settings.token_file  # a log holds no other name of a bot
    log.error("the bot with the token in %s is tried again: %s", token_file, error)
    site.is_down(bot, explain(error))
