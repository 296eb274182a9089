"""Puts the parts of one bot together, from the first check on."""

import asyncio
import datetime as dt
import logging
import os
from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial

from msgspec.structs import replace

from bot import confirmations, failpoints
from bot.catalogues import load_texts
from bot.channels import MissingLibraryError, channel_named
from bot.channels.base import Channel
from bot.clock import Clock
from bot.distress import read_lists
from bot.facts import facts_of
from bot.house import House
from bot.identities import check_same
from bot.launch import check_launch, check_together
from bot.running import Rounds, Running
from bot.settings import Settings, SettingsError
from bot.startup_checks import Far, check_clock, check_places, clock_offset, patiently
from bot.vaults import open_vault
from dialogs.confirmations import Confirmations
from dialogs.facts import Facts
from dialogs.round import Round
from dialogs.world import Stage
from storage import migrate
from storage.db import Database
from storage.intake import State
from storage.journalling import journals_of
from storage.presence import Alone, Presence, one_at_a_time
from storage.rounds import NotOpenError, RoundRow, get_round, load_versions, open_round
from storage.tags import RoundKey, tag
from storage.tickets import ticket_tag
from storage.vault import Vault

log = logging.getLogger(__name__)


@asynccontextmanager
async def prepared(rounds: Sequence[Round], settings: Settings) -> AsyncIterator[House]:
    """Look at everything that must be right, then open what a bot of these rounds needs.

    Raises:
        LaunchRefusedError, StartRefusedError, SettingsError, VaultError, DatabaseInUseError,
        KeysMissingError, UnknownTokenError: it cannot start; each message says what to do.
    """
    confirmed = confirmations.read(settings.confirmations)
    check_together(rounds)
    for round_ in rounds:
        check_launch(round_, settings, confirmed)
    check_places(settings)
    token = settings.token().get_secret_value()
    clock = Clock.parse(settings.clock)
    await check_clock(settings, clock.now())
    if any(round_.practice for round_ in rounds):
        log.warning("this is a practice round: nothing that is said in it counts")
    async with _house(rounds, settings, token, clock, confirmed) as house:
        yield house


@asynccontextmanager
async def _house(
    rounds: Sequence[Round], settings: Settings, token: str, clock: Clock, confirmed: Confirmations
) -> AsyncIterator[House]:
    texts = load_texts()
    for round_ in rounds:
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
        rows = await patiently(lambda: _open(database, vault, rounds, clock), Far.DATABASE)
        keys = {row.id: _key(vault, row) for row in rows}
        journals = await stack.enter_async_context(
            journals_of(database, vault, keys, today=clock.today())
        )
        await presence.assure()
        number = await patiently(channel.open, Far.SERVER)
        await check_same(database, number, settings.token_file)
        load = partial(
            _running,
            keys,
            channel.name,
            confirmed,
            facts=facts_of(settings),
            by_date={one.id for one in rounds if _has_dates(one, settings)},
        )
        yield House(
            database=database,
            draft_key=vault.draft_key(),
            presence=presence,
            vault=vault,
            journals=journals,
            channel=channel,
            rounds=Rounds([load(row, await load_versions(database, row.id)) for row in rows]),
            load=load,
            texts=texts,
            clock=clock,
            bot=number,
            offset=partial(_offset, settings, clock),
            logs=settings.log_folder,
            failing=_arm_failpoints(settings),
            keeps_limits=settings.keeps_limits,
        )


def _channel(settings: Settings, token: str) -> Channel:
    try:
        return channel_named(settings.channel)(token, api=settings.telegram_api)
    except MissingLibraryError as error:
        raise SettingsError(str(error)) from None


async def _open(
    database: Database, vault: Vault, rounds: Sequence[Round], clock: Clock
) -> list[RoundRow]:
    async with one_at_a_time(database, Alone.STARTING):
        await migrate.at_start(database)
        return [await _opened(database, vault, round_, clock) for round_ in rounds]


async def _opened(database: Database, vault: Vault, round_: Round, clock: Clock) -> RoundRow:
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
    keys: Mapping[str, RoundKey],
    channel: str,
    confirmed: Confirmations,
    row: RoundRow,
    versions: Mapping[str, Round],
    *,
    facts: Facts,
    by_date: Collection[str],
) -> Running:
    """Return what an inbox runs, of a round as the database knows it now.

    Every version names the date that holds now, so that nobody is told one that was put off.
    """
    round_, key = versions[row.version], keys[row.id]
    versions = {id_: replace(one, closes=round_.closes) for id_, one in versions.items()}
    return Running(
        round=round_,
        versions=versions,
        tag_of=lambda user: tag(key, channel, user),
        ticket_tag=lambda code: ticket_tag(key, code),
        stage=_STAGES.get(row.state, Stage.CLOSED),
        last_day=round_.closes if row.id in by_date else None,
        paused=row.pause or {},
        consent_age=confirmed.consent_age(round_.countries),
        phoned=confirmed.phoned(round_),
        facts=facts,
    )


async def _offset(settings: Settings, clock: Clock) -> dt.timedelta | None:
    """Return by how much the clock is ahead; None where it is one for practice, or nobody tells."""
    return None if settings.clock else await clock_offset(settings, clock.now())


def _arm_failpoints(settings: Settings) -> float:
    if settings.failpoints and not settings.is_on_this_machine:
        raise SettingsError("CONSULT_FAILPOINTS is for crash tests on a practice server only.")
    return failpoints.arm(settings.failpoints)
