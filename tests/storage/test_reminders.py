"""A reminder is written once, with the draft, by whoever comes first, and never too late."""

import asyncio
import datetime as dt

import pytest
from sqlalchemy import select

from dialogs.letters import Letter
from dialogs.ports import Changes
from dialogs.prompts import Prompt
from storage import migrate
from storage.db import Database
from storage.intake import State
from storage.outbox import Outbox, Queued
from storage.reminders import Reminded, Reminders, Untouched
from storage.rounds import open_round, set_state
from storage.store import SqlStore
from storage.tables import draft
from storage.vault import Vault
from tests.storage.conftest import Opener
from tests.storage.material import BOT, TODAY, damage, example_round, person

ROUND = example_round()
LATER = TODAY + dt.timedelta(days=6)
LETTER = Queued(
    Letter(chat=1, prompt=Prompt(language="en")), repeatable=False, last_day=TODAY + dt.timedelta(9)
)


def remind(untouched: Untouched) -> Reminded | None:
    """Remind whoever has said so; what is stored then says so no more."""
    if untouched.content != b"remind me":
        return None
    return Reminded(b"reminded", b"letter to " + untouched.tag, LETTER)


class Desk:
    """The store of one round, and its reminders."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self.database = database
        self.key = vault.round_key(ROUND.id)
        self.store = SqlStore(database, vault.draft_key(), lambda: TODAY)
        self.outbox = Outbox(database, vault.draft_key(), BOT)
        self.reminders = Reminders(database, vault.draft_key(), self.outbox)

    async def keep(self, drafts: dict[int, bytes | None]) -> None:
        changes = Changes(drafts={person(self.key, one): draft for one, draft in drafts.items()})
        async with self.store.begin(BOT) as work:
            await work.write(changes)

    async def kept(self, *people: int) -> list[bytes | None]:
        tags = [person(self.key, one) for one in people]
        async with self.store.begin(BOT) as work:
            drafts = (await work.read(updates=(), tags=tags, keys=())).drafts
        return [drafts.get(tag) for tag in tags]

    async def letters(self) -> int:
        async with self.outbox.turn() as turn:
            assert turn is not None
            return len(await turn.waiting(999))


async def desk_on(database: Database, vault: Vault) -> Desk:
    await open_round(database, vault, ROUND, today=TODAY)
    return Desk(database, vault)


async def test_only_who_asks_is_reminded_and_only_once(database: Database, vault: Vault) -> None:
    desk = await desk_on(database, vault)
    await desk.keep({1: b"remind me", 2: b"do not", 3: b"remind me"})
    assert await desk.reminders.write(ROUND.id, TODAY, remind) == 2
    assert await desk.reminders.write(ROUND.id, TODAY, remind) == 0
    assert await desk.kept(1, 2, 3) == [b"reminded", b"do not", b"reminded"]
    assert await desk.letters() == 2


async def test_a_damaged_draft_keeps_nobody_else_from_being_reminded(
    database: Database, vault: Vault
) -> None:
    desk = await desk_on(database, vault)
    await desk.keep({1: b"remind me", 2: b"remind me", 3: b"remind me"})
    await damage(database, draft, draft.c.tag == person(desk.key, 2))
    assert await desk.reminders.write(ROUND.id, TODAY, remind) == 2
    assert await desk.kept(1, 3) == [b"reminded", b"reminded"]


async def test_a_draft_counts_as_untouched(database: Database, vault: Vault) -> None:
    desk = await desk_on(database, vault)
    await desk.keep({1: b"remind me"})
    await Reminders(database, vault.draft_key(), desk.outbox).write(ROUND.id, LATER, remind)
    async with database.read() as connection:
        assert await connection.scalar(select(draft.c.day)) == TODAY.toordinal()


async def test_who_has_written_since_is_left_alone(database: Database, vault: Vault) -> None:
    desk = await desk_on(database, vault)
    await desk.keep({1: b"remind me"})
    assert await desk.reminders.write(ROUND.id, TODAY - dt.timedelta(days=1), remind) == 0
    assert await desk.letters() == 0


async def test_everybody_is_found_on_whatever_page(database: Database, vault: Vault) -> None:
    desk = await desk_on(database, vault)
    await desk.keep({one: b"remind me" if one % 3 else b"do not" for one in range(450)})
    assert await desk.reminders.write(ROUND.id, TODAY, remind) == 300
    assert await desk.letters() == 300


async def test_another_round_is_not_looked_at(database: Database, vault: Vault) -> None:
    desk = await desk_on(database, vault)
    await desk.keep({1: b"remind me"})
    assert await desk.reminders.write("another", TODAY, remind) == 0


async def test_a_round_that_takes_nothing_more_reminds_nobody(
    database: Database, vault: Vault
) -> None:
    desk = await desk_on(database, vault)
    await desk.keep({1: b"remind me"})
    async with database.begin() as connection:
        await set_state(connection, ROUND.id, State.CLOSING)
    assert await desk.reminders.write(ROUND.id, TODAY, remind) == 0
    assert await desk.letters() == 0


async def test_a_draft_that_goes_in_that_moment_is_not_written_again(
    database: Database, vault: Vault
) -> None:
    desk = await desk_on(database, vault)
    await desk.keep({1: b"remind me"})
    asked: list[bytes] = []

    def answer(untouched: Untouched) -> Reminded | None:
        """Say yes to what was seen first, as if it had changed by the second look."""
        asked.append(untouched.content)
        return remind(untouched) if len(asked) == 1 else None

    assert await desk.reminders.write(ROUND.id, TODAY, answer) == 0
    assert await desk.kept(1) == [b"remind me"]
    assert asked == [b"remind me"] * 2


async def test_a_crash_between_the_two_leaves_neither(database: Database, vault: Vault) -> None:
    desk = await desk_on(database, vault)
    await desk.keep({1: b"remind me"})

    class Broken(Outbox):
        async def put(self, *_: object) -> None:
            raise OSError("no space left")

    broken = Reminders(database, vault.draft_key(), Broken(database, vault.draft_key(), BOT))
    with pytest.raises(OSError, match="no space"):
        await broken.write(ROUND.id, TODAY, remind)
    assert await desk.kept(1) == [b"remind me"]
    assert await desk.reminders.write(ROUND.id, TODAY, remind) == 1


async def test_who_comes_back_before_it_is_sent_is_not_reminded(
    database: Database, vault: Vault
) -> None:
    desk = await desk_on(database, vault)
    await desk.keep({1: b"remind me", 2: b"remind me"})
    await desk.reminders.write(ROUND.id, TODAY, remind)
    gone, going = (b"letter to " + person(desk.key, one) for one in (1, 2))
    async with desk.outbox.turn() as turn:
        assert turn is not None
        await turn.mark(going)
        async with desk.store.begin(BOT) as work:
            await work.write(Changes(unsent=(gone, going)))
        assert await turn.waiting(9) == {}
        assert await turn.recover() == 1  # the one that was on its way is there still


async def test_two_workers_write_one_letter(
    new_postgres_url: str, open_database: Opener, vault: Vault
) -> None:
    first, second = open_database(new_postgres_url), open_database(new_postgres_url)
    await migrate.upgrade(first)
    desks = [await desk_on(first, vault), Desk(second, vault)]
    await desks[0].keep(dict.fromkeys(range(300), b"remind me"))
    written = await asyncio.gather(
        *(desk.reminders.write(ROUND.id, TODAY, remind) for desk in desks * 3)
    )
    assert sum(written) == 300
    assert await desks[0].letters() == 300
