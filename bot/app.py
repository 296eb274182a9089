"""Puts the parts together: what `consult serve` runs, from the first check to the last commit."""

import asyncio
import gc
import logging
import os
import signal
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial

from msgspec.structs import replace

from bot import confirmations, failpoints
from bot.catalogues import load_texts
from bot.channels import MissingLibraryError, channel_named
from bot.channels.base import Channel, Hook
from bot.clock import Clock
from bot.distress import read_lists
from bot.facts import facts_of
from bot.gate import Gate
from bot.health import HealthServer
from bot.launch import check_launch
from bot.running import Running
from bot.service import House, Service
from bot.settings import Settings, SettingsError
from bot.startup_checks import Far, check_clock, check_places, claim_updates, patiently
from bot.vaults import open_vault
from bot.webhook import WebhookServer, hook_of, path_of
from dialogs.confirmations import Confirmations
from dialogs.facts import Facts
from dialogs.round import Round
from dialogs.world import Stage
from storage import migrate
from storage.db import Database
from storage.intake import State
from storage.journalling import journal_of
from storage.presence import Alone, Presence, one_at_a_time
from storage.rounds import NotOpenError, RoundRow, get_round, load_versions, open_round
from storage.tags import RoundKey, tag
from storage.tickets import ticket_tag
from storage.vault import Vault

log = logging.getLogger(__name__)


async def serve(
    round_: Round,
    settings: Settings,
    *,
    ready: Callable[[], None],
    webhook: bool = False,
    take_over: bool = False,
) -> None:
    """Run the bot of one round until SIGTERM or SIGINT; `ready` is called once it listens.

    Args:
        round_: the round.
        settings: where everything is.
        ready: told when updates are being taken.
        webhook: have updates brought to us, instead of fetching them.
        take_over: also when they are brought to somebody else so far.

    Raises:
        LaunchRefusedError, StartRefusedError, SettingsError, VaultError, DatabaseInUseError,
        KeysMissingError, UnknownTokenError: it cannot start; each message says what to do.
    """
    token = settings.token().get_secret_value()
    hook = _hook(settings, token) if webhook else None
    stop = _stop_signal()
    async with prepared(round_, settings) as house, AsyncExitStack() as stack:
        service = Service(house, hook.url if hook else "")
        health = HealthServer(service.metrics, service.trouble, practice=round_.practice)
        stack.push_async_callback(health.stop)
        await _listen_for_health(health, settings)
        if hook is not None and isinstance(service.edge, Gate):
            server = WebhookServer(service.edge, path=path_of(token), secret=hook.secret)
            stack.push_async_callback(server.stop)
            await server.start(settings.webhook_host, settings.webhook_port)
        await patiently(
            lambda: claim_updates(house.channel, hook, path_of(token), take_over=take_over),
            Far.SERVER,
        )
        _settle_memory()
        ready()
        await service.run(stop)


@asynccontextmanager
async def prepared(round_: Round, settings: Settings) -> AsyncIterator[House]:
    """Look at everything that must be right, then open what a bot of this round needs.

    Raises:
        LaunchRefusedError, StartRefusedError, SettingsError, VaultError, DatabaseInUseError,
        KeysMissingError, UnknownTokenError: it cannot start; each message says what to do.
    """
    confirmed = confirmations.read(settings.confirmations)
    check_launch(round_, settings, confirmed)
    check_places(settings)
    token = settings.token().get_secret_value()
    clock = Clock.parse(settings.clock)
    await check_clock(settings, clock.now())
    if round_.practice:
        log.warning("this is a practice round: nothing that is said in it counts")
    async with _house(round_, settings, token, clock, confirmed) as house:
        yield house


def _settle_memory() -> None:
    """Have what is there now never looked through again for garbage: it stays until the end.

    Some hundred thousand objects, mostly of libraries; to look through them takes longer than to
    handle many updates.
    """
    gc.collect()
    gc.freeze()


def _hook(settings: Settings, token: str) -> Hook:
    if not settings.webhook_url.startswith(("https://", "http://127.0.0.1")):
        raise SettingsError(
            "No address for the webhook: set CONSULT_WEBHOOK_URL to the public address of this "
            "machine, beginning with https://."
        )
    return hook_of(token, settings.webhook_url)


