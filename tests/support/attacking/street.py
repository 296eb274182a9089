"""The way from people to the store: our edge as it is, with a channel that ends in their hands."""

import asyncio
import datetime as dt
import random
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import count

from bot.carrier import Carrier
from bot.chance import SecureChance
from bot.channels.base import Arrival, Delivery
from bot.inbox import Inbox
from bot.keeping import Keeper
from bot.metrics import Metrics
from bot.pace import Pace
from bot.running import Rounds
from bot.sender import Sender
from dialogs.codes import row_key
from dialogs.events import Commanded, Incoming, Keep, Show, Withdraw
from storage.store import SqlStore
from tests.support.attacking.conversing import next_step
from tests.support.attacking.crowd import Visitor
from tests.support.edge import Wire
from tests.support.world import TEXTS

BOT = 7
AT_ONCE = 40
"""People who answer at the same time; what they send meanwhile becomes one batch."""

BATCH = 100
"""As many updates as Telegram hands out at a time."""


class NotingInbox(Inbox):
    """An inbox that notes, for the truth, which responses were stored in which order."""

    def __init__(self, store: SqlStore, rounds: Rounds, now: dt.datetime) -> None:
        super().__init__(
            store, rounds, texts=TEXTS, chance=SecureChance(), bot=BOT, now=lambda: now
        )
        self.finished: dict[bytes, int] = {}
        """User ids by row key, in the order of finishing; those that are taken back leave it."""

    async def handle(self, arrivals: Sequence[Arrival]) -> list[Delivery]:
        """Store a batch, and note what was finished and taken back in it."""
        deliveries = await super().handle(arrivals)
        for delivery in deliveries:
            for effect in delivery.effects:
                match effect:
                    case Keep(code=code):
                        self.finished[row_key(code)] = int(delivery.arrival.user)
                    case Withdraw(code=code):
                        self.finished.pop(row_key(code), None)
        return deliveries


class Street(Wire):
    """A channel between the edge and the visitors of a day."""

    def __init__(self, dice: random.Random) -> None:
        super().__init__()
        self._dice = dice
        self._updates = count(1)
        self._here: dict[str, Visitor] = {}
        self._coming: Iterator[Visitor] = iter(())
        self.waiting: deque[Arrival] = deque()
        self.tomorrow: list[Visitor] = []
        self.trouble: Exception | None = None

    def welcome(self, visitors: Sequence[Visitor]) -> None:
        """Let these people come, a few at a time."""
        self._coming = iter(visitors)
        for _ in range(AT_ONCE):
            self._next_one()

    @property
    def is_empty(self) -> bool:
        """Whether everybody has gone for the day."""
        return not self._here

    async def deliver(self, delivery: Delivery) -> int | None:
        """Show a person their screen; they answer at once."""
        visitor = self._here.get(delivery.arrival.user)
        if visitor is None:
            return None
        try:
            return self._show(visitor, delivery)
        except Exception as error:
            self.trouble = error
            raise

    def _show(self, visitor: Visitor, delivery: Delivery) -> int | None:
        visitor.finished += any(isinstance(one, Keep) for one in delivery.effects)
        incoming = next_step(visitor, delivery, self._dice)
        if incoming is None:
            self._leave(visitor, delivery)
        else:
            self._send(visitor, incoming)
        fresh = any(isinstance(one, Show) and one.fresh for one in delivery.effects)
        return next(self._numbers) if fresh else None

    def _leave(self, visitor: Visitor, delivery: Delivery) -> None:
        del self._here[str(visitor.user)]
        if visitor.returns and any(isinstance(one, Withdraw) for one in delivery.effects):
            self.tomorrow.append(visitor)
        self._next_one()

    def _next_one(self) -> None:
        visitor = next(self._coming, None)
        if visitor is not None:
            self._here[str(visitor.user)] = visitor
            self._send(visitor, Commanded(name="start", locale=visitor.language))

    def _send(self, visitor: Visitor, incoming: Incoming) -> None:
        self.waiting.append(
            Arrival(
                update_id=next(self._updates),
                user=str(visitor.user),
                chat=visitor.user,
                message_id=9,
                incoming=incoming,
            )
        )


async def pass_through(
    street: Street, store: SqlStore, inbox: NotingInbox, visitors: Sequence[Visitor]
) -> None:
    """Let people answer until all have gone, in batches as they come about."""
    metrics = Metrics()
    keeper = Keeper(store, BOT)
    sender = Sender(street, keeper, Pace(), metrics)
    carrier = Carrier(store, inbox, sender, metrics, _stays_open, bot=BOT)
    street.welcome(visitors)
    while not street.is_empty:
        batch = [street.waiting.popleft() for _ in range(min(BATCH, len(street.waiting)))]
        if batch:
            left = await carrier.carry(batch)
            assert not left.arrivals, "every update is stored at the first try"
            await keeper.note()
        else:
            await asyncio.sleep(0)
        if street.trouble is not None:
            raise street.trouble
    await sender.drain(30)
    await keeper.note()


async def _stays_open() -> None:
    """Learn nothing new of the round: it is closed when everybody has gone."""
