"""Letters wait, go once, and say what a crash has left in doubt."""

import datetime as dt

import pytest
from sqlalchemy.exc import DBAPIError

from dialogs.letters import Letter
from dialogs.prompts import Prompt
from storage import migrate
from storage.db import Database
from storage.erasing import count_people, erase_people
from storage.intake import State
from storage.outbox import Outbox, Queued
from storage.tables import outbox
from storage.tags import round_prefix
from tests.storage.conftest import Opener
from tests.storage.material import BOT, TODAY, damage

KEY = bytes(range(32))
CHAT = 700_000_001


def letter(*, repeatable: bool = True, last_day: dt.date = TODAY) -> Queued:
    return Queued(
        Letter(chat=CHAT, prompt=Prompt(language="sq", heading="Kujtesë")), repeatable, last_day
    )


async def _put(database: Database, **letters: Queued) -> Outbox:
    box = Outbox(database, KEY, BOT)
    async with database.begin() as connection:
        await box.put(connection, {name.encode(): one for name, one in letters.items()})
    return box


async def test_a_letter_waits_until_it_is_delivered(database: Database) -> None:
    box = await _put(database, one=letter())
    async with box.turn() as turn:
        assert turn is not None
        assert await turn.waiting(9) == {b"one": letter()}
        await turn.mark(b"one")
        assert await turn.waiting(9) == {}
        await turn.erase(b"one")
        assert await turn.recover() == 0
        assert await turn.waiting(9) == {}


async def test_the_same_letter_is_written_once(database: Database) -> None:
    await _put(database, one=letter())
    box = await _put(database, one=letter(repeatable=False))
    async with box.turn() as turn:
        assert turn is not None
        assert await turn.waiting(9) == {b"one": letter()}


async def test_after_a_crash_only_what_does_no_harm_is_sent_again(database: Database) -> None:
    box = await _put(database, once=letter(repeatable=False), again=letter(), other=letter())
    async with box.turn() as turn:
        assert turn is not None
        await turn.mark(b"once")
        await turn.mark(b"again")
    async with box.turn() as turn:
        assert turn is not None
        assert await turn.recover() == 1
        assert set(await turn.waiting(9)) == {b"again", b"other"}


async def test_what_has_failed_comes_after_what_has_not(database: Database) -> None:
    box = await _put(database, a=letter(), b=letter())
    async with box.turn() as turn:
        assert turn is not None
        await turn.mark(b"a")
        await turn.put_back(b"a")
        waiting = await turn.waiting(9)
        assert [(name, one.tries) for name, one in waiting.items()] == [(b"b", 0), (b"a", 1)]


async def test_one_that_ends_with_its_round_goes_before_all_that_outlive_theirs(
    database: Database,
) -> None:
    """Whatever the round, and however often it has failed."""
    box = Outbox(database, KEY, BOT)
    results = {box.id_of("ours", bytes([n]), outlives=True): letter() for n in range(30)}
    reminders = [box.id_of(round_, b"me", outlives=False) for round_ in ("ours", "theirs", "more")]
    async with database.begin() as connection:
        await box.put(connection, results | dict.fromkeys(reminders, letter()))
    async with box.turn() as turn:
        assert turn is not None
        for _ in range(9):
            await turn.put_back(reminders[0])
        waiting = list(await turn.waiting(10))
    assert set(waiting[:3]) == set(reminders)
    assert waiting[2] == reminders[0]
    assert set(waiting[3:]) < set(results)


async def test_those_that_do_not_get_through_hold_up_nobody(database: Database) -> None:
    box = Outbox(database, KEY, BOT)
    reminders = {box.id_of("ours", bytes([n]), outlives=False): letter() for n in range(30)}
    result = box.id_of("ours", b"result", outlives=True)
    async with database.begin() as connection:
        await box.put(connection, reminders | {result: letter()})
    async with box.turn() as turn:
        assert turn is not None
        assert result in await turn.waiting(10)


