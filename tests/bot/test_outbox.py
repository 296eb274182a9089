"""What is done about a letter that does not go out depends on why."""

import asyncio
import datetime as dt
import logging
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
import pytest_asyncio

from bot.allowance import IN_FLIGHT, Turns
from bot.channels.base import Remedy, SendProblem
from bot.outbox import OutboxSender
from bot.pace import Backoff
from dialogs.letters import Letter
from dialogs.prompts import Prompt
from storage import migrate
from storage.db import Database
from storage.outbox import Outbox, Queued
from storage.tables import outbox
from tests.storage.material import damage
from tests.support.edge import BOT, Edge

TODAY = dt.date(2026, 11, 9)


class Office:
    """An outbox on SQLite, and its sender on a wire."""

    def __init__(self, database: Database) -> None:
        self.edge = Edge()
        self.database = database
        self.outbox = Outbox(database, bytes(32), BOT)
        self.sender = OutboxSender(
            self.outbox, self.edge.wire, self.edge.pace, self.edge.metrics, lambda: TODAY
        )

    async def put(self, *chats: int, repeatable: bool = True) -> None:
        letters = {
            str(chat).encode(): Queued(
                Letter(chat=chat, prompt=Prompt(language="en", heading="Hello")),
                repeatable,
                TODAY,
            )
            for chat in chats
        }
        async with self.database.begin() as connection:
            await self.outbox.put(connection, letters)

    async def send(self, until: int) -> None:
        """Run until so many letters have met their fate."""
        stop = asyncio.Event()
        running = asyncio.create_task(self.sender.run(stop))
        async with asyncio.timeout(30):
            while sum(self.fates().values()) < until:  # noqa: ASYNC110 - it has no bell
                await asyncio.sleep(0.01)
        stop.set()
        await running

    def fates(self) -> dict[str, int]:
        fates = ("sent", "stopped", "doubtful", "late")
        counts = {fate: self.edge.count("consult_letters_total", outcome=fate) for fate in fates}
        return {fate: int(count) for fate, count in counts.items() if count}

    async def waiting(self) -> int:
        async with self.outbox.turn() as turn:
            assert turn is not None
            await turn.recover()
            return len(await turn.waiting(99))


@pytest_asyncio.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    database = Database.open(f"sqlite+aiosqlite:///{tmp_path / 'consult.db'}")
    await migrate.upgrade(database)
    yield Office(database)
    await database.close()


