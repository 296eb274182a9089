"""What people do while a round is closed, called off or paused is answered, and never a failure.

The workers here do not look at the round from time to time, so each is as late as it can be.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from itertools import count
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from sqlalchemy import func, select

from bot.app import _running
from bot.carrier import Carrier
from bot.channels.base import Arrival, Delivery
from bot.gate import Gate
from bot.inbox import Inbox
from bot.keeping import Keeper
from bot.metrics import Metrics
from bot.pace import Pace
from bot.receiver import Receiver
from bot.replies import Replies
from bot.running import Rounds, Running
from bot.sender import Sender
from bot.theft import TheftAlarm
from bot.watching import Watching
from dialogs.codes import TICKET_BYTES, new_ticket
from dialogs.confirmations import Confirmations
from dialogs.events import Commanded, Incoming, Notify, Said, Show
from dialogs.facts import Facts
from dialogs.ports import Changes
from dialogs.prompts import Choice
from dialogs.round import Round
from dialogs.session import Session
from dialogs.states import Aside, MoveName, Phase
from dialogs.taps import decode, encode
from storage import migrate
from storage.cancelling import cancel_round
from storage.db import Database
from storage.intake import State
from storage.pausing import pause_round
from storage.rounds import RoundRow, get_round, load_versions, open_round, set_state
from storage.store import SqlStore
from storage.tables import failing, sealed
from storage.tickets import give_back, ticket_tag
from storage.unit_of_work import SqlUnitOfWork
from storage.vault import Vault
from tests.support.bringing import bring
from tests.support.edge import BOT, Wire
from tests.support.postgres import NoPostgresError, Postgres, running_postgres
from tests.support.world import EXAMPLE, NOW, TEXTS, SeededChance

ANA, BEN = "700000001", "700000002"
SAY = TEXTS.speaker("sq")
SAID = dict.fromkeys(EXAMPLE.languages, "Vazhdojmë të hënën.")
TICKET = new_ticket(bytes(TICKET_BYTES))

Done = Callable[[], Awaitable[object]]


class _Work(SqlUnitOfWork):
    """A transaction in which something is done by another one between its reading and writing."""

    surprise: Done | None = None

    async def write(self, changes: Changes) -> None:
        surprise, _Work.surprise = _Work.surprise, None
        if surprise is not None:
            await surprise()
        await super().write(changes)


class _Store(SqlStore):
    @asynccontextmanager
    async def begin(self, bot: int) -> AsyncIterator[SqlUnitOfWork]:
        async with super().begin(bot) as work:
            work.__class__ = _Work
            yield work


class _Wire(Wire):
    """A wire that is also brought updates: the body of each is its number."""

    def __init__(self) -> None:
        super().__init__()
        self.brought: dict[int, Arrival] = {}

    def read(self, body: bytes) -> Arrival | None:
        return self.brought.get(int(body))


class Worker:
    """One process: everything between a channel and a database."""

    def __init__(self, database: Database, vault: Vault, inbox: Inbox, watching: Watching) -> None:
        self.database, self.vault, self.inbox = database, vault, inbox
        self.wire, self.metrics = _Wire(), Metrics()
        store = inbox._store
        self.sender = Sender(self.wire, Keeper(store, BOT), Pace(), self.metrics)
        self.carrier = Carrier(store, inbox, self.sender, self.metrics, watching.look, bot=BOT)

    @classmethod
    async def start(cls, database: Database, vault: Vault) -> "Worker":
        key = vault.round_key(EXAMPLE.id)

        def load(row: RoundRow, versions: Mapping[str, Round]) -> Running:
            keys = {row.id: key}
            return _running(keys, "test", Confirmations(), row, versions, facts=Facts(), by_date=())

        row = await get_round(database, EXAMPLE.id)
        inbox = Inbox(
            _Store(database, vault.draft_key(), NOW.date),
            Rounds([load(row, await load_versions(database, row.id))]),
            texts=TEXTS,
            chance=SeededChance(int(uuid4().int % 1000)),
            bot=BOT,
            now=lambda: NOW,
        )
        return cls(database, vault, inbox, Watching(database, inbox.rounds, load))

    async def take(self, edge: str, arrivals: list[Arrival]) -> None:
        """Take updates as they come, polling or brought, and confirm them or fail."""
        stop = asyncio.Event()
        if edge == "polling":
            self.wire.on_empty.clear()
            self.wire.batches.append(arrivals)
            running = asyncio.create_task(
                Receiver(
                    self.wire, self.carrier, self.metrics, TheftAlarm(self.metrics), lambda _: None
                ).run(stop)
            )
            await self.wire.on_empty.wait()
            stop.set()
            await running
            assert self.wire.confirmed[-len(arrivals) :] == [one.update_id for one in arrivals]
        else:
            replies = Replies(self.wire, self.sender)
            gate = Gate(self.wire, self.carrier, replies, self.metrics)
            self.wire.brought |= {one.update_id: one for one in arrivals}
            running = asyncio.create_task(gate.run(stop))
            bodies = [str(one.update_id).encode() for one in arrivals]
            answers = await asyncio.gather(*(bring(gate, body) for body in bodies))
            stop.set()
            await running
            assert {answer.status for answer in answers} == {HTTPStatus.OK}
        await self.sender.drain(5)

    async def nothing_failed(self) -> None:
        for name in ("consult_store_failures_total",):
            assert not self.metrics.registry.get_sample_value(name)
        async with self.database.read() as connection:
            assert await connection.scalar(select(func.count()).select_from(failing)) == 0


@dataclass
class Place:
    """Two workers on one database (one and the same on SQLite), and two people on their phones."""

    here: Worker
    other: Worker
    last: dict[str, Delivery] = field(default_factory=dict)
    ids: Iterator[int] = field(default_factory=lambda: count(1))

    def arrival(self, user: str, incoming: Incoming | None) -> Arrival:
        return Arrival(
            update_id=next(self.ids), user=user, chat=int(user), message_id=9, incoming=incoming
        )

    def tapping(self, user: str, move: MoveName, arg: str = "") -> Arrival:
        session = self.last[user].session
        return self.arrival(user, decode(encode(session, Choice("", move, arg)), locale="sq"))

    async def meet(self, arrival: Arrival) -> Session:
        (self.last[arrival.user],) = await self.here.inbox.handle([arrival])
        return self.last[arrival.user].session

    async def tap(self, user: str, move: MoveName, arg: str = "") -> Session:
        return await self.meet(self.tapping(user, move, arg))

    async def up_to_consent(self, user: str) -> None:
        await self.meet(self.arrival(user, Commanded(name="start", locale="sq")))
        for move, arg in ((MoveName.SPEAK, "sq"), (MoveName.NEXT, ""), (MoveName.AGE, "18")):
            await self.tap(user, move, arg)

    async def to_review(self, user: str) -> None:
        await self.up_to_consent(user)
        await self.tap(user, MoveName.AGREE)
        while self.last[user].session.phase is Phase.ASKING:
            await self.tap(user, MoveName.SKIP)

    async def set_state(self, state: State) -> None:
        async with self.other.database.begin() as connection:
            await set_state(connection, EXAMPLE.id, state)


@pytest.fixture(scope="module")
def server() -> Iterator[Postgres]:
    try:
        with running_postgres() as running:
            yield running
    except NoPostgresError as reason:
        pytest.skip(str(reason))


@pytest.fixture(params=["sqlite", "postgresql"])
async def place(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Place]:
    vault = Vault.open(tmp_path / "vault")
    url = f"sqlite+aiosqlite:///{tmp_path / 'consult.db'}"
    if request.param == "postgresql":
        url = _new_database(request.getfixturevalue("server"))
    async with AsyncExitStack() as stack:
        databases = [Database.open(url) for _ in range(2 if request.param == "postgresql" else 1)]
        for database in databases:
            stack.push_async_callback(database.close)
        await migrate.upgrade(databases[0])
        await open_round(databases[0], vault, EXAMPLE, today=NOW.date())
        workers = [await Worker.start(database, vault) for database in databases]
        yield Place(workers[0], workers[-1])


def _new_database(server: Postgres) -> str:
    name = f"test_{uuid4().hex}"
    with psycopg.connect(f"host={server.folder} user=postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return server.url(name)


async def _answering(place: Place) -> Arrival:
    await place.up_to_consent(ANA)
    await place.tap(ANA, MoveName.AGREE)
    return place.arrival(ANA, Said(text="1", locale="sq"))


async def _sending(place: Place) -> Arrival:
    await place.to_review(ANA)
    return place.tapping(ANA, MoveName.SEND)


async def _withdrawing(place: Place) -> Arrival:
    await place.to_review(ANA)
    await place.tap(ANA, MoveName.SEND)
    await place.tap(ANA, MoveName.OPEN, Aside.WITHDRAW)
    return place.tapping(ANA, MoveName.CONFIRM)


async def _sending_the_code(place: Place) -> Arrival:
    await place.to_review(ANA)
    code = place.last[ANA].session.code
    await place.tap(ANA, MoveName.SEND)
    return place.arrival(ANA, Said(text=code, locale="sq"))


async def _beginning(place: Place) -> Arrival:
    await place.up_to_consent(ANA)
    return place.tapping(ANA, MoveName.AGREE)


async def _tapping_an_old_button(place: Place) -> Arrival:
    await place.up_to_consent(ANA)
    await place.tap(ANA, MoveName.AGREE)
    old = place.tapping(ANA, MoveName.SKIP)
    await place.tap(ANA, MoveName.SKIP)
    return old


ACTS = (
    _answering,
    _sending,
    _withdrawing,
    _sending_the_code,
    _beginning,
    _tapping_an_old_button,
)
acts = pytest.mark.parametrize("act", ACTS, ids=lambda act: act.__name__.strip("_"))
edges = pytest.mark.parametrize("edge", ["polling", "webhook"])

Act = Callable[[Place], Awaitable[Arrival]]


def _headings(worker: Worker) -> list[str]:
    return [
        effect.prompt.heading
        for delivery in worker.wire.drawn
        for effect in delivery.effects
        if isinstance(effect, Show)
    ]


def _notices(worker: Worker) -> list[str]:
    effects = [effect for delivery in worker.wire.drawn for effect in delivery.effects]
    return [effect.text for effect in effects if isinstance(effect, Notify)]


async def _sealed(worker: Worker) -> int:
    async with worker.database.read() as connection:
        return await connection.scalar(select(func.count()).select_from(sealed)) or 0


@edges
@acts
async def test_a_round_that_closes_says_so(place: Place, edge: str, act: Act) -> None:
    arrival = await act(place)
    before = await _sealed(place.here)
    await place.set_state(State.CLOSING)
    newcomer = place.arrival(BEN, Commanded(name="start", locale="sq"))
    await place.here.take(edge, [arrival, newcomer])
    assert SAY("This round is closed.") in _headings(place.here)
    assert len(_headings(place.here)) == 2
    assert await _sealed(place.here) == before
    if before:
        assert SAY("Answers are being counted and can’t be taken back now.") in _notices(place.here)
    await place.here.nothing_failed()


@acts
async def test_a_round_that_closes_while_a_batch_is_worked_on(place: Place, act: Act) -> None:
    """Only a server lets another transaction come in between."""
    if place.here is place.other:
        return
    arrival = await act(place)
    before = await _sealed(place.here)
    _Work.surprise = lambda: place.set_state(State.CLOSING)
    await place.here.take("webhook", [arrival])
    _Work.surprise = None
    await place.here.take("webhook", [place.arrival(ANA, Commanded(name="start", locale="sq"))])
    assert _headings(place.here)[-1] == SAY("This round is closed.")
    assert await _sealed(place.here) == before
    await place.here.nothing_failed()


@acts
async def test_a_round_that_is_called_off_says_so(place: Place, act: Act) -> None:
    arrival = await act(place)
    await cancel_round(place.other.database, place.other.vault, EXAMPLE.id, today=NOW.date())
    await place.here.take("polling", [arrival])
    assert _headings(place.here) == [SAY("This round was called off.")]
    await place.here.nothing_failed()


@edges
async def test_a_paused_round_that_closes_says_so(place: Place, edge: str) -> None:
    arrival = await _answering(place)
    await pause_round(place.other.database, EXAMPLE.id, SAID, today=NOW.date())
    await place.here.take(edge, [place.arrival(BEN, Commanded(name="start", locale="sq"))])
    await place.set_state(State.CLOSING)
    await place.here.take(edge, [arrival])
    assert _headings(place.here)[-1] == SAY("This round is closed.")
    await place.here.nothing_failed()


@edges
async def test_a_pause_in_the_same_moment_keeps_what_was_said(place: Place, edge: str) -> None:
    """Nothing is refused because of a pause; who looks next is told."""
    arrival = await _sending(place)
    await pause_round(place.other.database, EXAMPLE.id, SAID, today=NOW.date())
    await place.here.take(edge, [arrival])
    assert _headings(place.here) == [SAY("✅ Saved. Thank you!")]
    assert await _sealed(place.here) == 1
    await place.here.nothing_failed()


@edges
async def test_a_code_that_somebody_else_has_just_used(place: Place, edge: str) -> None:
    """Two people with one invitation: one is let in, the other told, and nothing has failed."""
    if place.here is place.other:
        return
    tag = ticket_tag(place.here.vault.round_key(EXAMPLE.id), TICKET)
    async with place.here.database.begin() as connection:
        await give_back(connection, [tag])

    async def used() -> None:
        async with place.other.database.begin() as connection:
            await SqlUnitOfWork(connection, place.other.inbox._store._cipher, BOT, 0).write(  # type: ignore[attr-defined]
                Changes(redeemed=[tag])
            )

    await place.meet(place.arrival(ANA, Commanded(name="start", rest=TICKET)))
    for move, arg in ((MoveName.SPEAK, "sq"), (MoveName.NEXT, ""), (MoveName.AGE, "18")):
        await place.tap(ANA, move, arg)
    agreeing = place.tapping(ANA, MoveName.AGREE)
    _Work.surprise = used
    await place.here.take(edge, [agreeing])
    assert _notices(place.here) == [SAY("This code has been used already.")]
    await place.here.nothing_failed()
