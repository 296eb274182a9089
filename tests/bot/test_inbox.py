"""A batch is one unit of work: in order, once, and all or nothing, in memory and in SQLite."""

import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import msgspec
import pytest
import pytest_asyncio
from sqlalchemy import select

from bot.channels.base import Arrival, Delivery
from bot.inbox import Inbox, OvertakenError
from bot.running import Rounds, Running
from dialogs.codes import row_key
from dialogs.events import Commanded, Incoming, Keep, Said, Show
from dialogs.ports import Snapshot, Store, Tally
from dialogs.prompts import Choice
from dialogs.session import Response
from dialogs.states import Aside, MoveName, Phase
from dialogs.taps import decode, encode
from dialogs.version import version_of
from storage import migrate
from storage.db import Database
from storage.intake import State
from storage.rounds import open_round, set_state
from storage.sealing import KeyPair, SealError
from storage.store import SqlStore
from storage.tables import sealed
from storage.tags import RoundKey, tag
from storage.tickets import ticket_tag
from storage.vault import Vault
from tests.storage.conftest import new_postgres_url, postgres
from tests.support.memory import MemoryStore
from tests.support.world import EXAMPLE, NOW, TEXTS, SeededChance

__all__ = ["new_postgres_url", "postgres"]  # fixtures

BOT = 7
ANA, BEN = "700000001", "700000002"
PAIR = KeyPair.from_seed(b"s" * 32)
ROUND = msgspec.structs.replace(EXAMPLE, practice=False)
KEY = RoundKey(ROUND.id, bytes(32))
UNTOUCHED = Snapshot(open=frozenset({ROUND.id}))


@dataclass
class Desk:
    """An inbox on a store, with what a test may look at and break."""

    store: Store
    boxes: Callable[[], Awaitable[Mapping[bytes, bytes]]]
    tallies: Callable[[], Awaitable[Mapping[Tally, int]]]
    close: Callable[[], Awaitable[None]]

    def __post_init__(self) -> None:
        running = Running(
            ROUND,
            {version_of(ROUND): ROUND},
            tag_of=lambda user: tag(KEY, "test", user),
            ticket_tag=lambda code: ticket_tag(KEY, code),
            consent_age=0,
        )
        self.inbox = Inbox(
            self.store,
            Rounds([running]),
            texts=TEXTS,
            chance=SeededChance(),
            bot=BOT,
            now=lambda: NOW,
        )
        self.ids = count(1)
        self.last: dict[str, Delivery] = {}

    def arrival(self, user: str, incoming: Incoming | None) -> Arrival:
        return Arrival(
            update_id=next(self.ids), user=user, chat=int(user), message_id=9, incoming=incoming
        )

    async def send(self, *arrivals: Arrival) -> list[Delivery]:
        """Let a batch come in."""
        deliveries = await self.inbox.handle(arrivals)
        self.last |= {each.arrival.user: each for each in deliveries}
        return deliveries

    def tapping(self, user: str, move: MoveName, arg: str = "") -> Arrival:
        """Press a button on the screen that the person saw last."""
        return self.arrival(user, decode(encode(self.last[user].session, Choice("", move, arg))))

    async def tap(self, user: str, move: MoveName, arg: str = "") -> Delivery:
        return (await self.send(self.tapping(user, move, arg)))[0]

    async def consent(self, user: str) -> None:
        await self.send(self.arrival(user, Commanded(name="start")))
        await self.tap(user, MoveName.SPEAK, "en")
        await self.tap(user, MoveName.NEXT)
        await self.tap(user, MoveName.AGE, "15")
        await self.tap(user, MoveName.AGREE)

    async def to_review(self, user: str) -> str:
        """Go to the summary, and return the withdrawal code that it shows."""
        await self.consent(user)
        while self.last[user].session.phase is Phase.ASKING:
            await self.tap(user, MoveName.SKIP)
        return self.last[user].session.code

    async def known(self, user: str, code: str = "") -> Snapshot:
        async with self.store.begin(BOT) as work:
            return await work.read(
                updates=range(100), tags=[tag(KEY, "test", user)], keys=[row_key(code)]
            )


@pytest_asyncio.fixture(params=["memory", "sqlite"])
async def desk(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Desk]:
    if request.param == "memory":
        yield _in_memory()
        return
    url = f"sqlite+aiosqlite:///{tmp_path / 'consult.db'}"
    if request.param == "postgres":
        url = request.getfixturevalue("new_postgres_url")
    database = Database.open(url)
    await migrate.upgrade(database)
    vault = Vault.open(tmp_path / "vault")
    await open_round(database, vault, ROUND, today=ROUND.opens, public_key=PAIR.public_bytes)
    yield _on_disk(database, vault)
    await database.close()


def _in_memory() -> Desk:
    store = MemoryStore({ROUND.id: PAIR.public_bytes})

    async def boxes() -> Mapping[bytes, bytes]:
        return store.sealed(ROUND.id)

    async def tallies() -> Mapping[Tally, int]:
        return store.tallies()

    async def close() -> None:
        store.close_round(ROUND.id)

    return Desk(store, boxes, tallies, close)


