"""Promised screens: given with a commit, noted when drawn, kept by somebody else after a crash."""

import asyncio

import msgspec
import pytest
from msgspec.structs import replace

from bot.channels.base import Arrival, Delivery, Remedy, SendProblem
from bot.keeping import Keeper
from bot.promises import MOST_UNSAID, content_of, read_content
from bot.redrawing import Redrawing
from dialogs.drafts import Draft, read_draft
from dialogs.events import Commanded, Media, Notify, Said, Show, Unsay, Unsupported
from dialogs.ports import Changes, Promise
from dialogs.prompts import Choice
from dialogs.session import Session
from dialogs.states import MoveName, Phase
from dialogs.taps import decode, encode
from storage.db import Database
from storage.presence import Presence
from tests.support.edge import BOT, Edge, tag_of
from tests.support.world import EXAMPLE

ANA = "700000001"
OPENLY = replace(EXAMPLE, discreet=False)
"""Where commands stay in the chat, so that there is a screen to draw and nothing else."""


@pytest.fixture
def edge() -> Edge:
    return Edge()


async def consent(edge: Edge, user: str = ANA) -> str:
    """Bring somebody to the first question, with everything drawn and noted."""
    (last,) = await edge.inbox.handle([edge.arrival(user, Commanded(name="start"))])
    moves = (
        (MoveName.SPEAK, "en"),
        (MoveName.NEXT, ""),
        (MoveName.AGE, "15"),
        (MoveName.AGREE, ""),
    )
    for move, arg in moves:
        tapped = decode(encode(last.session, Choice("", move, arg)))
        (last,) = await edge.inbox.handle([edge.arrival(user, tapped)])
    edge.sender.send([last])
    await edge.sender.drain(5)
    assert await edge.keeper.note()
    return user


async def _owed(edge: Edge) -> int:
    return len(await edge.store.owed(10))


async def _draft(edge: Edge) -> Draft:
    async with edge.store.begin(BOT) as work:
        known = await work.read(updates=(), tags=(tag_of(ANA),), keys=())
    return msgspec.json.decode(known.drafts[tag_of(ANA)], type=Draft)


def alone() -> Presence:
    """Return the presence of the only process, which has nothing to agree on with others."""
    presence = Presence.__new__(Presence)
    presence.__dict__ = {"worker": 0, "_database": _Alone(), "_connection": None}
    return presence


def sweeper(edge: Edge) -> Redrawing:
    return Redrawing(edge.store, edge.inbox, edge.sender, alone(), edge.carrier.unread)


class _Alone(Database):
    is_sqlite = True

    def __init__(self) -> None:
        return


async def test_nothing_is_promised_before_consent(edge: Edge) -> None:
    (delivery,) = await edge.inbox.handle([edge.arrival(ANA)])
    assert delivery.mark == b""
    assert await _owed(edge) == 0


async def test_what_is_drawn_is_written_down_with_the_next_answer(edge: Edge) -> None:
    await consent(edge)
    (first,) = await edge.inbox.handle([edge.arrival(ANA, Said(text="1"))])
    edge.sender.send([first])
    await edge.sender.drain(5)
    shown = edge.keeper.screen_of(tag_of(ANA))
    more = replace(edge.arrival(ANA, Said(text="2")), message_id=10)
    (second,) = await edge.inbox.handle([more])
    assert (second.screen, second.certain, second.unsaid) == (shown, True, (10,))
    assert (await _draft(edge)).screen == shown
    assert not edge.keeper.holds(tag_of(ANA), first.mark)
    assert await _owed(edge) == 1


async def test_a_promise_lasts_until_its_screen_is_drawn_and_noted(edge: Edge) -> None:
    await consent(edge)
    (delivery,) = await edge.inbox.handle([edge.arrival(ANA, Said(text="1"))])
    assert await _owed(edge) == 1
    edge.sender.send([delivery])
    await edge.sender.drain(5)
    assert await _owed(edge) == 1
    assert await edge.keeper.note()
    assert await _owed(edge) == 0


