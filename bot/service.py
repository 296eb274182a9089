"""The parts of one running bot, and the order in which they begin and end."""

import asyncio
import logging
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from bot.allowance import Turns
from bot.carrier import Carrier
from bot.chance import SecureChance
from bot.channels.base import Channel
from bot.clock import Clock
from bot.emptying import Emptying
from bot.failing import explain
from bot.failpoints import FailingStore
from bot.flood import Flood
from bot.forgetting import Forgetting
from bot.gate import Gate
from bot.heart import Heart
from bot.inbox import Inbox
from bot.introducing import Introducing
from bot.keeping import Keeper
from bot.laying import Laying
from bot.metrics import Metrics
from bot.mounting.doorman import Doorman
from bot.outbox import OutboxSender
from bot.pace import Pace
from bot.receiver import Receiver
from bot.redrawing import Redrawing
from bot.reminding import Reminding
from bot.replies import Replies
from bot.running import Rounds
from bot.sender import Sender
from bot.theft import WHAT_TO_DO, TheftAlarm
from bot.watching import Load, Watching
from dialogs.ports import Store
from dialogs.self_introduction import introductions
from dialogs.texts import Texts
from storage.db import Database
from storage.journals import Journals
from storage.outbox import Outbox
from storage.presence import Presence
from storage.reminders import Reminders
from storage.runner import Runner
from storage.statements import Statements
from storage.store import SqlStore
from storage.vault import Vault

log = logging.getLogger(__name__)

DRAIN_SECONDS = 8.0
"""For screens that are on their way when we are told to stop; service managers wait 10 seconds."""

STALE_SECONDS = 90.0
"""Without a heartbeat for so long, something is wrong."""


@dataclass(frozen=True)
class House:
    """What the parts of one bot share.

    `failing` is the share of writes that a test lets fail; `keeps_limits` says whether answers are
    sent as slowly as Telegram wants it.
    """

    database: Database
    draft_key: bytes
    presence: Presence
    vault: Vault
    journals: Journals
    channel: Channel
    rounds: Rounds
    load: Load
    texts: Texts
    clock: Clock
    bot: int
    logs: Path | None = None
    failing: float = 0.0
    keeps_limits: bool = True


class Service:
    """One bot: it fetches updates, has them brought to `hook_url`, or is `mounted` in another."""

    def __init__(self, house: House, hook_url: str = "", *, mounted: bool = False) -> None:
        self._house = house
        self.metrics = Metrics()
        self._theft = TheftAlarm(self.metrics)
        pace = Pace()
        store = self._store()
        worker = house.presence.worker
        self._keeper = Keeper(store, house.bot)
        self._inbox = Inbox(
            store,
            house.rounds,
            texts=house.texts,
            chance=SecureChance(),
            bot=house.bot,
            now=house.clock.now,
            worker=worker,
            keeper=self._keeper,
        )
        self._forgetting = Forgetting(house.database, house.clock.today, house.logs)
        statements = Statements(house.database, house.draft_key)
        self._laying = [Laying(statements, one.id, house.clock.today) for one in house.rounds]
        self._emptying = Emptying(house.database)
        self._watching = Watching(house.database, house.rounds, house.load)
        self._runner = Runner(
            house.database,
            house.vault,
            worker=worker,
            today=house.clock.today,
            explain=explain,
            after=lambda _: self._watching.look(),
        )
        turns = Turns() if house.keeps_limits else None
        self._sender = Sender(house.channel, self._keeper, pace, self.metrics, turns)
        self._redrawing = Redrawing(store, self._inbox, self._sender, house.presence)
        outbox = Outbox(house.database, house.draft_key, house.bot)
        reminders = Reminders(house.database, house.draft_key, outbox)
        self._reminding = Reminding(reminders, house.rounds, house.texts, house.clock.now)
        self._outbox = OutboxSender(outbox, house.channel, pace, self.metrics, house.clock.today)
        replies = Replies(house.channel, self._sender)
        self._carrier = Carrier(
            store,
            self._inbox,
            replies if hook_url else self._sender,
            self.metrics,
            self._watching.look,
            bot=house.bot,
            flood=Flood() if house.keeps_limits else None,
        )
        self.edge: Gate | Receiver | Doorman
        if mounted:
            self.edge = Doorman(store, self._carrier, self._inbox, self.metrics, bot=house.bot)
        elif hook_url:
            self.edge = Gate(house.channel, self._carrier, replies, self.metrics, len(house.rounds))
        else:
            self.edge = Receiver(house.channel, self._carrier, self.metrics, self._theft)
        names = introductions([one.round for one in house.rounds], house.texts)
        self._introducing = None if mounted else Introducing(house.channel, names)
        self._heart = Heart(
            house.database,
            house.channel,
            self.metrics,
            self._theft,
            bot=house.bot,
            now=house.clock.now,
            hook_url=hook_url,
            heard_at=lambda: self.edge.heard_at,
        )

    def _store(self) -> Store:
        house = self._house
        store = SqlStore(
            house.database,
            house.draft_key,
            house.clock.today,
            worker=house.presence.worker,
            journals=house.journals,
        )
        return FailingStore(store, house.failing) if house.failing else store

    async def run(self, stop: asyncio.Event) -> None:
        """Work until `stop` is set, then finish what is in hand: stored, drawn, written down."""
        self.edge.heard_at = monotonic()
        async with asyncio.TaskGroup() as tasks:
            parts = (
                self._heart,
                self._keeper,
                self._redrawing,
                self._watching,
                self._forgetting,
                self._reminding,
                *self._laying,
                self._emptying,
                self._introducing,
            )
            background = [tasks.create_task(part.run()) for part in parts if part is not None]
            background.append(tasks.create_task(asyncio.to_thread(self._inbox.read_ahead)))
            sending = tasks.create_task(self._outbox.run(stop))
            working = tasks.create_task(self._runner.run(stop))
            await self.edge.run(stop)
            await self._sender.drain(DRAIN_SECONDS)
            await sending
            await working
            for task in background:
                task.cancel()
        await self._keeper.close()

    async def trouble(self) -> str:
        """Return what is wrong just now, in a few words; empty when all is well."""
        if self._theft.is_ringing:
            return WHAT_TO_DO
        if monotonic() - self._heart.beat_at > STALE_SECONDS:
            return "no heartbeat: the database or the messenger is away"
        return ""
