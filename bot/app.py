"""Puts the parts together: what `consult serve` runs, from the first check to the last commit."""

import asyncio
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace

from bot import confirmations
from bot.catalogues import load_texts
from bot.chance import SecureChance
from bot.channels.via_aiogram import AiogramChannel
from bot.clock import Clock
from bot.inbox import Inbox, Running
from bot.launch import check_launch
from bot.receiver import Receiver
from bot.sender import Sender
from bot.settings import Settings
from dialogs.round import Round
from storage import migrate
from storage.db import Database
from storage.intake import State
from storage.rounds import load_versions, open_round
from storage.store import SqlStore
from storage.tags import tag
from storage.vault import Vault


async def serve(round_: Round, settings: Settings, *, ready: Callable[[], None]) -> None:
    """Run the bot of one round until SIGTERM or SIGINT; `ready` is called once it listens.

    Raises:
        LaunchRefusedError, SettingsError, VaultError, DatabaseInUseError, KeysMissingError: it
            cannot start; each message says what to do.
    """
    confirmed = confirmations.read(settings.confirmations)
    check_launch(round_, settings, confirmed)
    texts = load_texts()
    texts.require(round_.languages)
    clock = Clock.parse(settings.clock)
    channel = AiogramChannel(settings.token().get_secret_value(), api=settings.telegram_api)
    async with _database(settings) as database:
        vault = Vault.open(settings.vault)
        running = await _open(database, vault, round_, clock, channel.name)
        running = replace(
            running,
            consent_age=confirmed.consent_age(round_.countries),
            phoned=confirmed.phoned(round_),
        )
        store = SqlStore(database, vault.draft_key(), clock.today)
        try:
            bot = await channel.open()
            inbox = Inbox(
                store, running, texts=texts, chance=SecureChance(), bot=bot, now=clock.now
            )
            ready()
            await Receiver(channel, inbox, Sender(channel)).run(_stop_signal())
        finally:
            await channel.close()


@asynccontextmanager
async def _database(settings: Settings) -> AsyncIterator[Database]:
    database = Database.open(settings.database)
    try:
        await migrate.upgrade(database)
        yield database
    finally:
        await database.close()


async def _open(
    database: Database, vault: Vault, round_: Round, clock: Clock, channel: str
) -> Running:
    row = await open_round(database, vault, round_, today=clock.today())
    key = vault.round_key(round_.id)
    return Running(
        round=round_,
        versions=await load_versions(database, round_.id),
        tag_of=lambda user: tag(key, channel, user),
        open=row.state is State.OPEN,
    )


def _stop_signal() -> asyncio.Event:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    return stop
