"""The receiving edge without a network: a channel that the test feeds and looks at."""

import asyncio
from collections import deque
from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from itertools import count

from msgspec import structs

from bot.carrier import Carrier
from bot.channels.base import Arrival, Delivery, Hook, HookState, SendProblem
from bot.flood import Flood
from bot.inbox import Inbox
from bot.keeping import Keeper
from bot.metrics import Metrics
from bot.pace import Pace
from bot.running import Rounds, Running
from bot.sender import Sender
from dialogs.events import Commanded, Incoming
from dialogs.letters import Letter
from dialogs.ports import Held, Owed, Pool, UnitOfWork, none_held
from dialogs.round import Round
from dialogs.self_introduction import Introduction
from dialogs.version import version_of
from dialogs.world import Stage
from storage.sealing import KeyPair
from storage.tags import RoundKey, tag
from storage.tickets import ticket_tag
from tests.support.memory import MemoryStore
from tests.support.world import EXAMPLE, NOW, TEXTS, SeededChance

BOT = 7
KEY = RoundKey(EXAMPLE.id, bytes(32))
PAIR = KeyPair.from_seed(b"s" * 32)


class Wire:
    """A channel: hands out batches, notes what is confirmed and drawn, fails when told to."""

    name = "test"

    def __init__(self) -> None:
        self.batches: deque[list[Arrival] | Exception] = deque()
        self.confirmed: list[int] = []
        self.drawn: list[Delivery] = []
        self.acknowledged: list[Delivery] = []
        self.posted: list[Letter] = []
        self.problems: deque[SendProblem] = deque()
        self.hook_url = ""
        self.hooks: list[Hook | None] = []
        self.introduced: list[Mapping[str, Introduction]] = []
        self.on_empty = asyncio.Event()
        self._numbers = count(500)

    async def open(self) -> int:
        return BOT

    async def hook(self) -> HookState:
        return HookState(self.hook_url, 3)

    async def set_hook(self, hook: Hook | None) -> None:
        self.hooks.append(hook)

    async def introduce(self, introductions: Mapping[str, Introduction]) -> None:
        if self.problems:
            raise self.problems.popleft()
        self.introduced.append(introductions)

    def read(self, body: bytes) -> Arrival | None:
        return Arrival(update_id=int(body), user="1", chat=1)

    async def receive(self, *, wait: float) -> list[Arrival]:
        if not self.batches:
            self.on_empty.set()
            await asyncio.sleep(wait)
            return []
        batch = self.batches.popleft()
        if isinstance(batch, Exception):
            raise batch
        return batch

    def stored(self, arrivals: Sequence[Arrival]) -> None:
        self.confirmed += [each.update_id for each in arrivals]

    async def acknowledge(self, delivery: Delivery) -> Delivery:
        self.acknowledged.append(delivery)
        return delivery

    def let_go(self, delivery: Delivery) -> tuple[bytes, Delivery]:
        if delivery.arrival.query_id is None:
            return b"", delivery
        arrival = structs.replace(delivery.arrival, query_id=None)
        return delivery.arrival.query_id.encode(), structs.replace(delivery, arrival=arrival)

    async def deliver(self, delivery: Delivery) -> int | None:
        if self.problems:
            raise self.problems.popleft()
        self.drawn.append(delivery)
        return next(self._numbers)

    async def post(self, letter: Letter) -> None:
        if self.problems:
            raise self.problems.popleft()
        self.posted.append(letter)

    async def close(self) -> None:
        return


class Shaky:
    """A store that is away for the next `away` transactions."""

    def __init__(self, store: MemoryStore) -> None:
        self.store = store
        self.away = 0

    def begin(self, bot: int) -> AbstractAsyncContextManager[UnitOfWork]:
        if self.away:
            self.away -= 1
            raise OSError("no space left")
        return self.store.begin(bot)

    async def pool(self, round_id: str) -> Pool:
        return await self.store.pool(round_id)

    async def owed(self, limit: int, held: Held = none_held) -> Mapping[bytes, Owed]:
        return await self.store.owed(limit, held)


class Stumbling(Inbox):
    """An inbox that cannot handle certain updates, as after a mistake of ours."""

    poison: frozenset[int] = frozenset()

    async def handle(self, arrivals: Sequence[Arrival]) -> list[Delivery]:
        if self.poison & {each.update_id for each in arrivals}:
            raise ZeroDivisionError
        return await super().handle(arrivals)


class Edge:
    """Everything between a channel and a store, on a wire and in memory."""

    def __init__(self, *, flood: Flood | None = None, round_: Round = EXAMPLE) -> None:
        self.wire = Wire()
        self.store = Shaky(MemoryStore({EXAMPLE.id: PAIR.public_bytes}))
        self.metrics = Metrics()
        running = Running(
            round_,
            {version_of(round_): round_},
            tag_of=tag_of,
            ticket_tag=lambda code: ticket_tag(KEY, code),
            consent_age=0,
        )
        self.keeper = Keeper(self.store, BOT)
        self.inbox = Stumbling(
            self.store,
            Rounds([running]),
            texts=TEXTS,
            chance=SeededChance(),
            bot=BOT,
            now=lambda: NOW,
            keeper=self.keeper,
        )
        self.pace = Pace()
        self.sender = Sender(self.wire, self.keeper, self.pace, self.metrics)
        self.carrier = Carrier(
            self.store, self.inbox, self.sender, self.metrics, self._look, bot=BOT, flood=flood
        )
        self._ids = count(1)

    async def _look(self) -> None:
        """Learn what was done to the round, as `Watching` does it."""
        async with self.store.store.begin(BOT) as work:
            snapshot = await work.read(updates=(), tags=(), keys=())
        stage = Stage.OPEN if EXAMPLE.id in snapshot.open else Stage.CLOSED
        self.inbox.rounds.put(replace(self.inbox.rounds.first, stage=stage))

    def arrival(self, user: str = "700000001", incoming: Incoming | None = None) -> Arrival:
        return Arrival(
            update_id=next(self._ids),
            user=user,
            chat=int(user),
            message_id=9,
            incoming=incoming or Commanded(name="start"),
        )

    def count(self, name: str, **labels: str) -> float:
        return self.metrics.registry.get_sample_value(name, labels) or 0.0


def tag_of(user: str) -> bytes:
    return tag(KEY, "test", user)
