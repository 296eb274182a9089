"""An update that fails alone is set aside; a store that fails loses nothing."""

import pytest
from msgspec.structs import replace

from bot.carrier import TRIES_ALONE
from bot.channels.base import Arrival
from tests.support.edge import BOT, Edge, tag_of

ANA, BEN = "700000001", "700000002"


@pytest.fixture
def edge() -> Edge:
    return Edge()


async def _seen(edge: Edge, *updates: int) -> frozenset[int]:
    async with edge.store.store.begin(BOT) as work:
        return (await work.read(updates=updates, tags=(), keys=())).seen


async def test_a_batch_is_stored_and_drawn(edge: Edge) -> None:
    left = await edge.carrier.carry([edge.arrival(ANA), edge.arrival(BEN)])
    await edge.sender.drain(5)
    assert left.arrivals == ()
    assert len(edge.wire.drawn) == 2
    assert edge.count("consult_updates_total", outcome="stored") == 2


async def test_while_the_store_is_away_nothing_is_counted_against_an_update(edge: Edge) -> None:
    batch = [edge.arrival(ANA), edge.arrival(BEN)]
    for _ in range(3 * TRIES_ALONE):
        edge.store.away = 3  # together, alone, and the counting of it
        left = await edge.carrier.carry(batch)
        assert (list(left.arrivals), left.store_at_fault) == (batch, True)
    edge.store.away = 0
    assert (await edge.carrier.carry(batch)).arrivals == ()
    assert await _seen(edge, 1, 2) == {1, 2}
    assert edge.count("consult_updates_total", outcome="set_aside") == 0


async def test_an_update_that_fails_alone_holds_nobody_up(edge: Edge) -> None:
    bad, good = edge.arrival(ANA), edge.arrival(BEN)
    edge.inbox.poison = frozenset({bad.update_id})
    left = await edge.carrier.carry([bad, good])
    await edge.sender.drain(5)
    assert (left.arrivals, left.store_at_fault) == ([bad], False)
    assert [each.arrival for each in edge.wire.drawn] == [good]


async def test_it_is_set_aside_at_the_fifth_time_and_its_sender_asked_to_try_again(
    edge: Edge, caplog: pytest.LogCaptureFixture
) -> None:
    bad = edge.arrival(ANA)
    edge.inbox.poison = frozenset({bad.update_id})
    for _ in range(TRIES_ALONE - 1):
        assert (await edge.carrier.carry([bad])).arrivals == [bad]
    assert (await edge.carrier.carry([bad])).arrivals == []
    await edge.sender.drain(5)
    assert await _seen(edge, bad.update_id) == {bad.update_id}
    assert edge.count("consult_updates_total", outcome="set_aside") == 1
    (apology,) = edge.wire.drawn
    assert apology.arrival == bad
    assert "went wrong" in str(apology.effects[0])
    assert "set aside" in caplog.text
    assert ANA not in caplog.text


async def test_the_button_of_one_that_says_nothing_is_let_go_when_it_is_set_aside(
    edge: Edge,
) -> None:
    bad = replace(edge.arrival(ANA), user="", chat=0, incoming=None, query_id="tap")
    edge.inbox.poison = frozenset({bad.update_id})
    for _ in range(TRIES_ALONE):
        await edge.carrier.carry([bad])
    await edge.sender.drain(5)
    assert edge.wire.drawn == []
    assert [each.arrival for each in edge.wire.acknowledged] == [bad]


async def test_the_count_survives_a_restart(edge: Edge) -> None:
    bad = edge.arrival(ANA)
    edge.inbox.poison = frozenset({bad.update_id})
    for _ in range(TRIES_ALONE - 1):
        await edge.carrier.carry([bad])
    again = Edge()
    again.store.store = edge.store.store
    again.inbox.poison = edge.inbox.poison
    assert (await again.carrier.carry([bad])).arrivals == []


async def test_nobody_is_taken_out_of_order(edge: Edge) -> None:
    bad, later, other = edge.arrival(ANA), edge.arrival(ANA), edge.arrival(BEN)
    edge.inbox.poison = frozenset({bad.update_id})
    assert (await edge.carrier.carry([bad, later, other])).arrivals == [bad, later]
    assert await _seen(edge, 1, 2, 3) == {other.update_id}


async def test_a_commit_that_looked_like_a_failure_is_drawn_all_the_same(edge: Edge) -> None:
    """The answer to a commit is lost; the update comes again, and the screen is still owed."""
    person = await _in_the_questions(edge)
    update = edge.arrival(person)
    await edge.inbox.handle([update])  # stored, and nobody was told
    edge.wire.drawn.clear()
    assert (await edge.carrier.carry([update])).arrivals == ()
    await edge.sender.drain(5)
    (drawn,) = edge.wire.drawn
    assert drawn.again
    assert drawn.tag == tag_of(person)


async def _in_the_questions(edge: Edge) -> str:
    from tests.bot.test_keeping import consent  # noqa: PLC0415

    return await consent(edge)


async def test_a_tap_of_nobody_we_talk_to_lets_its_button_go_and_does_nothing_else(
    edge: Edge,
) -> None:
    taps = [
        Arrival(update_id=1, user="", chat=0, query_id="77"),
        Arrival(update_id=2, user="", chat=0, query_id="78", readable=False),
        Arrival(update_id=3, user="", chat=0),
    ]
    await edge.carrier.carry(taps)
    await edge.sender.drain(5)
    assert [each.arrival.query_id for each in edge.wire.acknowledged] == ["77", "78"]
    assert edge.wire.drawn == []
    assert await _seen(edge, 1, 2, 3) == {1, 2, 3}
