"""Two bots in one process: neither sees anything of the other, and one that fails stops none."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import select

from bot import serving as served
from bot.bots_file import Bot
from bot.channels import names
from bot.channels.base import UnknownTokenError
from bot.practice import PracticeServer
from bot.serving_site import Site
from bot.settings import Settings
from dialogs.round import Round
from storage.db import Database
from storage.tables import heartbeat, round_table, sealed, seen
from tests.support.serving import Edge, serving_bots, settings_for
from tests.support.small_rounds import small_round
from tests.support.visitor import Visitor

pytestmark = pytest.mark.long

FORUM, SCHOOL = "forum", "school"
TOKENS = {
    FORUM: "4242:practice-token-of-the-forum-0000000000000000",
    SCHOOL: "4343:practice-token-of-the-school-000000000000000",
}


@dataclass
class Side:
    """One organisation: its Telegram, its bot, and somebody who writes to it."""

    server: PracticeServer
    bot: Bot
    visitor: Visitor

    async def rows(self) -> tuple[set[int], list[str], list[str]]:
        """Return the bots and rounds that its database knows, and the rounds of its responses."""
        database = Database.open(self.bot.settings.database)
        try:
            async with database.read() as connection:
                numbers = (await connection.scalars(select(seen.c.bot))).all()
                beating = (await connection.scalars(select(heartbeat.c.bot))).all()
                rounds = (await connection.scalars(select(round_table.c.id))).all()
                responses = (await connection.scalars(select(sealed.c.round))).all()
                return {*numbers, *beating}, list(rounds), list(responses)
        finally:
            await database.close()


def _round(name: str) -> Round:
    yes_or_no = {"kind": "pick_one", "id": "agree", "options": ["yes", "no"]}
    return small_round(yes_or_no, id=name, public_label={"en": name, "mk": name})


@asynccontextmanager
async def _side(name: str, folder: Path, channel: str) -> AsyncIterator[Side]:
    token = TOKENS[name]
    async with PracticeServer(token=token, webhook_first_delay=0.05) as server:
        settings = settings_for(server, folder / name, channel, token)
        yield Side(server, Bot(name, [_round(name)], settings), Visitor(server, "en"))


@pytest.fixture(params=names())
async def sides(tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[list[Side]]:
    async with AsyncExitStack() as stack:
        yield [
            await stack.enter_async_context(_side(name, tmp_path, request.param)) for name in TOKENS
        ]


def _common(sides: list[Side]) -> Settings:
    return sides[0].bot.settings


async def _begin(visitor: Visitor) -> None:
    await visitor.phone.say("/start")
    await visitor.taps("English")
    await visitor.step("Before you start", "Go on ➡")
    await visitor.taps("15")
    await visitor.step("Do you agree?", "✅ Yes, I take part")


async def _finish(visitor: Visitor) -> None:
    await visitor.taps("yes")
    await visitor.taps("📨 Send my answers")
    await visitor.reads("✅ Saved. Thank you!")


@pytest.mark.parametrize("edge", Edge)
async def test_each_keeps_to_its_own_database(sides: list[Side], edge: Edge) -> None:
    async with serving_bots([side.bot for side in sides], _common(sides), edge):
        await asyncio.gather(*(_begin(side.visitor) for side in sides))
        await asyncio.gather(*(_finish(side.visitor) for side in sides))
    for side, number in zip(sides, (4242, 4343), strict=True):
        assert await side.rows() == ({number}, [side.bot.name], [side.bot.name])


@pytest.mark.parametrize("edge", Edge)
async def test_one_whose_token_is_revoked_stops_no_other(sides: list[Side], edge: Edge) -> None:
    forum, school = sides
    async with serving_bots([side.bot for side in sides], _common(sides), edge):
        await _begin(forum.visitor)
        await _begin(school.visitor)
        forum.server.token = "4242:another-token-since-the-old-one-was-stolen"
        await forum.visitor.taps("yes")
        await _finish(school.visitor)
        forum.server.token = TOKENS[FORUM]
        await _finish(forum.visitor)
    assert [(await side.rows())[2] for side in sides] == [[FORUM], [SCHOOL]]


async def test_one_that_cannot_start_is_tried_again(
    sides: list[Side], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(served, "FIRST_PAUSE", 0.1)
    forum, school = sides
    forum.server.token = "4242:another-token-that-nobody-has-written-down-yet"
    async with serving_bots([side.bot for side in sides], _common(sides), Edge.POLLING):
        await _begin(school.visitor)
        forum.server.token = TOKENS[FORUM]
        await _begin(forum.visitor)


async def test_when_none_can_start_it_is_said_why(sides: list[Side]) -> None:
    for side in sides:
        side.server.token = "4242:another-token-that-nobody-has-written-down-yet"
    with pytest.raises(UnknownTokenError, match="BotFather"):
        async with serving_bots([side.bot for side in sides], _common(sides), Edge.POLLING):
            pass


async def test_a_stop_before_the_first_start_is_heard(
    sides: list[Side], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def listen(site: Site) -> None:
        site.stop.set()

    monkeypatch.setattr(Site, "listen_for_health", listen)
    said: list[str] = []
    async with asyncio.timeout(30):
        bots = [side.bot for side in sides]
        await served.serve(bots, _common(sides), ready=lambda: said.append("ready"))
    assert said == []
