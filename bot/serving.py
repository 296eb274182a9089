"""What `consult serve` runs: one bot, or several side by side that see nothing of each other.

Several bots share the process, its two ports and its log, and nothing else: each has its own token,
database, vault, channel, limits and flood guard. One that cannot start, or fails, is tried again
and again while the others work; so is a single one that has worked, as when its token is taken
back. The token file is read anew each time, and looked at meanwhile.
"""

import asyncio
import gc
import logging
import signal
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from functools import partial

from bot.bots_file import Bot
from bot.failing import KNOWN, explain
from bot.logs import crashed
from bot.pace import Backoff
from bot.serving_site import Site
from bot.settings import Settings, SettingsError
from bot.stopping import unless
from bot.webhook import WebhookServer

log = logging.getLogger(__name__)

FIRST_PAUSE, LONGEST_PAUSE = 5.0, 300.0
"""Seconds until a bot that has failed is tried again, unless it has another token before."""

LOOK_SECONDS = 1.0
"""How often its token file is looked at until then."""

NEW_OBJECTS = 10_000
"""So many are made before they are looked through for garbage, which is several batches."""


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
    site = Site(bots, common, take_over=take_over)
    _listen_to_signals(site.stop)
    async with AsyncExitStack() as stack:
        if webhook:
            site.web = WebhookServer()
            site.doors = site.web.doors
            stack.push_async_callback(site.web.stop)
        await serve_at(site, bots, partial(_begun, ready), alone=len(bots) == 1)


async def serve_at(
    site: Site, bots: Sequence[Bot], ready: Callable[[], None], *, alone: bool = False
) -> None:
    """Run bots until the site is told to stop.

    Args:
        site: what they share.
        bots: the bots.
        ready: told when updates are being taken.
        alone: see `_keep_alive`.

    Raises:
        Exception: none of them can start; as for `serve`.
    """
    try:
        await site.listen_for_health()
        await _side_by_side(site, bots, ready, alone=alone)
    finally:
        await site.health.stop()


def _listen_to_signals(stop: asyncio.Event) -> None:
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)


def _begun(ready: Callable[[], None]) -> None:
    """Have what is there now never looked through again for garbage: it stays until the end.

    Some hundred thousand objects, mostly of libraries; to look through them takes longer than to
    handle many updates. And what is made after that is looked through seldom: nearly all of it is
    gone by itself when its screens are drawn.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(NEW_OBJECTS)
    ready()


async def _side_by_side(
    site: Site, bots: Sequence[Bot], ready: Callable[[], None], *, alone: bool
) -> None:
    """Run bots; raise the first one's error when none of them can start."""
    tried = [_Tried() for _ in bots]
    lives = [
        asyncio.create_task(_keep_alive(site, bot, one, alone=alone))
        for bot, one in zip(bots, tried, strict=True)
    ]
    for one in tried:
        await one.once.wait()
    errors = [one.error for one in tried if one.error is not None]
    if len(errors) == len(bots):
        site.stop.set()
    elif not site.stop.is_set():
        ready()
    await asyncio.gather(*lives)
    if len(errors) == len(bots):
        raise errors[0]


class _Tried:
    """How the first start of a bot went."""

    def __init__(self) -> None:
        self.once = asyncio.Event()
        self.error: Exception | None = None


async def _keep_alive(site: Site, bot: Bot, first: _Tried, *, alone: bool) -> None:
    """Run a bot, again when it has failed, until we are told to stop.

    One that is alone ends the process where it cannot start, or with a mistake of ours; whoever
    runs the process starts it again.
    """
    backoff = Backoff(FIRST_PAUSE, LONGEST_PAUSE)

    def begun() -> None:
        first.once.set()
        backoff.reset()

    while not site.stop.is_set():
        token = _token_of(bot)
        try:
            await site.live(bot, begun)
        except Exception as error:
            first.error = first.error or (None if first.once.is_set() else error)
            first.once.set()
            if alone and (first.error is not None or type(error).__name__ not in KNOWN):
                raise
            _tell(site, bot, error)
            await unless(site.stop, partial(_pause, bot, token, backoff))
    first.once.set()  # also when there was no time to try


async def _pause(bot: Bot, token: str, backoff: Backoff) -> None:
    """Wait until the bot may be tried again, or has another token."""
    pausing = asyncio.create_task(backoff.pause())
    try:
        while _token_of(bot) == token and not pausing.done():
            await asyncio.wait([pausing], timeout=LOOK_SECONDS)
    finally:
        pausing.cancel()


def _token_of(bot: Bot) -> str:
    """Return the token in a bot's file; empty when there is none."""
    try:
        return bot.settings.token().get_secret_value()
    except SettingsError:
        return ""


def _tell(site: Site, bot: Bot, error: Exception) -> None:
    """Say what is wrong with a bot, in the log and to an operator's tools."""
    what: Exception | type[Exception] = error
    if type(error).__name__ not in KNOWN:
        crashed(error)
        what = type(error)  # nobody knows what its message holds
    token_file = bot.settings.token_file  # a log holds no other name of a bot
    log.error("the bot with the token in %s is tried again: %s", token_file, what)
    site.is_down(bot, explain(error))
