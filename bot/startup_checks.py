"""What is looked at before the bot starts. Every refusal says what to do.

The tables, the keys and the round are looked at where they are opened; here is what lies outside.
What may come right by itself (a network or a database that is still starting) is waited for.
"""

import datetime as dt
import logging
import os
from collections.abc import Awaitable, Callable
from email.utils import parsedate_to_datetime
from enum import StrEnum
from pathlib import Path
from time import monotonic
from typing import TypeVar
from urllib.parse import urlsplit

import aiohttp
from sqlalchemy import make_url
from sqlalchemy.exc import OperationalError

from bot.channels.base import Channel, Hook, UnreachableError
from bot.pace import Backoff
from bot.settings import Settings
from bot.system_errors import what_to_do

log = logging.getLogger(__name__)

PATIENCE = 60.0
SLACK = dt.timedelta(minutes=10)

Result = TypeVar("Result")


class Far(StrEnum):
    """What we depend on and do not run ourselves."""

    DATABASE = "database"
    SERVER = "Bot API server"


class StartRefusedError(Exception):
    """The bot cannot start; the message says why and what to do."""


def check_places(settings: Settings) -> None:
    """Raise StartRefusedError unless a SQLite database can be written where it is to be."""
    url = make_url(settings.database)
    if not url.drivername.startswith("sqlite") or not url.database:
        return
    file = Path(url.database).absolute()
    for place in (file.parent, *([file] if file.exists() else [])):
        if not os.access(place, os.W_OK):
            raise StartRefusedError(
                f"{place} cannot be written to, so no answer could be stored. Check who owns it "
                "and whether its file system is mounted read-only, or set CONSULT_DATABASE to "
                "another place."
            )


async def check_clock(settings: Settings, now: dt.datetime) -> None:
    """Raise StartRefusedError when our clock and the messenger's are far apart.

    Days decide what is erased. When the messenger does not tell the time, this is only noted.
    """
    if settings.clock:
        return
    offset = await clock_offset(settings, now)
    if offset is None:
        log.warning("the messenger did not tell the time; this machine's clock is not checked")
    elif abs(offset) > SLACK:
        minutes = round(offset.total_seconds() / 60)
        raise StartRefusedError(
            f"The clock of this machine is {minutes:+} minutes off. Set it and keep it right, for "
            "example with: timedatectl set-ntp true"
        )


async def clock_offset(settings: Settings, now: dt.datetime) -> dt.timedelta | None:
    """Return by how much `now` is ahead of the messenger's time; None when it does not tell it."""
    theirs = await _time_at(settings.telegram_api)
    return None if theirs is None else now - theirs


async def _time_at(address: str) -> dt.datetime | None:
    timeout = aiohttp.ClientTimeout(total=5)
    try:
        async with (
            aiohttp.ClientSession(timeout=timeout) as session,
            session.head(address, allow_redirects=False) as response,
        ):
            told = parsedate_to_datetime(response.headers["Date"])
    except (aiohttp.ClientError, TimeoutError, KeyError, ValueError):
        return None
    return told if told.tzinfo else told.replace(tzinfo=dt.UTC)  # "-0000" names no zone: it is UTC


async def claim_updates(channel: Channel, hook: Hook | None, path: str, *, take_over: bool) -> None:
    """Have updates come to us: brought to `hook`, or fetched when it is None.

    Args:
        channel: the bot.
        hook: where to bring them.
        path: the path of our own hooks. By it, or by our address (a new token has another path), an
            earlier one of ours is recognised.
        take_over: do so also when they are brought to somebody else.

    Raises:
        StartRefusedError: they are brought to somebody else.
    """
    url = urlsplit((await channel.hook()).url)
    ours = hook is not None and urlsplit(hook.url).netloc == url.netloc
    if url.netloc and not ours and not url.path.endswith(path) and not take_over:
        raise StartRefusedError(
            f"Telegram brings this bot's updates to {url.netloc}: another program uses its token. "
            "Stop that program, or start with --take-over to have them brought here."
        )
    if hook is not None or url.netloc:
        await channel.set_hook(hook)


async def patiently(step: Callable[[], Awaitable[Result]], what: Far) -> Result:
    """Do a step that needs `what`, waiting up to a minute for it, or as long as it tells us to.

    Raises:
        StartRefusedError: it could not be reached all the while.
    """
    backoff, until = Backoff(0.2, 3.0), monotonic() + PATIENCE
    while True:
        try:
            return await step()
        except (TimeoutError, UnreachableError, OperationalError) as error:
            if monotonic() > until:
                raise StartRefusedError(
                    what_to_do(error)
                    or f"The {what} cannot be reached ({type(error).__name__}). Check its address "
                    "in the settings, and the network."
                ) from None
            log.warning("waiting for the %s: %s", what, type(error))
            await backoff.pause(error.after if isinstance(error, UnreachableError) else 0.0)