async def test_the_draft_learns_which_message_shows_it(edge: Edge) -> None:
    await consent(edge)
    (delivery,) = await edge.inbox.handle([edge.arrival(ANA, Said(text="1"))])
    edge.sender.send([delivery])
    await edge.sender.drain(5)
    await edge.keeper.note()
    assert (await _draft(edge)).screen == 501  # the second message on the wire


async def test_a_draft_of_an_earlier_format_loses_nothing_when_its_screen_moves(edge: Edge) -> None:
    """After an upgrade the first thing done to a draft may be to note where it is shown."""
    await consent(edge)
    (delivery,) = await edge.inbox.handle([edge.arrival(ANA, Said(text="1"))])
    record = msgspec.to_builtins(await _draft(edge))
    record["session"]["format"] = 2
    async with edge.store.begin(BOT) as work:
        await work.write(Changes(moved={tag_of(ANA): msgspec.json.encode(record)}))
    before = read_draft(msgspec.json.encode(record))
    edge.keeper.drawn(delivery, 900)
    assert await edge.keeper.note()
    assert await _draft(edge) == msgspec.structs.replace(before, screen=900)


async def test_a_newer_promise_is_not_kept_by_an_older_drawing(edge: Edge) -> None:
    await consent(edge)
    (older,) = await edge.inbox.handle([edge.arrival(ANA, Said(text="1"))])
    (newer,) = await edge.inbox.handle([edge.arrival(ANA, Said(text="2"))])
    edge.keeper.drawn(older, 900)
    await edge.keeper.note()
    assert await _owed(edge) == 1
    assert not await edge.keeper.is_due(older)
    assert await edge.keeper.is_due(newer)
    assert (older.certain, newer.certain) == (True, False)


async def test_an_older_drawing_is_what_a_newer_promise_replaces(edge: Edge) -> None:
    await consent(edge)
    (older,) = await edge.inbox.handle([edge.arrival(ANA, Said(text="1"))])
    await edge.inbox.handle([edge.arrival(ANA, Said(text="2"))])
    edge.keeper.drawn(older, 900)
    (newest,) = await edge.inbox.handle([edge.arrival(ANA, Said(text="3"))])
    assert newest.screen == 900
    edge.keeper.drawn(older, 901)
    await edge.keeper.note()
    assert (await _draft(edge)).screen == 901
    owed = (await edge.store.owed(10))[tag_of(ANA)]
    redrawn = edge.inbox.redraw(tag_of(ANA), owed)
    assert redrawn is not None
    assert (redrawn.screen, redrawn.certain) == (901, False)


async def test_what_another_worker_has_drawn_since_stays_written_down(edge: Edge) -> None:
    await consent(edge)
    (older,) = await edge.inbox.handle([edge.arrival(ANA, Said(text="1"))])
    (newer,) = await edge.inbox.handle([edge.arrival(ANA, Said(text="2"))])
    other = Keeper(edge.store, BOT)
    other.drawn(newer, 901)
    assert await other.note()
    edge.keeper.drawn(older, 900)
    assert await edge.keeper.note()
    assert (await _draft(edge)).screen == 901


