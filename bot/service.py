"""One running bot, and the order in which its parts begin and end."""

import asyncio
from collections.abc import Iterator
from time import monotonic
from typing import Protocol

from bot.answering import Answering
from bot.channels.base import UnknownTokenError
from bot.emptying import Emptying
from bot.failing import explain
from bot.forgetting import Forgetting
from bot.gate import Gate
from bot.heart import Heart
from bot.house import House
from bot.introducing import Introducing
from bot.laying import Laying
from bot.metrics import Metrics
from bot.mounting.doorman import Doorman
from bot.outbox import OutboxSender
from bot.pace import Pace
from bot.receiver import Receiver
from bot.reminding import Reminding
from bot.theft import WHAT_TO_DO, TheftAlarm
from bot.watching import Watching
from dialogs.self_introduction import introductions
from storage.outbox import Outbox
from storage.reminders import Reminders
from storage.runner import Runner
from storage.statements import Statements

DRAIN_SECONDS = 8.0
"""For screens that are on their way when we are told to stop; service managers wait 10 seconds."""

STALE_SECONDS = 90.0
"""Without a heartbeat for so long, something is wrong."""


class _Part(Protocol):
    """What goes on beside the conversations."""

    async def run(self) -> None:
        """Work until cancelled."""


class Service:
    """One bot: it fetches updates, has them brought to `hook_url`, or is `mounted` in another."""

    def __init__(self, house: House, hook_url: str = "", *, mounted: bool = False) -> None:
        self._over = asyncio.Event()
        self._token_lost: UnknownTokenError | None = None
        self.metrics = Metrics()
        self._theft = TheftAlarm(self.metrics)
        self._watching = Watching(house.database, house.rounds, house.load)
        pace = Pace()
        self._answering = Answering(
            house, pace, self.metrics, self._watching, brought=bool(hook_url)
        )
        self.edge = self._edge(house, hook_url, mounted=mounted)
        self._heart = self._heart_of(house, hook_url)
        outbox = Outbox(house.database, house.draft_key, house.bot)
        today, turns = house.clock.today, self._answering.turns
        self._letters = OutboxSender(outbox, house.channel, pace, self.metrics, today, turns=turns)
        self._runner = self._runner_of(house)
        self._beside: list[_Part] = [
            self._heart,
            self._watching,
            self._answering.keeper,
            _reminding(house, outbox),
            *_caretakers(house),
        ]
        if not mounted:
            self._beside.append(_introducing(house))

    def _edge(self, house: House, hook_url: str, *, mounted: bool) -> Gate | Receiver | Doorman:
        """Return what receives."""
        carrier, metrics = self._answering.carrier, self.metrics
        if mounted:
            store, inbox = self._answering.store, self._answering.inbox
            return Doorman(store, carrier, inbox, metrics, bot=house.bot)
        if hook_url:
            return Gate(house.channel, carrier, self._answering.replies, metrics, len(house.rounds))
        return Receiver(house.channel, carrier, metrics, self._theft, self._end_without_token)

    def _heart_of(self, house: House, hook_url: str) -> Heart:
        return Heart(
            house.database,
            house.channel,
            self.metrics,
            self._theft,
            bot=house.bot,
            now=house.clock.now,
            hook_url=hook_url,
            heard_at=lambda: self.edge.heard_at,
            token_lost=self._end_without_token,
        )

    def _runner_of(self, house: House) -> Runner:
        return Runner(
            house.database,
            house.vault,
            worker=house.presence.worker,
            today=house.clock.today,
            explain=explain,
            after=lambda _: self._watching.look(),
        )

    async def run(self, stop: asyncio.Event) -> None:
        """Work until `stop` is set, then finish what is in hand: stored, drawn, written down.

        Raises:
            UnknownTokenError: our token was taken back, so that nothing can be received or sent;
                everything that waits is there for the next start.
        """
        self.edge.heard_at = monotonic()
        async with asyncio.TaskGroup() as tasks:
            redrawing = tasks.create_task(self._answering.redrawing.run())
            beside = [tasks.create_task(part.run()) for part in self._beside]
            beside.append(tasks.create_task(self._end_after(stop)))
            beside.append(tasks.create_task(asyncio.to_thread(self._answering.inbox.read_ahead)))
            sending = tasks.create_task(self._letters.run(self._over))
            working = tasks.create_task(self._runner.run(self._over))
            await self.edge.run(self._over)
            await _ended(redrawing)  # from here on no screen is begun that nobody waits for
            self._answering.carrier.close()
            await self._answering.sender.drain(0.0 if self._token_lost else DRAIN_SECONDS)
            await sending
            await working
            for task in beside:
                task.cancel()
        await self._answering.keeper.close()
        if self._token_lost is not None:
            raise self._token_lost

    async def _end_after(self, stop: asyncio.Event) -> None:
        await stop.wait()
        self._over.set()

    def _end_without_token(self, error: UnknownTokenError) -> None:
        self._token_lost = error
        self._over.set()

    async def trouble(self) -> str:
        """Return what is wrong just now, in a few words; empty when all is well."""
        if self._token_lost is not None:
            return str(self._token_lost)
        if self._theft.is_ringing:
            return WHAT_TO_DO
        if monotonic() - self._heart.beat_at > STALE_SECONDS:
            return "no heartbeat: the database or the messenger is away"
        return ""


def _caretakers(house: House) -> Iterator[_Part]:
    """Yield those who erase what has had its time, and lay out statements when theirs has come."""
    today = house.clock.today
    statements = Statements(house.database, house.draft_key)
    yield Forgetting(house.database, today, house.logs, house.offset)
    yield Emptying(house.database)
    for running in house.rounds:
        yield Laying(statements, running.id, today)


def _reminding(house: House, outbox: Outbox) -> Reminding:
    reminders = Reminders(house.database, house.draft_key, outbox)
    return Reminding(reminders, house.rounds, house.texts, house.clock.now)


def _introducing(house: House) -> Introducing:
    rounds = [running.round for running in house.rounds]
    return Introducing(house.channel, introductions(rounds, house.texts))


async def _ended(task: asyncio.Task[None]) -> None:
    task.cancel()
    await asyncio.wait([task])