def _on_disk(database: Database, vault: Vault) -> Desk:
    store = SqlStore(database, vault.draft_key(), lambda: ROUND.opens)

    async def boxes() -> Mapping[bytes, bytes]:
        async with database.read() as connection:
            rows = await connection.execute(select(sealed.c.row_key, sealed.c.box))
            return {bytes(key): bytes(box) for key, box in rows}

    async def close() -> None:
        async with database.begin() as connection:
            await set_state(connection, ROUND.id, State.CLOSING)

    return Desk(store, boxes, store.tallies, close)


async def test_nothing_is_stored_before_consent(desk: Desk) -> None:
    await desk.send(desk.arrival(ANA, Commanded(name="start")))
    await desk.tap(ANA, MoveName.SPEAK, "en")
    known = await desk.known(ANA)
    assert (known.drafts, known.took_part) == ({}, frozenset())
    assert known.seen == {1, 2}


async def test_a_batch_is_taken_in_order_and_each_person_apart(desk: Desk) -> None:
    await desk.consent(ANA)
    await desk.consent(BEN)
    first, second = (question.id for question in ROUND.questions[:2])
    batch = [desk.arrival(ANA, Said(text="1")), desk.arrival(BEN, Said(text="2"))]
    batch.append(desk.arrival(ANA, Said(text="3")))
    deliveries = await desk.send(*batch)
    assert [each.arrival for each in deliveries] == batch
    assert list(desk.last[ANA].session.answers) == [first, second]
    assert list(desk.last[BEN].session.answers) == [first]


async def test_a_session_is_remembered_between_batches(desk: Desk) -> None:
    await desk.consent(ANA)
    await desk.send(desk.arrival(ANA, Said(text="1")))
    before = desk.last[ANA].session
    await desk.send(desk.arrival(ANA, Commanded(name="start")))
    assert desk.last[ANA].session == before


async def test_a_repeated_update_is_ignored(desk: Desk) -> None:
    await desk.consent(ANA)
    once = desk.arrival(ANA, Said(text="1"))
    (first,) = await desk.send(once, once)
    (again,) = await desk.send(once)
    assert (first.again, again.again) == (False, True)
    assert (again.mark, again.session) == (first.mark, first.session)
    assert len(desk.last[ANA].session.answers) == 1


async def test_a_finished_response_lies_sealed_under_the_key_of_its_code(desk: Desk) -> None:
    code = await desk.to_review(ANA)
    delivery = await desk.tap(ANA, MoveName.SEND)
    boxes = await desk.boxes()
    assert list(boxes) == [row_key(code)]
    content = PAIR.open(ROUND.id, row_key(code), boxes[row_key(code)])
    kept = next(each for each in delivery.effects if isinstance(each, Keep))
    assert msgspec.json.decode(content, type=Response) == kept.response
    assert ANA.encode() not in content
    with pytest.raises(SealError):
        PAIR.open(ROUND.id, row_key("another"), boxes[row_key(code)])
    known = await desk.known(ANA, code)
    assert (known.drafts, len(known.took_part), len(known.sealed)) == ({}, 1, 1)