async def test_the_right_to_send_is_kept_while_a_letter_is_on_its_way(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One letter meets a mistake; the other is on the wire, and is still ours to settle."""
    await office.put(1, 2, repeatable=False)
    arrived = asyncio.Event()

    async def post(letter: Letter) -> None:
        if letter.chat == 1:
            raise ZeroDivisionError
        await asyncio.sleep(0.05)
        arrived.set()

    monkeypatch.setattr(office.edge.wire, "post", post)
    async with office.outbox.turn() as turn:
        assert turn is not None
        with pytest.raises(ZeroDivisionError):
            await office.sender._work(turn, asyncio.Event())
        assert arrived.is_set()
        assert office.fates() == {"sent": 1}


async def test_letters_go_out_once_and_leave_nothing(office: Office) -> None:
    await office.put(1, 2, 3)
    await office.send(until=3)
    assert sorted(each.chat for each in office.edge.wire.posted) == [1, 2, 3]
    assert office.fates() == {"sent": 3}
    assert await office.waiting() == 0


async def test_a_reminder_goes_before_the_results_that_many_get(office: Office) -> None:
    results = {_id(office, chat, outlives=True): _letter(chat) for chat in range(2, 60)}
    async with office.database.begin() as connection:
        await office.outbox.put(connection, results)
        await office.outbox.put(connection, {_id(office, 1, outlives=False): _letter(1)})
    await office.send(until=30)
    assert office.edge.wire.posted[0].chat == 1


def _id(office: Office, chat: int, *, outlives: bool) -> bytes:
    return office.outbox.id_of("ours", str(chat).encode(), outlives=outlives)


def _letter(chat: int) -> Queued:
    prompt = Prompt(language="en", heading="Hello")
    return Queued(Letter(chat=chat, prompt=prompt), repeatable=True, last_day=TODAY)


async def test_letters_wait_for_the_answers_that_wait(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    turns, first = Turns(), asyncio.Event()
    monkeypatch.setattr(office.sender, "_turns", turns)
    await office.put(1)
    async with AsyncExitStack() as on_their_way:
        for chat in range(IN_FLIGHT):
            await on_their_way.enter_async_context(turns.turn(chat))
        answer = asyncio.create_task(_answer(turns, first))
        stop = asyncio.Event()
        running = asyncio.create_task(office.sender.run(stop))
        await asyncio.sleep(0.3)
        assert not office.edge.wire.posted
    await answer
    async with asyncio.timeout(30):
        while not office.edge.wire.posted:  # noqa: ASYNC110 - it has no bell
            await asyncio.sleep(0.01)
    assert first.is_set()
    stop.set()
    await running


async def _answer(turns: Turns, first: asyncio.Event) -> None:
    async with turns.turn(99):
        first.set()


async def test_who_blocked_us_gets_nothing_more(office: Office) -> None:
    await office.put(1)
    office.edge.wire.problems.append(SendProblem(Remedy.STOP))
    await office.send(until=1)
    assert office.fates() == {"stopped": 1}
    assert await office.waiting() == 0


async def test_trouble_on_the_way_is_overcome(office: Office) -> None:
    await office.put(1)
    office.edge.wire.problems += [
        SendProblem(Remedy.RETRY),
        SendProblem(Remedy.WAIT, after=0.05),
        SendProblem(Remedy.RETRY, doubtful=True),
    ]
    await office.send(until=1)
    assert office.fates() == {"sent": 1}


async def test_what_may_have_arrived_is_repeated_only_where_it_does_no_harm(
    office: Office,
) -> None:
    await office.put(1, repeatable=False)
    office.edge.wire.problems.append(SendProblem(Remedy.RETRY, doubtful=True))
    await office.send(until=1)
    assert office.fates() == {"doubtful": 1}
    assert office.edge.wire.posted == []


async def test_what_certainly_did_not_arrive_is_tried_again(office: Office) -> None:
    await office.put(1, repeatable=False)
    office.edge.wire.problems.append(SendProblem(Remedy.RETRY))
    await office.send(until=1)
    assert office.fates() == {"sent": 1}


async def test_a_messenger_that_is_away_for_long_costs_no_letter(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is no longer worth sending is known by its last day alone."""
    monkeypatch.setattr(office.sender, "_trouble", Backoff(0.001, 0.001))
    await office.put(1, repeatable=False)
    office.edge.wire.problems += [SendProblem(Remedy.RETRY)] * 30
    await office.send(until=1)
    assert office.fates() == {"sent": 1}


async def test_one_letter_that_never_goes_out_does_not_slow_down_the_others(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office.sender, "_trouble", Backoff(3600.0, 3600.0))
    monkeypatch.setattr("bot.outbox.AT_ONCE", 2)
    post = office.edge.wire.post

    async def stuck(letter: Letter) -> None:
        if letter.chat == 1:
            raise SendProblem(Remedy.RETRY)
        await post(letter)

    monkeypatch.setattr(office.edge.wire, "post", stuck)
    await office.put(*range(1, 6))
    await office.send(until=4)
    assert office.fates() == {"sent": 4}
    assert await office.waiting() == 1


async def test_a_damaged_letter_is_told_and_the_others_go_out(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    await office.put(1, 2)
    await damage(office.database, outbox, outbox.c.id == b"1")
    with caplog.at_level(logging.ERROR, logger="bot.damage"):
        await office.send(until=1)
    assert [each.chat for each in office.edge.wire.posted] == [2]
    assert (len(caplog.records), office.edge.count("consult_damaged", kind="letters")) == (1, 1)


async def test_a_long_pause_does_not_keep_us_from_stopping(office: Office) -> None:
    await office.put(1, 2, repeatable=False)
    office.edge.pace.pause(3600)
    stop = asyncio.Event()
    running = asyncio.create_task(office.sender.run(stop))
    await asyncio.sleep(0.1)
    stop.set()
    async with asyncio.timeout(5):
        await running
    assert await office.waiting() == 2


async def test_a_stop_is_heard_in_a_pause_after_trouble(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office.sender, "_trouble", Backoff(3600.0, 3600.0))
    office.edge.wire.problems.append(SendProblem(Remedy.RETRY))
    await office.put(1)
    stop = asyncio.Event()
    running = asyncio.create_task(office.sender.run(stop))
    async with asyncio.timeout(30):
        while office.edge.wire.problems:  # noqa: ASYNC110 - the wire has no bell
            await asyncio.sleep(0.01)
        stop.set()
        await running
    assert await office.waiting() == 1
