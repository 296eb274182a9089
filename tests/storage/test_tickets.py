"""Codes that let people in: each once, and none that is not ours."""

import asyncio
from pathlib import Path

import pytest

from dialogs.codes import find_ticket
from dialogs.ports import Changes
from storage import tickets
from storage.db import Database
from storage.erasing import erase_people
from storage.intake import State
from storage.rounds import open_round
from storage.store import SqlStore
from storage.tags import RoundKey
from storage.tickets import CodesFileError, TicketGoneError, ticket_tag
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


async def test_new_codes_are_readable_and_all_different(database: Database, key: RoundKey) -> None:
    codes = await tickets.make(database, key, 200)
    assert len(set(codes)) == 200
    assert all(find_ticket(f" {code.lower()} ") == code for code in codes)
    assert await tickets.unused(database, ROUND.id) == 200


async def test_a_code_is_used_once(database: Database, key: RoundKey, store: SqlStore) -> None:
    (code,) = await tickets.make(database, key, 1)
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
    (code,) = await tickets.make(database, key, 1)

    async def enter() -> bool:
        try:
            async with store.begin(BOT) as work:
                await work.write(Changes(redeemed=[ticket_tag(key, code)]))
        except TicketGoneError:
            return False
        return True

    assert sum(await asyncio.gather(*(enter() for _ in range(20)))) == 1


async def test_a_released_code_can_be_used_again(
    database: Database, key: RoundKey, store: SqlStore
) -> None:
    (code,) = await tickets.make(database, key, 1)
    tag = ticket_tag(key, code)
    for change in (Changes(redeemed=[tag]), Changes(released=[tag]), Changes(released=[tag])):
        async with store.begin(BOT) as work:
            await work.write(change)
    assert await known(store, tag)
    assert await tickets.unused(database, ROUND.id) == 1


async def test_what_is_stored_does_not_tell_the_code(database: Database, key: RoundKey) -> None:
    (code,) = await tickets.make(database, key, 1)
    assert code.encode() not in ticket_tag(key, code)
    other = RoundKey(ROUND.id, b"x" * 32)
    assert ticket_tag(other, code) != ticket_tag(key, code)


def test_codes_are_written_for_their_owner_alone_and_never_over_others(tmp_path: Path) -> None:
    out = tmp_path / "codes.txt"
    tickets.write(out, ["ABCD-EFGH-JKMN", "PQRS-TVWX-YZ01"])
    assert out.read_text().split() == ["ABCD-EFGH-JKMN", "PQRS-TVWX-YZ01"]
    assert out.stat().st_mode & 0o077 == 0
    with pytest.raises(CodesFileError, match="Name another one"):
        tickets.write(out, ["0000-0000-0000"])
    assert "0000" not in out.read_text()


async def test_the_codes_of_a_round_go_with_it(database: Database, key: RoundKey) -> None:
    await tickets.make(database, key, 3)
    async with database.begin() as connection:
        await erase_people(connection, ROUND.id, State.CLOSED, TODAY)
    assert await tickets.unused(database, ROUND.id) == 0