async def test_each_screen_in_line_replaces_the_one_before_however_long_it_waits(
    edge: Edge, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between two turns of a chat there is time to write down what is drawn."""
    await consent(edge)
    before = (await _draft(edge)).screen
    edge.wire.drawn.clear()

    async def wait() -> None:
        assert await edge.keeper.note()

    monkeypatch.setattr(edge.pace, "open", wait)
    kinds = (Media.STICKER, Media.PHOTO, Media.VOICE, Media.CONTACT)
    sent = [edge.arrival(ANA, Unsupported(media=kind)) for kind in kinds]
    edge.sender.send(await edge.inbox.handle(sent))
    await edge.sender.drain(5)
    assert before is not None
    assert [each.screen for each in edge.wire.drawn] == [before + number for number in range(4)]
    assert await edge.keeper.note()
    assert (await _draft(edge)).screen == before + 4


async def test_a_note_that_fails_is_written_later(edge: Edge) -> None:
    await consent(edge)
    (delivery,) = await edge.inbox.handle([edge.arrival(ANA, Said(text="1"))])
    edge.keeper.drawn(delivery, 900)
    edge.store.away = 1
    assert not await edge.keeper.note()
    assert edge.keeper.holds(delivery.tag, delivery.mark)
    assert await edge.keeper.note()
    assert await _owed(edge) == 0


async def test_the_last_note_is_tried_again_when_it_fails(edge: Edge) -> None:
    await consent(edge)
    (delivery,) = await edge.inbox.handle([edge.arrival(ANA, Said(text="1"))])
    edge.keeper.drawn(delivery, 900)
    edge.store.away = 2
    await edge.keeper.close()
    assert await _owed(edge) == 0


async def test_a_store_that_stays_away_does_not_hold_up_the_end(edge: Edge) -> None:
    await consent(edge)
    (delivery,) = await edge.inbox.handle([edge.arrival(ANA, Said(text="1"))])
    edge.keeper.drawn(delivery, 900)
    edge.store.away = 1_000_000
    await edge.keeper.close()
    edge.store.away = 0
    assert await _owed(edge) == 1


async def test_after_a_crash_the_screen_is_drawn_by_the_next_process(edge: Edge) -> None:
    await consent(edge)
    typed = edge.arrival(ANA, Said(text="1"))
    (lost,) = await edge.inbox.handle([typed])
    after = Edge()
    after.store.store = edge.store.store
    await sweeper(after).sweep()
    await after.sender.drain(5)
    (drawn,) = after.wire.drawn
    assert (drawn.again, drawn.certain, drawn.session) == (True, True, lost.session)
    assert drawn.arrival == Arrival(update_id=0, user="", chat=int(ANA))
    assert drawn.unsaid == (9,)
    assert [type(effect) for effect in drawn.effects] == [Show, Unsay]
    await after.keeper.note()
    assert await _owed(after) == 0


async def test_after_a_crash_all_that_was_typed_is_removed(edge: Edge) -> None:
    """Also where the last thing before it was a tap, and one of the first promises is damaged."""
    await consent(edge)
    async with edge.store.begin(BOT) as work:
        await work.write(Changes(promised={tag_of(ANA): Promise(b"m" * 8, b"damaged", 0)}))
    typed = [replace(edge.arrival(ANA, Said(text="1")), message_id=each) for each in (901, 902)]
    *_, second = await edge.inbox.handle(typed)
    skip = decode(encode(second.session, Choice("", MoveName.SKIP)))
    tap = replace(edge.arrival(ANA, skip), message_id=600, query_id="q")
    (tapped,) = await edge.inbox.handle([tap])
    assert (second.unsaid, tapped.unsaid) == ((901, 902), (901, 902))
    assert [type(effect) for effect in tapped.effects].count(Unsay) == 1
    after = Edge()
    after.store.store = edge.store.store
    await sweeper(after).sweep()
    await after.sender.drain(5)
    (drawn,) = after.wire.drawn
    assert drawn.unsaid == (901, 902)
    assert any(isinstance(effect, Unsay) for effect in drawn.effects)


async def test_no_more_is_owed_than_goes_in_one_call(edge: Edge) -> None:
    await consent(edge)
    numbers = range(901, 901 + MOST_UNSAID + 20)
    typed = [replace(edge.arrival(ANA, Said(text="1")), message_id=each) for each in numbers]
    *_, last = await edge.inbox.handle(typed)
    assert last.unsaid == tuple(numbers[-MOST_UNSAID:])
    owed = (await edge.store.owed(10))[tag_of(ANA)]
    assert read_content(owed.promise.content).unsaid == last.unsaid


def test_a_promise_of_an_earlier_program_is_read_and_reads_ours() -> None:
    assert read_content(b'{"chat":1,"screen":2,"unsay":3}').unsaid == (3,)
    assert read_content(b'{"chat":1,"screen":2}').unsaid == ()
    ours = Delivery(
        arrival=Arrival(update_id=1, user="", chat=1), session=Session(), effects=(), unsaid=(3, 4)
    )
    assert read_content(content_of(ours)).unsaid == (3, 4)
    assert msgspec.json.decode(content_of(ours))["unsay"] == 4


async def test_what_is_on_its_way_is_not_drawn_by_a_sweep(edge: Edge) -> None:
    await consent(edge)
    (delivery,) = await edge.inbox.handle([edge.arrival(ANA, Said(text="1"))])
    edge.wire.drawn.clear()
    edge.sender.send([delivery])
    await sweeper(edge).sweep()
    await edge.sender.drain(5)
    await sweeper(edge).sweep()
    await edge.sender.drain(5)
    assert edge.wire.drawn == [delivery]


async def test_an_owed_screen_that_cannot_be_read_does_not_hold_up_the_others(edge: Edge) -> None:
    other = await consent(edge, "700000002")
    await consent(edge)
    await edge.inbox.handle([edge.arrival(user, Said(text="1")) for user in (ANA, other)])
    async with edge.store.begin(BOT) as work:
        await work.write(Changes(promised={tag_of(ANA): Promise(b"m" * 8, b"damaged", 0)}))
    after = Edge()
    after.store.store = edge.store.store
    await sweeper(after).sweep()
    await after.sender.drain(5)
    assert [each.arrival.chat for each in after.wire.drawn] == [int(other)]


async def test_a_mistake_in_drawing_costs_one_screen_and_not_the_next(
    edge: Edge, monkeypatch: pytest.MonkeyPatch
) -> None:
    await consent(edge)
    first, second = await edge.inbox.handle(
        [edge.arrival(ANA, Said(text=text)) for text in ("1", "2")]
    )
    edge.wire.drawn.clear()
    deliver = edge.wire.deliver

    async def stumble(delivery: Delivery) -> int | None:
        if delivery.arrival == first.arrival:
            raise ZeroDivisionError
        return await deliver(delivery)

    monkeypatch.setattr(edge.wire, "deliver", stumble)
    edge.sender.send([first, second])
    await edge.sender.drain(5)
    assert [each.mark for each in edge.wire.drawn] == [second.mark]
    assert edge.count("consult_delivery_errors_total", remedy="mistake") == 1


async def test_the_end_of_a_session_is_promised_with_what_it_shows(edge: Edge) -> None:
    await consent(edge)
    last = await _finish(edge)
    after = Edge()
    after.store.store = edge.store.store
    await sweeper(after).sweep()
    await after.sender.drain(5)
    (drawn,) = after.wire.drawn
    assert drawn.session == last.session
    assert drawn.session.phase is Phase.SAVED
    assert drawn.session.code


async def _finish(edge: Edge) -> Delivery:
    (last,) = await edge.inbox.handle([edge.arrival(ANA, Commanded(name="start"))])
    while last.session.phase is Phase.ASKING:
        (last,) = await edge.inbox.handle([edge.arrival(ANA, Commanded(name="skip"))])
    send = decode(encode(last.session, Choice("", MoveName.SEND)))
    (last,) = await edge.inbox.handle([edge.arrival(ANA, send)])
    return last


async def test_trouble_is_met_by_its_kind(edge: Edge) -> None:
    await consent(edge)
    (delivery,) = await edge.inbox.handle([edge.arrival(ANA, Said(text="1"))])
    edge.wire.drawn.clear()
    edge.wire.problems += [
        SendProblem(Remedy.RETRY),
        SendProblem(Remedy.WAIT, after=0.05),
        SendProblem(Remedy.RETRY),
    ]
    edge.sender.send([delivery])
    await edge.sender.drain(10)
    assert edge.wire.drawn == [delivery]
    assert edge.count("consult_delivery_errors_total", remedy="retry") == 2
    assert edge.count("consult_delivery_errors_total", remedy="wait") == 1


async def test_who_blocked_us_is_owed_nothing_more(edge: Edge) -> None:
    await consent(edge)
    (delivery,) = await edge.inbox.handle([edge.arrival(ANA, Said(text="1"))])
    edge.wire.problems.append(SendProblem(Remedy.STOP))
    edge.sender.send([delivery])
    await edge.sender.drain(5)
    await edge.keeper.note()
    assert await _owed(edge) == 0


async def test_what_is_overtaken_is_not_tried_again(edge: Edge) -> None:
    await consent(edge)
    (older,) = await edge.inbox.handle([edge.arrival(ANA, Said(text="1"))])
    edge.wire.drawn.clear()
    edge.wire.problems.append(SendProblem(Remedy.RETRY))
    edge.sender.send([older])
    await edge.inbox.handle([edge.arrival(ANA, Said(text="2"))])
    await edge.sender.drain(5)
    assert edge.wire.drawn == []


async def test_who_repeats_themselves_gets_the_newest_screen_at_once() -> None:
    edge = Edge(round_=OPENLY)
    await consent(edge)
    edge.wire.drawn.clear()
    deliveries = await edge.inbox.handle([edge.arrival(ANA) for _ in range(5)])
    edge.sender.send(deliveries)
    await edge.sender.drain(5)
    assert [each.mark for each in edge.wire.drawn] == [deliveries[-1].mark]
    assert await edge.keeper.note()
    assert await _owed(edge) == 0


async def test_what_is_more_than_a_screen_is_never_passed_over(edge: Edge) -> None:
    """What was typed is deleted from the chat, and a notice is read, however many come behind."""
    await consent(edge)
    edge.wire.drawn.clear()
    typed = [edge.arrival(ANA, Said(text=text)) for text in ("1", "2", "what is this?", "3")]
    deliveries = await edge.inbox.handle([*typed, edge.arrival(ANA), edge.arrival(ANA)])
    edge.sender.send(deliveries)
    await edge.sender.drain(5)
    assert [each.arrival for each in edge.wire.drawn] == [each.arrival for each in deliveries]
    for drawn in edge.wire.drawn:
        assert any(isinstance(effect, Unsay) for effect in drawn.effects)
    whole = [each for each in deliveries if any(isinstance(one, Notify) for one in each.effects)]
    shown = [each.mark for each in edge.wire.drawn if each.mark]
    assert shown == [each.mark for each in (*whole, deliveries[-1])]


async def test_what_cannot_be_drawn_in_time_is_left_for_the_next_start(
    edge: Edge, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also what waits behind it: nothing goes on when the channel is closed after that."""
    await consent(edge)
    deliveries = await edge.inbox.handle([edge.arrival(ANA, Said(text=text)) for text in "12"])
    begun: list[Delivery] = []

    async def hang(delivery: Delivery) -> int | None:
        begun.append(delivery)
        return await asyncio.Event().wait()

    monkeypatch.setattr(edge.wire, "deliver", hang)
    edge.sender.send(deliveries)
    await edge.sender.drain(0.05)
    assert [each.arrival for each in begun] == [deliveries[0].arrival]
    assert not any(edge.sender.has(each.tag, each.mark) for each in deliveries)
    assert await _owed(edge) == 1


async def test_each_chat_is_drawn_in_order(edge: Edge) -> None:
    await consent(edge)
    edge.wire.drawn.clear()
    batch = [edge.arrival(ANA, Said(text=text)) for text in ("1", "2", "3")]
    deliveries = await edge.inbox.handle(batch)
    edge.wire.problems.append(SendProblem(Remedy.RETRY))
    edge.sender.send(deliveries[2:])
    await edge.sender.drain(5)
    edge.sender.send(deliveries)
    await edge.sender.drain(5)
    assert [each.arrival for each in edge.wire.drawn[1:]] == [each.arrival for each in deliveries]
