"""What has had its time is erased, and nothing earlier."""

import datetime as dt
from dataclasses import dataclass

import msgspec

from dialogs.ports import Changes, Promise
from storage.db import Database
from storage.retention import PROMISE_DAYS, SEEN_DAYS, erase_expired
from storage.rounds import open_round
from storage.store import SqlStore
from storage.vault import Vault
from tests.storage.material import BOT, TODAY, example_round, person


@dataclass
class Clock:
    """A date that a test moves."""

    today: dt.date

    def __call__(self) -> dt.date:
        return self.today

    def pass_days(self, days: int) -> None:
        self.today += dt.timedelta(days=days)


async def test_drafts_end_when_their_own_round_says(database: Database, vault: Vault) -> None:
    patient = example_round("patient")
    quick = msgspec.structs.replace(example_round("quick"), keep_drafts_days=2)
    for round_ in (patient, quick):
        await open_round(database, vault, round_, today=TODAY)
    one, two = (person(vault.round_key(round_.id), 1) for round_ in (patient, quick))
    clock = Clock(TODAY)
    store = SqlStore(database, vault.draft_key(), clock)
    async with store.begin(BOT) as work:
        await work.write(Changes(drafts={one: b"patient", two: b"quick"}, entered=(two,)))

    async def left() -> set[bytes]:
        async with store.begin(BOT) as work:
            return set((await work.read(updates=(), tags=(one, two), keys=())).drafts)

    clock.pass_days(2)
    assert await erase_expired(database, clock()) == 0
    clock.pass_days(1)
    assert await erase_expired(database, clock()) == 1
    assert await left() == {one}
    clock.pass_days(patient.keep_drafts_days - 2)
    assert await erase_expired(database, clock()) == 1
    assert await left() == set()


async def test_what_a_clock_ahead_of_its_time_has_dated_is_kept_no_longer(
    database: Database, vault: Vault
) -> None:
    """Its days count from when the clock is found to be right again."""
    round_ = example_round()
    await open_round(database, vault, round_, today=TODAY)
    one, clock = person(vault.round_key(round_.id), 1), Clock(TODAY + dt.timedelta(days=400))
    store = SqlStore(database, vault.draft_key(), clock)
    async with store.begin(BOT) as work:
        await work.write(
            Changes(seen=[1], drafts={one: b"draft"}, promised={one: Promise(b"m", b"")})
        )
    clock.today = TODAY
    assert await erase_expired(database, clock()) == 0
    clock.pass_days(max(round_.keep_drafts_days, SEEN_DAYS, PROMISE_DAYS) + 1)
    assert await erase_expired(database, clock()) == 1
    async with store.begin(BOT) as work:
        left = await work.read(updates=(1,), tags=(one,), keys=())
    assert (left.seen, left.drafts, left.promises) == (frozenset(), {}, {})


async def test_a_screen_that_moved_does_not_keep_a_draft_alive(
    database: Database, vault: Vault
) -> None:
    """Screens are drawn anew after a crash, when nobody has written."""
    round_ = example_round()
    await open_round(database, vault, round_, today=TODAY)
    one, gone = (person(vault.round_key(round_.id), number) for number in (1, 2))
    clock = Clock(TODAY)
    store = SqlStore(database, vault.draft_key(), clock)
    async with store.begin(BOT) as work:
        await work.write(Changes(drafts={one: b"before"}))
    clock.pass_days(round_.keep_drafts_days)
    async with store.begin(BOT) as work:
        await work.write(Changes(moved={one: b"after", gone: b"after"}))
    async with store.begin(BOT) as work:
        drafts = (await work.read(updates=(), tags=(one, gone), keys=())).drafts
    assert drafts == {one: b"after"}
    clock.pass_days(1)
    assert await erase_expired(database, clock()) == 1


async def test_a_message_keeps_a_draft_alive(database: Database, vault: Vault) -> None:
    round_ = example_round()
    await open_round(database, vault, round_, today=TODAY)
    one = person(vault.round_key(round_.id), 1)
    clock = Clock(TODAY)
    store = SqlStore(database, vault.draft_key(), clock)
    for content in (b"first", b"second"):
        async with store.begin(BOT) as work:
            await work.write(Changes(drafts={one: content}))
        clock.pass_days(round_.keep_drafts_days)
    assert await erase_expired(database, clock()) == 0


async def test_update_ids_go_after_a_week(database: Database, vault: Vault) -> None:
    clock = Clock(TODAY)
    store = SqlStore(database, vault.draft_key(), clock)
    for update in (1, 2):
        async with store.begin(BOT) as work:
            await work.write(Changes(seen=(update,)))
        clock.pass_days(1)
    clock.pass_days(SEEN_DAYS - 1)
    await erase_expired(database, clock())
    async with store.begin(BOT) as work:
        assert (await work.read(updates=(1, 2), tags=(), keys=())).seen == {2}


async def test_promises_and_failures_go_too(database: Database, vault: Vault) -> None:
    clock = Clock(TODAY)
    store = SqlStore(database, vault.draft_key(), clock)
    async with store.begin(BOT) as work:
        await work.write(Changes(promised={b"t" * 36: Promise(b"mark", b"what")}))
        await work.count_failure(1)
    clock.pass_days(PROMISE_DAYS)
    await erase_expired(database, clock())
    assert len(await store.owed(9)) == 1
    clock.pass_days(1)
    await erase_expired(database, clock())
    assert await store.owed(9) == {}
    clock.pass_days(SEEN_DAYS)
    await erase_expired(database, clock())
    async with store.begin(BOT) as work:
        assert await work.count_failure(1) == 1
