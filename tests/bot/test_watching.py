"""What is done to a round in the database reaches those who are answering."""

import datetime as dt
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.inbox import Inbox
from bot.running import Rounds, Running
from bot.watching import Watching
from dialogs.round import Round
from dialogs.world import Stage
from storage import migrate
from storage.db import Database
from storage.intake import State
from storage.mending import extend_round
from storage.pausing import pause_round, resume_round
from storage.rounds import RoundRow, open_round, set_state
from storage.store import SqlStore
from storage.vault import Vault
from tests.storage.material import BOT, TODAY, example_round
from tests.support.world import NOW, TEXTS, SeededChance

ROUND = example_round()
SAID = dict.fromkeys(ROUND.languages, "Back on Monday.")


@dataclass
class Place:
    database: Database
    inbox: Inbox
    watching: Watching


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[Place]:
    database = Database.open(f"sqlite+aiosqlite:///{tmp_path / 'consult.db'}")
    vault = Vault.open(tmp_path / "vault")
    await migrate.upgrade(database)
    await open_round(database, vault, ROUND, today=TODAY)
    inbox = Inbox(
        SqlStore(database, vault.draft_key(), lambda: TODAY),
        Rounds([Running(ROUND, {}, tag_of=str.encode, ticket_tag=str.encode)]),
        texts=TEXTS,
        chance=SeededChance(),
        bot=BOT,
        now=lambda: NOW,
    )
    yield Place(database, inbox, Watching(database, inbox.rounds, _load))
    await database.close()


def _load(row: RoundRow, versions: Mapping[str, Round]) -> Running:
    return Running(
        versions[row.version],
        versions,
        tag_of=str.encode,
        ticket_tag=str.encode,
        stage=Stage.OPEN if row.state is State.OPEN else Stage.CLOSED,
        paused=row.pause or {},
    )


async def test_a_pause_begins_and_ends(place: Place) -> None:
    await pause_round(place.database, ROUND.id, SAID, today=TODAY)
    await place.watching.look()
    assert place.inbox.rounds.first.paused == SAID
    await resume_round(place.database, ROUND.id, today=TODAY)
    await place.watching.look()
    assert place.inbox.rounds.first.paused == {}


async def test_newcomers_are_told_the_later_date_and_others_keep_their_version(
    place: Place,
) -> None:
    later = ROUND.closes + dt.timedelta(days=7)
    await extend_round(place.database, ROUND.id, later)
    await place.watching.look()
    running = place.inbox.rounds.first
    assert running.round.closes == later
    assert {version.closes for version in running.versions.values()} == {ROUND.closes, later}


async def test_a_closing_round_takes_nothing_more(place: Place) -> None:
    async with place.database.begin() as connection:
        await set_state(connection, ROUND.id, State.CLOSING)
    await place.watching.look()
    assert place.inbox.rounds.first.stage is Stage.CLOSED


async def test_what_has_not_changed_is_left_alone(place: Place) -> None:
    await place.watching.look()
    before = place.inbox.rounds.first
    await place.watching.look()
    assert place.inbox.rounds.first is before
