"""A round is paused and resumed while people repeat themselves and the bot dies: nothing sticks.

Nothing about a pause is stored with people, and a screen is drawn from what is true when it is
drawn, so nobody can be left on the screen of a pause that is over.
"""

from dataclasses import replace

import pytest

from bot.channels.base import Delivery
from bot.redrawing import Redrawing
from dialogs.events import Commanded, Show, Tapped
from dialogs.prompts import Choice, Prompt
from dialogs.session import Session
from dialogs.states import MoveName
from dialogs.taps import decode, encode
from tests.bot.test_keeping import consent, sweeper
from tests.support.edge import Edge, tag_of
from tests.support.world import EXAMPLE

CROWD = [str(700000001 + number) for number in range(30)]
SAID = dict.fromkeys(EXAMPLE.languages, "Back on Monday.")
FIRST, SECOND = EXAMPLE.questions[:2]


def _tap(session: Session) -> Tapped:
    """Skip the open question, with the button of the screen that shows this session."""
    tapped = decode(encode(session, Choice("", MoveName.SKIP)))
    assert tapped is not None
    return tapped


def _prompt(delivery: Delivery) -> Prompt:
    return next(each.prompt for each in delivery.effects if isinstance(each, Show))


async def _restarted(edge: Edge) -> Edge:
    """The process that comes after a crash, which finds the round going on."""
    after = Edge()
    after.store.store = edge.store.store
    sweep: Redrawing = sweeper(after)
    await sweep.sweep()
    await after.sender.drain(5)
    assert await after.keeper.note()
    return after


@pytest.mark.parametrize("repeats", [1, 5])
async def test_everybody_goes_on_where_they_were(repeats: int) -> None:
    edge = Edge()
    for user in CROWD:
        await consent(edge, user)
    begun = await edge.inbox.handle([edge.arrival(user, Commanded(name="start")) for user in CROWD])
    edge.inbox.rounds.put(replace(edge.inbox.rounds.first, paused=SAID))
    storm = [
        edge.arrival(user, what)
        for _ in range(repeats)
        for user, here in zip(CROWD, begun, strict=True)
        for what in (_tap(here.session), Commanded(name="start"))
    ]
    held = await edge.inbox.handle([*storm, *storm])  # and all of it is brought twice
    assert all("Back on Monday." in _prompt(each).paragraphs for each in held)

    after = await _restarted(edge)
    drawn = {each.tag: each for each in after.wire.drawn}
    assert len(drawn) == len(after.wire.drawn) == len(CROWD)
    assert {_prompt(each).heading for each in drawn.values()} == {FIRST.text["en"]}

    shown = [(user, drawn[tag_of(user)].session) for user in CROWD]
    late = [edge.arrival(user, _tap(session)) for _ in range(2) for user, session in shown]
    gone_on = await after.inbox.handle([*storm, *late])
    assert len(gone_on) == 2 * len(CROWD)
    assert {each.session.at for each in gone_on} == {SECOND.id}
