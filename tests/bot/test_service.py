"""The order in which a running bot ends."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator
from pathlib import Path

import msgspec
import pytest

from bot import redrawing, service
from bot.channels.base import Delivery
from bot.clock import Clock
from bot.house import House
from bot.promises import Content
from bot.running import Rounds, Running
from bot.service import Service
from dialogs.letters import Letter
from dialogs.ports import Changes, Promise
from dialogs.prompts import Prompt
from storage import migrate
from storage.db import Database
from storage.journals import Journals
from storage.outbox import Outbox, Queued
from storage.presence import Presence
from storage.rounds import load_versions, open_round
from storage.store import SqlStore
from storage.tags import RoundKey
from storage.vault import Vault
from tests.storage.material import TODAY, draft_content, example_round, person
from tests.support.edge import BOT, Wire
from tests.support.world import TEXTS

ROUND = example_round()


class SlowWire(Wire):
    """A channel to a messenger that takes its time: no screen arrives, and a letter late."""

    def __init__(self) -> None:
        super().__init__()
        self.begun = 0
        self.posting = asyncio.Event()
        self.arrives = asyncio.Event()

    async def deliver(self, delivery: Delivery) -> int | None:
        self.begun += 1
        await asyncio.Event().wait()
        return await super().deliver(delivery)

    async def post(self, letter: Letter) -> None:
        self.posting.set()
        await self.arrives.wait()
        await super().post(letter)


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    database = Database.open(f"sqlite+aiosqlite:///{tmp_path / 'consult.db'}")
    vault = Vault.open(tmp_path / "vault")
    await migrate.upgrade(database)
    row = await open_round(database, vault, ROUND, today=TODAY)
    versions = await load_versions(database, row.id)
    running = Running(ROUND, versions, tag_of=str.encode, ticket_tag=str.encode)
    yield House(
        database=database,
        draft_key=vault.draft_key(),
        presence=Presence(database),
        vault=vault,
        journals=Journals({}),
        channel=SlowWire(),
        rounds=Rounds([running]),
        load=lambda _row, _versions: running,
        texts=TEXTS,
        clock=Clock(),
        bot=BOT,
        keeps_limits=False,
    )
    await database.close()


async def owe_a_screen(house: House) -> bytes:
    """Promise somebody a screen, and return their tag."""
    tag = person(RoundKey(ROUND.id, bytes(32)), 1)
    promise = Promise(b"marked!!", msgspec.json.encode(Content(chat=700000001)))
    async with SqlStore(house.database, house.draft_key, house.clock.today).begin(BOT) as work:
        await work.write(Changes(drafts={tag: draft_content(ROUND, 1)}, promised={tag: promise}))
    return tag


async def put_a_letter(house: House) -> None:
    letter = Letter(chat=700000002, prompt=Prompt(language="en", heading="Hello"))
    queued = Queued(letter, repeatable=True, last_day=dt.date.max)
    async with house.database.begin() as connection:
        await Outbox(house.database, house.draft_key, BOT).put(connection, {b"letter": queued})


async def test_nothing_is_drawn_anew_once_what_was_begun_is_given_up(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A letter on its way keeps the process up; the next start draws what is owed."""
    monkeypatch.setattr(redrawing, "EVERY_SECONDS", 0.01)
    monkeypatch.setattr(service, "DRAIN_SECONDS", 0.05)
    wire = house.channel
    assert isinstance(wire, SlowWire)
    tag = await owe_a_screen(house)
    await put_a_letter(house)
    stop = asyncio.Event()
    running = asyncio.create_task(Service(house).run(stop))
    async with asyncio.timeout(30):
        await wire.posting.wait()
        while not wire.begun:  # noqa: ASYNC110 - it has no bell
            await asyncio.sleep(0.01)
        stop.set()
        await asyncio.sleep(0.5)
        wire.arrives.set()
        await running
    assert (len(wire.posted), wire.begun) == (1, 1)
    assert tag in await SqlStore(house.database, house.draft_key, house.clock.today).owed(9)