@asynccontextmanager
async def _house(
    round_: Round, settings: Settings, token: str, clock: Clock, confirmed: Confirmations
) -> AsyncIterator[House]:
    texts = load_texts()
    texts.require(round_.languages)
    await asyncio.to_thread(read_lists, round_.languages)
    async with AsyncExitStack() as stack:
        database = Database.open(settings.database)
        stack.push_async_callback(database.close)
        vault = open_vault(settings)
        channel = _channel(settings, token)
        stack.push_async_callback(channel.close)
        presence = Presence(database)
        stack.push_async_callback(presence.leave)
        row = await patiently(lambda: _open(database, vault, round_, clock), Far.DATABASE)
        key = _key(vault, row)
        versions = await load_versions(database, row.id)
        journal = await stack.enter_async_context(
            journal_of(database, vault, row.id, today=clock.today())
        )
        await presence.assure()
        load = partial(
            _running,
            key,
            channel.name,
            confirmed,
            facts=facts_of(settings),
            by_date=_has_dates(round_, settings),
        )
        yield House(
            database=database,
            draft_key=vault.draft_key(),
            presence=presence,
            vault=vault,
            journal=journal,
            channel=channel,
            running=load(row, versions),
            load=load,
            texts=texts,
            clock=clock,
            bot=await patiently(channel.open, Far.SERVER),
            logs=settings.log_folder,
            failing=_arm_failpoints(settings),
            keeps_limits=settings.keeps_limits,
        )


def _channel(settings: Settings, token: str) -> Channel:
    try:
        return channel_named(settings.channel)(token, api=settings.telegram_api)
    except MissingLibraryError as error:
        raise SettingsError(str(error)) from None


async def _open(database: Database, vault: Vault, round_: Round, clock: Clock) -> RoundRow:
    async with one_at_a_time(database, Alone.STARTING):
        await migrate.at_start(database)
        try:
            return await open_round(database, vault, round_, today=clock.today())
        except NotOpenError:
            return await get_round(database, round_.id)  # it is over: we say so, and still help


def _key(vault: Vault, row: RoundRow) -> RoundKey:
    """Return the round's key, or one of chance when it has been destroyed: nobody is known then."""
    if row.state in {State.CLOSED, State.CANCELLED}:
        return RoundKey(row.id, os.urandom(32))
    return vault.round_key(row.id)


def _has_dates(round_: Round, settings: Settings) -> bool:
    """Return whether the round ends by itself; one for practice can be tried out on any day."""
    return not round_.practice or bool(settings.clock)


_STAGES = {State.OPEN: Stage.OPEN, State.CANCELLED: Stage.CANCELLED}


def _running(
    key: RoundKey,
    channel: str,
    confirmed: Confirmations,
    row: RoundRow,
    versions: Mapping[str, Round],
    *,
    facts: Facts,
    by_date: bool,
) -> Running:
    """Return what an inbox runs, of a round as the database knows it now.

    Every version names the date that holds now, so that nobody is told one that was put off.
    """
    round_ = versions[row.version]
    versions = {id_: replace(one, closes=round_.closes) for id_, one in versions.items()}
    return Running(
        round=round_,
        versions=versions,
        tag_of=lambda user: tag(key, channel, user),
        ticket_tag=lambda code: ticket_tag(key, code),
        stage=_STAGES.get(row.state, Stage.CLOSED),
        last_day=round_.closes if by_date else None,
        paused=row.pause or {},
        consent_age=confirmed.consent_age(round_.countries),
        phoned=confirmed.phoned(round_),
        facts=facts,
    )


def _arm_failpoints(settings: Settings) -> float:
    if settings.failpoints and not settings.is_on_this_machine:
        raise SettingsError("CONSULT_FAILPOINTS is for crash tests on a practice server only.")
    return failpoints.arm(settings.failpoints)


async def _listen_for_health(health: HealthServer, settings: Settings) -> None:
    """Offer /healthz and its kind; a port that is taken must not keep the bot from working."""
    if not settings.health_port:
        return
    try:
        await health.start(settings.health_host, settings.health_port)
    except OSError:
        log.warning(
            "port %d is taken, so this process has no /metrics: set CONSULT_HEALTH_PORT",
            settings.health_port,
        )


def _stop_signal() -> asyncio.Event:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    return stop
