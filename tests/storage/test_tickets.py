"""Codes that let people in: each once, and none that is not ours."""

import asyncio
from pathlib import Path

import pytest

from dialogs.codes import find_ticket
from dialogs.ports import Changes
from storage import slips, tickets
from storage.db import Database
from storage.erasing import count_people, erase_people
from storage.intake import State
from storage.rounds import open_round
from storage.slips import CodesFileError, Slip
from storage.store import SqlStore
from storage.tags import RoundKey
from storage.ticket_batches import TicketGoneError, about, batches
from storage.tickets import ticket_tag
from storage.vault import Vault
from tests.storage.material import BOT, TODAY, example_round

ROUND = example_round()


@pytest.fixture
async def key(database: Database, vault: Vault) -> RoundKey:
    await open_round(database, vault, ROUND, today=TODAY)
    return vault.round_key(ROUND.id)


@pytest.fixture
def store(database: Database, vault: Vault) -> SqlStore:
    return SqlStore(database, vault.draft_key(), lambda: TODAY)


async def known(store: SqlStore, tag: bytes) -> bool:
    async with store.begin(BOT) as work:
        return tag in (await work.read(updates=[], tags=[], keys=[], tickets=[tag])).tickets


async def one_code(database: Database, key: RoundKey) -> str:
    return (await tickets.make(database, key, 1))[0].code


async def use(store: SqlStore, *tags: bytes) -> bool:
    """Use codes in one transaction; whether they were good."""
    try:
        async with store.begin(BOT) as work:
            await work.write(Changes(redeemed=tags))
    except TicketGoneError:
        return False
    return True


async def test_new_codes_are_readable_and_all_different(database: Database, key: RoundKey) -> None:
    made = await tickets.make(database, key, 200)
    assert len({slip.code for slip in made}) == len({slip.link for slip in made}) == 200
    for slip in made:
        assert find_ticket(f" {slip.code.lower()} ") == slip.code
        assert find_ticket(slip.link) == slip.code
        assert find_ticket(slips.url("our_bot", slip.link)) == slip.code
    assert await tickets.unused(database, ROUND.id) == 200


async def test_a_code_is_used_once(database: Database, key: RoundKey, store: SqlStore) -> None:
    code = await one_code(database, key)
    tag = ticket_tag(key, code)
    assert await known(store, tag)
    async with store.begin(BOT) as work:
        await work.write(Changes(redeemed=[tag]))
    assert not await known(store, tag)
    with pytest.raises(TicketGoneError):
        async with store.begin(BOT) as work:
            await work.write(Changes(redeemed=[tag]))


async def test_of_many_at_once_exactly_one_gets_in(
    database: Database, key: RoundKey, store: SqlStore
) -> None:
    code = await one_code(database, key)

    tag = ticket_tag(key, code)
    assert sum(await asyncio.gather(*(use(store, tag) for _ in range(1_000)))) == 1


async def test_a_released_code_can_be_used_again(
    database: Database, key: RoundKey, store: SqlStore
) -> None:
    code = await one_code(database, key)
    tag = ticket_tag(key, code)
    for change in (Changes(redeemed=[tag]), Changes(released=[tag]), Changes(released=[tag])):
        async with store.begin(BOT) as work:
            await work.write(change)
    assert await known(store, tag)
    assert await tickets.unused(database, ROUND.id) == 1


async def test_what_is_stored_does_not_tell_the_code(database: Database, key: RoundKey) -> None:
    code = await one_code(database, key)
    assert code.encode() not in ticket_tag(key, code)
    other = RoundKey(ROUND.id, b"x" * 32)
    assert ticket_tag(other, code) != ticket_tag(key, code)


def test_codes_are_written_for_their_owner_alone_and_never_over_others(tmp_path: Path) -> None:
    out = tmp_path / "codes.txt"
    slips.write(out, [Slip("ABCD-EFGH-JKMN", "A" * 22), Slip("PQRS-TVWX-YZ01", "B" * 22)])
    assert out.read_text().split() == ["ABCD-EFGH-JKMN", "PQRS-TVWX-YZ01"]
    assert out.stat().st_mode & 0o077 == 0
    with pytest.raises(CodesFileError, match="Name another one"):
        slips.write(out, [Slip("0000-0000-0000", "C" * 22)])
    assert "0000" not in out.read_text()


def test_with_the_name_of_the_bot_the_link_follows_the_code(tmp_path: Path) -> None:
    out = tmp_path / "codes.txt"
    slips.write(out, [Slip("ABCD-EFGH-JKMN", "A" * 22)], bot="our_bot")
    assert out.read_text() == f"ABCD-EFGH-JKMN\thttps://t.me/our_bot?start={'A' * 22}\n"


async def test_past_the_quota_of_a_batch_the_other_codes_are_void(
    database: Database, key: RoundKey, store: SqlStore
) -> None:
    made = await tickets.make(database, key, 3, batch="school-1", quota=2)
    tags = [ticket_tag(key, slip.code) for slip in made]
    (free,) = [ticket_tag(key, slip.code) for slip in await tickets.make(database, key, 1)]
    assert await use(store, tags[0])
    assert not await use(store, *tags[1:])  # two more are one too many
    assert await use(store, tags[1])
    assert not await known(store, tags[2])
    assert not await use(store, tags[2])
    assert await use(store, free)


async def test_of_many_at_once_no_more_than_the_quota_get_in(
    database: Database, key: RoundKey, store: SqlStore
) -> None:
    made = await tickets.make(database, key, 100, batch="school-1", quota=7)
    tags = [ticket_tag(key, slip.code) for slip in made]
    assert sum(await asyncio.gather(*(use(store, tag) for tag in tags))) == 7


async def test_whoever_stops_gives_the_place_back_to_the_batch(
    database: Database, key: RoundKey, store: SqlStore
) -> None:
    made = await tickets.make(database, key, 2, batch="school-1", quota=1)
    tags = [ticket_tag(key, slip.code) for slip in made]
    assert await use(store, tags[0])
    assert not await known(store, tags[1])
    async with store.begin(BOT) as work:
        await work.write(Changes(released=[tags[0]]))
    assert await known(store, tags[0])
    assert await use(store, tags[1])
    assert not await known(store, tags[0])


async def test_codes_can_be_added_to_a_batch(database: Database, key: RoundKey) -> None:
    await tickets.make(database, key, 20, batch="club", quota=10)
    await tickets.make(database, key, 5, batch="club")
    await tickets.make(database, key, 5, batch="club", quota=12)
    (batch,) = await batches(database, ROUND.id)
    assert (batch.label, batch.made, batch.quota, batch.used) == ("club", 30, 12, "fewer than 10")


def test_what_is_told_of_a_count_does_not_change_with_one_person() -> None:
    assert {about(count) for count in range(10)} == {"fewer than 10"}
    assert {about(count) for count in range(35, 45)} == {"about 40"}


async def test_the_codes_of_a_round_go_with_it(
    database: Database, key: RoundKey, store: SqlStore
) -> None:
    made = await tickets.make(database, key, 3, batch="club")
    assert await use(store, ticket_tag(key, made[0].code))
    async with database.begin() as connection:
        await erase_people(connection, ROUND.id, State.CLOSED, TODAY)
        assert await count_people(connection, ROUND.id) == 0
    assert await tickets.unused(database, ROUND.id) == 0
    assert await batches(database, ROUND.id) == []