async def test_a_damaged_letter_does_not_hold_up_the_others(database: Database) -> None:
    box = await _put(database, a=letter(), b=letter(), c=letter())
    await damage(database, outbox, outbox.c.id == b"a")
    async with box.turn() as turn:
        assert turn is not None
        assert (await turn.waiting(1), turn.damaged) == ({}, 1)
        assert set(await turn.waiting(2)) == {b"b", b"c"}
        assert turn.damaged == 1
        assert await turn.expire(TODAY + dt.timedelta(days=1)) == 3


async def test_what_is_no_longer_worth_sending_goes(database: Database) -> None:
    box = await _put(database, old=letter(last_day=TODAY - dt.timedelta(days=1)), new=letter())
    async with box.turn() as turn:
        assert turn is not None
        assert await turn.expire(TODAY) == 1
        assert set(await turn.waiting(9)) == {b"new"}


async def test_every_bot_has_its_own(database: Database) -> None:
    await _put(database, one=letter())
    async with Outbox(database, KEY, BOT + 1).turn() as turn:
        assert turn is not None
        assert await turn.waiting(9) == {}


async def test_where_a_letter_goes_cannot_be_read(database: Database) -> None:
    await _put(database, one=letter())
    async with database.read() as connection:
        (row,) = (await connection.execute(outbox.select())).all()
    assert str(CHAT).encode() not in row.box
    assert "Kujtesë".encode() not in row.box


async def test_one_process_sends_at_a_time(new_postgres_url: str, open_database: Opener) -> None:
    first, second = open_database(new_postgres_url), open_database(new_postgres_url)
    async with Outbox(first, KEY, BOT).turn() as turn:
        assert turn is not None
        async with Outbox(second, KEY, BOT).turn() as none:
            assert none is None
    async with Outbox(second, KEY, BOT).turn() as turn:
        assert turn is not None


async def test_who_has_lost_the_right_to_send_cannot_go_on(
    new_postgres_url: str, open_database: Opener
) -> None:
    first, second = open_database(new_postgres_url), open_database(new_postgres_url)
    await migrate.upgrade(first)
    async with Outbox(first, KEY, BOT).turn() as turn:
        assert turn is not None
        async with second.begin() as other:
            await other.exec_driver_sql(
                "SELECT pg_terminate_backend(pid) FROM pg_locks "
                "WHERE locktype = 'advisory' AND pid <> pg_backend_pid()"
            )
        with pytest.raises(DBAPIError):
            await turn.waiting(9)


@pytest.mark.parametrize("over", [State.CLOSED, State.CANCELLED])
async def test_letters_that_must_not_outlive_a_round_go_with_it(
    database: Database, over: State
) -> None:
    box, name = Outbox(database, KEY, BOT), b"700000001"
    ends = box.id_of("ours", name, outlives=False)
    outlives = box.id_of("ours", name, outlives=True)
    other = box.id_of("theirs", name, outlives=False)
    async with database.begin() as connection:
        await box.put(connection, dict.fromkeys((ends, outlives, other), letter()))
        assert await count_people(connection, "ours") == 1
        await erase_people(connection, "ours", over, TODAY)
        assert await count_people(connection, "ours") == 0
    async with box.turn() as turn:
        assert turn is not None
        assert (await turn.waiting(9)).keys() == {outlives, other}
        assert not await turn.mark(ends)
        assert await turn.mark(other)


def test_an_id_says_which_round_and_not_whose_letter_it_is(database: Database) -> None:
    one = Outbox(database, KEY, BOT).id_of("ours", b"700000001", outlives=False)
    assert one == Outbox(database, KEY, BOT).id_of("ours", b"700000001", outlives=False)
    assert one.startswith(round_prefix("ours"))
    assert one != Outbox(database, bytes(32), BOT).id_of("ours", b"700000001", outlives=False)