async def test_what_could_tell_who_wrote_is_kept_nowhere(
    desk: Desk, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    await desk.consent(ANA)
    while desk.last[ANA].session.at != "own_words":
        await desk.tap(ANA, MoveName.SKIP)
    canaries = ("070 345 678", "canary_07", "Xanthippa", "canary@gmail.com")
    text = f"Call {canaries[0]} or @{canaries[1]}, {canaries[3]}. my name is {canaries[2]} and hi"
    delivery = (await desk.send(desk.arrival(ANA, Said(text=text))))[0]
    known = await desk.known(ANA)
    code = delivery.session.code
    await desk.tap(ANA, MoveName.SEND)
    opened = PAIR.open(ROUND.id, row_key(code), (await desk.boxes())[row_key(code)])
    kept = b"Call [phone] or [handle], [email]. my name is [name] and hi"
    assert kept in next(iter(known.drafts.values()))
    assert kept in opened
    files = _files(tmp_path)
    promises = [promise.content for promise in known.promises.values()]
    shown = repr(delivery.effects).encode() + repr(desk.last[ANA]).encode()
    everything = [*files, *promises, *known.drafts.values(), opened, shown, caplog.text.encode()]
    for canary in canaries:
        assert not any(canary.encode() in each for each in everything), canary


def _files(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in folder.rglob("*") if path.is_file()]


async def test_sending_twice_in_one_batch_keeps_one_response(desk: Desk) -> None:
    await desk.to_review(ANA)
    await desk.send(desk.tapping(ANA, MoveName.SEND), desk.tapping(ANA, MoveName.SEND))
    assert len(await desk.boxes()) == 1
    assert desk.last[ANA].session.phase is Phase.SAVED


_EVERYWHERE = pytest.mark.parametrize("desk", ["memory", "sqlite", "postgres"], indirect=True)


@_EVERYWHERE
async def test_a_withdrawn_response_is_gone_and_one_may_take_part_again(desk: Desk) -> None:
    code = await desk.to_review(ANA)
    await desk.tap(ANA, MoveName.SEND)
    await desk.tap(ANA, MoveName.OPEN, Aside.WITHDRAW)
    await desk.tap(ANA, MoveName.CONFIRM)
    known = await desk.known(ANA, code)
    assert (known.took_part, known.sealed) == (frozenset(), {})
    assert (await desk.tallies())[Tally(ROUND.id, "withdrawn", "en")] == 1
    assert await desk.to_review(ANA) != code


@_EVERYWHERE
@pytest.mark.parametrize("whose", [ANA, BEN])
@pytest.mark.parametrize("way", ["typed", "command"])
async def test_the_code_takes_back_from_any_chat(desk: Desk, whose: str, way: str) -> None:
    code = await desk.to_review(ANA)
    await desk.tap(ANA, MoveName.SEND)
    words = Said(text=code.lower()) if way == "typed" else Commanded(name="withdraw", rest=code)
    await desk.send(desk.arrival(whose, words))
    assert desk.last[whose].session.phase is Phase.WITHDRAWN
    assert await desk.boxes() == {}
    assert bool((await desk.known(ANA)).took_part) == (whose == BEN), "the chat that sent is free"


async def test_what_is_finished_and_withdrawn_in_one_batch_is_never_written(desk: Desk) -> None:
    code = await desk.to_review(ANA)
    await desk.send(
        desk.tapping(ANA, MoveName.SEND),
        desk.arrival(ANA, Commanded(name="withdraw", rest=code)),
    )
    assert desk.last[ANA].session.phase is Phase.WITHDRAWN
    known = await desk.known(ANA, code)
    assert (known.drafts, known.took_part, known.sealed) == ({}, frozenset(), {})
    assert await desk.boxes() == {}


async def test_a_draft_begun_and_stopped_in_one_batch_leaves_only_counts(desk: Desk) -> None:
    await desk.send(desk.arrival(ANA, Commanded(name="start")))
    for move, arg in ((MoveName.SPEAK, "en"), (MoveName.NEXT, ""), (MoveName.AGE, "15")):
        await desk.tap(ANA, move, arg)
    agree = desk.tapping(ANA, MoveName.AGREE)
    await desk.send(agree, desk.arrival(ANA, Said(text="1")), desk.arrival(ANA, Said(text="stop")))
    await desk.tap(ANA, MoveName.CONFIRM)
    assert (await desk.known(ANA)).drafts == {}
    counted = await desk.tallies()
    assert {each.name: number for each, number in counted.items()} == {"started": 1, "stopped": 1}


async def test_a_write_that_fails_leaves_nothing(desk: Desk) -> None:
    code = await desk.to_review(ANA)
    before = await desk.known(ANA, code)
    await desk.close()
    sending = desk.tapping(ANA, MoveName.SEND)
    with pytest.raises(OvertakenError):
        await desk.send(desk.arrival(BEN, Commanded(name="start")), sending)
    after = await desk.known(ANA, code)
    assert after == msgspec.structs.replace(before, open=frozenset())
    assert await desk.boxes() == {}
    assert not (await desk.known(BEN)).drafts


async def test_what_needs_no_answer_is_only_marked_as_seen(desk: Desk) -> None:
    nothing = desk.arrival(ANA, None)
    assert await desk.send(nothing) == []
    known = await desk.known(ANA)
    assert known == msgspec.structs.replace(UNTOUCHED, seen=frozenset({nothing.update_id}))


async def test_every_delivery_shows_something(desk: Desk) -> None:
    deliveries = await desk.send(
        desk.arrival(ANA, Said(text="hi")), desk.arrival(BEN, Said(text="?"))
    )
    assert all(any(isinstance(e, Show) for e in each.effects) for each in deliveries)


async def test_a_tap_on_what_is_out_of_date_shows_what_is_current(desk: Desk) -> None:
    """Found by the crash benchmark: a refused tap alone left a person on an old screen for good."""
    await desk.consent(ANA)
    old = desk.last[ANA]
    await desk.tap(ANA, MoveName.SKIP)
    current = desk.last[ANA]
    late = decode(encode(old.session, Choice("", MoveName.SKIP)))
    (delivery,) = await desk.send(desk.arrival(ANA, late))
    assert delivery.session == current.session
    assert [each for each in delivery.effects if isinstance(each, Show)] == [
        Show(next(e.prompt for e in current.effects if isinstance(e, Show)), fresh=False)
    ]


async def test_a_refused_tap_shows_the_screen_as_it_is(desk: Desk) -> None:
    """The screen may show a choice that the session does not hold any more."""
    await desk.consent(ANA)
    (delivery,) = await desk.send(desk.tapping(ANA, MoveName.DONE))
    assert any(isinstance(each, Show) for each in delivery.effects)
