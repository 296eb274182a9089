"""A pause says why in every language, takes nothing away, and ends."""

import datetime as dt

import pytest
import pytest_asyncio

from dialogs.ports import Changes
from storage.closing_record import Pause
from storage.db import Database
from storage.history import pauses
from storage.intake import State
from storage.pausing import PauseMessageError, pause_round, resume_round
from storage.rounds import NotOpenError, get_round, open_round, set_state
from storage.store import SqlStore
from storage.vault import Vault
from tests.storage.material import BOT, TODAY, example_round, person

ROUND = example_round()
SAID = {language: f"We pause ({language})." for language in ROUND.languages}
LATER = TODAY + dt.timedelta(days=3)


@pytest_asyncio.fixture
async def opened(database: Database, vault: Vault) -> Database:
    await open_round(database, vault, ROUND, today=TODAY)
    return database


async def test_what_is_said_is_there_until_it_goes_on(opened: Database) -> None:
    assert (await get_round(opened, ROUND.id)).pause is None
    paused = await pause_round(opened, ROUND.id, SAID, today=TODAY)
    assert (paused.pause, paused.state) == (SAID, State.OPEN)
    assert (await resume_round(opened, ROUND.id, today=LATER)).pause is None
    assert (await resume_round(opened, ROUND.id, today=LATER)).pause is None


async def test_pausing_again_changes_only_what_is_said(opened: Database) -> None:
    await pause_round(opened, ROUND.id, SAID, today=TODAY)
    other = {**SAID, "en": "  Until Monday.  "}
    row = await pause_round(opened, ROUND.id, other, today=LATER)
    assert row.pause == {**SAID, "en": "Until Monday."}
    async with opened.read() as connection:
        told = await pauses(connection, ROUND.id, LATER)
    assert told == (Pause(began=TODAY, ended=LATER),)


async def test_every_pause_is_remembered(opened: Database) -> None:
    for day in (TODAY, LATER):
        await pause_round(opened, ROUND.id, SAID, today=day)
        await resume_round(opened, ROUND.id, today=day)
    async with opened.read() as connection:
        told = await pauses(connection, ROUND.id, LATER)
    assert told == (Pause(began=TODAY, ended=TODAY), Pause(began=LATER, ended=LATER))


@pytest.mark.parametrize("words", ["", "   ", None])
async def test_a_language_without_words_is_refused(opened: Database, words: str | None) -> None:
    said = {one: text for one, text in SAID.items() if one != "sq" or words is not None}
    if words is not None:
        said["sq"] = words
    with pytest.raises(PauseMessageError, match="in sq as well"):
        await pause_round(opened, ROUND.id, said, today=TODAY)
    assert (await get_round(opened, ROUND.id)).pause is None


async def test_what_was_said_can_still_be_taken_back(opened: Database, vault: Vault) -> None:
    store = SqlStore(opened, vault.draft_key(), lambda: TODAY)
    one = person(vault.round_key(ROUND.id), 1)
    async with store.begin(BOT) as work:
        await work.write(Changes(entered=[one]))
    await pause_round(opened, ROUND.id, SAID, today=TODAY)
    async with store.begin(BOT) as work:
        await work.write(Changes(left=[one], withdrawn=[b"k" * 32]))
    async with store.begin(BOT) as work:
        assert not (await work.read(updates=(), tags=[one], keys=())).took_part


async def test_a_round_that_closes_is_not_paused(opened: Database) -> None:
    async with opened.begin() as connection:
        await set_state(connection, ROUND.id, State.CLOSING)
    with pytest.raises(NotOpenError, match="is closing"):
        await pause_round(opened, ROUND.id, SAID, today=TODAY)
    with pytest.raises(NotOpenError, match="is closing"):
        await resume_round(opened, ROUND.id, today=TODAY)
