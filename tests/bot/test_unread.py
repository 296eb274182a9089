"""What is typed while nobody reads it is removed all the same, or it is said that it stays."""

import asyncio
from collections.abc import Sequence

import pytest
from msgspec.structs import replace

from bot import unread
from bot.channels.base import Arrival, Delivery
from bot.flood import AT_ONCE, Flood
from bot.unread import MOST_CHATS, MOST_IN_A_CHAT, Unread
from dialogs.events import Commanded, Notify, Said, Show, Unsay
from tests.support.edge import Edge
from tests.support.world import EXAMPLE

STAYS = "What you wrote is still in this chat"


def typed(numbers: Sequence[int], chat: int = 1) -> list[Arrival]:
    one = Arrival(update_id=1, user=str(chat), chat=chat, incoming=Said(text="hey"))
    return [replace(one, message_id=number) for number in numbers]


def told(delivery: Delivery) -> str:
    return next((each.text for each in delivery.effects if isinstance(each, Notify)), "")


async def test_all_of_a_chat_goes_at_once_a_moment_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unread, "LINGER_SECONDS", 0.01)
    removed, gone = list[Delivery](), asyncio.Event()

    def remove(delivery: Delivery) -> bool:
        removed.append(delivery)
        gone.set()
        return True

    gathered = Unread(remove)
    gathered.add(typed([1, 2]))
    gathered.add([*typed([3, 3]), replace(typed([4])[0], query_id="a button")])
    gathered.add([replace(typed([5])[0], incoming=None, quiet=True)])
    assert not removed
    await gone.wait()
    assert [(each.arrival.chat, each.unsaid) for each in removed] == [(1, (1, 2, 3))]
    assert not gathered.stays(1)
    gathered.clear()
    assert len(removed) == 1


async def test_what_is_too_much_stays_and_that_is_known_once() -> None:
    removed = list[Delivery]()

    def remove(delivery: Delivery) -> bool:
        removed.append(delivery)
        return True

    gathered = Unread(remove)
    gathered.add(typed(range(MOST_IN_A_CHAT + 1), chat=0))
    for chat in range(1, MOST_CHATS + 1):
        gathered.add(typed([1], chat))
    gathered.clear()
    assert len(removed) == MOST_CHATS
    assert len(removed[0].unsaid) == MOST_IN_A_CHAT
    assert [gathered.stays(chat) for chat in (0, 0, 1, MOST_CHATS)] == [True, False, False, True]


async def test_what_finds_no_room_stays() -> None:
    gathered = Unread(lambda _: False)
    gathered.add(typed([1]))
    gathered.clear()
    assert gathered.stays(1)


@pytest.mark.parametrize("discreet", [True, False])
async def test_what_a_flood_leaves_behind_is_removed(*, discreet: bool) -> None:
    edge = Edge(flood=Flood(), round_=replace(EXAMPLE, discreet=discreet))
    flood = [replace(edge.arrival(), message_id=number) for number in range(AT_ONCE + 30)]
    edge.carrier.admit(flood)
    edge.carrier.close()
    await edge.sender.drain(5)
    unsaid = [each.unsaid for each in edge.wire.drawn if each.unsaid]
    assert unsaid == ([(AT_ONCE,), tuple(range(AT_ONCE + 1, AT_ONCE + 30))] if discreet else [])


async def test_what_stays_is_told_with_the_next_screen_once() -> None:
    edge = Edge(flood=Flood())
    count = AT_ONCE + MOST_IN_A_CHAT + 2
    edge.carrier.admit([replace(edge.arrival(), message_id=number) for number in range(count)])
    await edge.carrier.carry([edge.arrival(incoming=Commanded(name="nonsense"))])
    await edge.carrier.carry([edge.arrival()])
    await edge.sender.drain(5)
    remarks = [told(each) for each in edge.wire.drawn]
    first, second = [each for each in edge.wire.drawn if each.tag]
    assert [STAYS in remark for remark in remarks].count(True) == 1
    assert STAYS in told(first)
    assert "command" in told(first)
    assert STAYS not in told(second)


@pytest.mark.parametrize("discreet", [True, False])
def test_who_is_asked_to_pause_or_to_try_again_finds_their_words_gone(*, discreet: bool) -> None:
    edge = Edge(round_=replace(EXAMPLE, discreet=discreet))
    arrival = edge.arrival(incoming=Said(text="By the river"))
    tap = replace(arrival, query_id="q")
    for prompt in (edge.inbox.apologise, edge.inbox.ask_to_pause):
        shown = prompt(arrival)
        assert [type(each) for each in shown.effects] == [Show, Unsay][: 1 + discreet]
        assert shown.unsaid == ((9,) if discreet else ())
        assert [type(each) for each in prompt(tap).effects] == [Show]
