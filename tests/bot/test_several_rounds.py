"""One bot with two rounds, as a phone shows it: choosing, links, closing one beside the other."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from sqlalchemy import select

from bot.channels import names
from bot.launch import LaunchRefusedError, check_together
from bot.practice import PracticeServer
from bot.settings import Settings
from dialogs.round import Invitation, Round
from storage import jobs
from storage.db import Database
from storage.operations import Close, Operation
from storage.tables import ledger, sealed
from storage.tags import round_prefix
from tests.support.serving import TOKEN, Edge, serving, settings_for
from tests.support.small_rounds import small_round
from tests.support.visitor import Visitor

HEADING = "What would you like to answer?"


def _named(id_: str, label: str) -> Round:
    yes_or_no = {"kind": "pick_one", "id": "agree", "options": ["yes", "no"]}
    words = {"kind": "free_text", "id": "words"}
    return small_round(yes_or_no, words, id=id_, public_label={"en": label, "mk": label})


PARKS, BUSES = _named("parks", "Parks"), _named("buses", "Buses")


@pytest.fixture
async def server() -> AsyncIterator[PracticeServer]:
    async with PracticeServer(token=TOKEN, webhook_first_delay=0.05) as running:
        yield running


@pytest.fixture(params=names())
def settings(server: PracticeServer, tmp_path: Path, request: pytest.FixtureRequest) -> Settings:
    return settings_for(server, tmp_path, request.param)


async def _answer(visitor: Visitor, label: str) -> None:
    """Go through a round from its first screen to the end."""
    await visitor.reads(label)
    await visitor.taps("English")
    await visitor.step("Before you start", "Go on ➡")
    await visitor.taps("15")
    await visitor.step("Do you agree?", "✅ Yes, I take part")
    await visitor.taps("yes")
    await visitor.reads("✏️")
    await visitor.phone.say("It is dark here.")
    saved = _saved(visitor)
    await visitor.taps("📨 Send my answers")
    await visitor.phone.until(lambda _: _saved(visitor) > saved)


def _saved(visitor: Visitor) -> int:
    """Return how many cards with a withdrawal code stand in the chat."""
    return sum("✅ Saved." in shown.text for shown in visitor.phone.screen)


async def _rows(settings: Settings) -> tuple[set[bytes], list[str]]:
    """Return the prefixes in the ledger, and the rounds of the sealed responses."""
    database = Database.open(settings.database)
    try:
        async with database.read() as connection:
            tags = (await connection.scalars(select(ledger.c.tag))).all()
            rounds = (await connection.scalars(select(sealed.c.round))).all()
            return {tag[:4] for tag in tags}, sorted(rounds)
    finally:
        await database.close()


@pytest.mark.parametrize("edge", Edge)
async def test_both_are_answered_one_after_the_other(
    server: PracticeServer, settings: Settings, edge: Edge
) -> None:
    visitor = Visitor(server, "en")
    async with serving([PARKS, BUSES], settings, edge):
        await visitor.phone.say("/start")
        await visitor.reads(HEADING)
        await visitor.taps("Buses")
        await _answer(visitor, "Buses")
        await visitor.taps("🗂 Choose another")
        await visitor.taps("Parks")
        await _answer(visitor, "Parks")
        assert _saved(visitor) == 2, "both codes stay in the chat"
    prefixes, rounds = await _rows(settings)
    assert prefixes == {round_prefix("parks"), round_prefix("buses")}
    assert rounds == ["buses", "parks"]


async def test_a_link_to_another_round_says_what_is_under_way(
    server: PracticeServer, settings: Settings
) -> None:
    visitor = Visitor(server, "en")
    async with serving([PARKS, BUSES], settings, Edge.POLLING):
        await visitor.phone.say("/start parks")
        await visitor.taps("English")
        await visitor.step("Before you start", "Go on ➡")
        await visitor.taps("15")
        await visitor.step("Do you agree?", "✅ Yes, I take part")
        await visitor.reads(PARKS.questions[0].text["en"])
        await visitor.phone.say("/start buses")
        await visitor.reads("You are in the middle of “Parks”.")
        await visitor.taps("⏸ Pause")
        await visitor.step("Take your time", "🗂 Choose another")
        await visitor.taps("Buses")
        await _answer(visitor, "Buses")
        await visitor.taps("🗂 Choose another")
        await visitor.taps("▶ Parks")
        await visitor.taps("no")
        await visitor.reads("✏️")
    assert (await _rows(settings))[1] == ["buses"]


async def test_after_a_restart_with_one_round_less_buttons_of_the_other_harm_nothing(
    server: PracticeServer, settings: Settings
) -> None:
    visitor = Visitor(server, "en")
    async with serving([PARKS, BUSES], settings, Edge.POLLING):
        await visitor.phone.say("/start buses")
        await _answer(visitor, "Buses")
    async with serving([PARKS], settings, Edge.POLLING):
        await visitor.taps("Take back my answers")
        await visitor.reads(HEADING)
        assert _saved(visitor) == 1
        await visitor.taps("Parks")
        await _answer(visitor, "Parks")
    assert (await _rows(settings))[1] == ["buses", "parks"]


async def _carried_out(settings: Settings, operation: Operation) -> None:
    """Have the running bot do something to a round, as the command line does."""
    database = Database.open(settings.database, beside=True)
    try:
        number = await jobs.ask(database, operation, today=dt.date(2026, 11, 10))
        async with asyncio.timeout(60):
            job = await jobs.look(database, number)
            while job is None or not job.state.is_over:
                await asyncio.sleep(0.1)
                job = await jobs.look(database, number)
        assert job.state is jobs.JobState.DONE, job.said
    finally:
        await database.close()


async def test_one_is_closed_while_the_other_goes_on(
    server: PracticeServer, settings: Settings, tmp_path: Path
) -> None:
    ana, ben = Visitor(server, "en"), Visitor(server, "en", 700000002)
    async with serving([PARKS, BUSES], settings, Edge.POLLING):
        await ben.phone.say("/start parks")
        await _answer(ben, "Parks")
        await ana.phone.say("/start buses")
        await ana.taps("English")
        await ana.step("Before you start", "Go on ➡")
        await _carried_out(settings, Close(round="parks", out=str(tmp_path / "dataset")))
        await ana.taps("15")
        await ana.step("Do you agree?", "✅ Yes, I take part")
        await ana.taps("yes")
        await ana.reads("✏️")
        await ben.phone.say("/start parks")
        await ben.reads("This round is closed.")
        await ben.taps("🗂 Choose another")
        await ben.taps("Buses")
        await ben.reads("English")
    assert await _rows(settings) == (set(), [])


def test_what_cannot_stand_side_by_side_is_refused() -> None:
    check_together([PARKS, BUSES])
    with pytest.raises(LaunchRefusedError, match="parks: the same round is given twice"):
        check_together([PARKS, BUSES, PARKS])
    shared = replace(PARKS, invitation=Invitation.SHARED_PHONE)
    check_together([shared])
    with pytest.raises(LaunchRefusedError, match="parks is for shared phones"):
        check_together([BUSES, shared])
