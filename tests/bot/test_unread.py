"""What is typed while nobody reads it is removed all the same, or it is said that it stays."""

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from msgspec.structs import replace

from bot import unread
from bot.channels.base import Arrival, Delivery
from bot.flood import AT_ONCE, Flood
from bot.practice import PracticeServer
from bot.redrawing import Redrawing
from bot.unread import MOST_CHATS, MOST_IN_A_CHAT, Unread
from dialogs.drafts import Draft, write_draft
from dialogs.events import Commanded, Notify, Said, Show, Unsay
from dialogs.ports import Changes
from dialogs.session import Session
from dialogs.states import Phase
from tests.bot.test_keeping import ANA, alone
from tests.bot.test_token_rotation import agree
from tests.support.crashing.children import KILLED, Child
from tests.support.edge import BOT, Edge, tag_of
from tests.support.world import EXAMPLE, EXAMPLE_TEXT

pytestmark = pytest.mark.long

STAYS = "What you wrote is still in this chat"


def typed(numbers: Sequence[int], chat: int = 1) -> list[Arrival]:
    one = Arrival(update_id=1, user=str(chat), chat=chat, incoming=Said(text="hey"))
    return [replace(one, message_id=number) for number in numbers]


def _unread(edge: Edge, remove: Callable[[Delivery], bool]) -> Unread:
    return Unread(remove, edge.inbox, edge.store, BOT)


def told(delivery: Delivery) -> str:
    return next((each.text for each in delivery.effects if isinstance(each, Notify)), "")


async def test_all_of_a_chat_goes_at_once_a_moment_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unread, "LINGER_SECONDS", 0.01)
    removed, gone = list[Delivery](), asyncio.Event()

    def remove(delivery: Delivery) -> bool:
        removed.append(delivery)
        gone.set()
        return True

    gathered = _unread(Edge(), remove)
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

    gathered = _unread(Edge(), remove)
    gathered.add(typed(range(MOST_IN_A_CHAT + 1), chat=0))
    for chat in range(1, MOST_CHATS + 1):
        gathered.add(typed([1], chat))
    gathered.clear()
    assert len(removed) == MOST_CHATS
    assert len(removed[0].unsaid) == MOST_IN_A_CHAT
    assert [gathered.stays(chat) for chat in (0, 0, 1, MOST_CHATS)] == [True, False, False, True]


async def test_what_finds_no_room_stays() -> None:
    gathered = _unread(Edge(), lambda _: False)
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
    assert unsaid == ([tuple(range(AT_ONCE, AT_ONCE + 30))] if discreet else [])


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
def test_who_is_asked_to_try_again_finds_their_words_gone(*, discreet: bool) -> None:
    edge = Edge(round_=replace(EXAMPLE, discreet=discreet))
    arrival = edge.arrival(incoming=Said(text="By the river"))
    shown = edge.inbox.apologise(arrival)
    assert [type(each) for each in shown.effects] == [Show, Unsay][: 1 + discreet]
    assert shown.unsaid == ((9,) if discreet else ())
    tap = replace(arrival, query_id="q")
    assert [type(each) for each in edge.inbox.apologise(tap).effects] == [Show]


def test_the_screen_that_asks_to_pause_removes_nothing_itself() -> None:
    edge = Edge()
    arrival = edge.arrival(incoming=Said(text="By the river"))
    for one in (arrival, replace(arrival, query_id="q")):
        asked = edge.inbox.ask_to_pause(one)
        assert [type(each) for each in asked.effects] == [Show]
        assert asked.unsaid == ()


@pytest.mark.parametrize("discreet", [True, False])
def test_the_screen_that_asks_to_pause_says_that_words_may_stay(*, discreet: bool) -> None:
    edge = Edge(round_=replace(EXAMPLE, discreet=discreet))
    (show,) = edge.inbox.ask_to_pause(edge.arrival()).effects
    assert isinstance(show, Show)
    assert ("delete them yourself" in show.prompt.paragraphs[-1]) == discreet


async def _flooded(edge: Edge, *, consented: bool = True) -> None:
    """Let somebody write four messages that nobody reads."""
    if consented:
        async with edge.store.begin(BOT) as work:
            await work.write(
                Changes(drafts={tag_of(ANA): write_draft(Draft(Session(phase=Phase.ASKING)))})
            )
    edge.carrier.admit([replace(edge.arrival(), message_id=number) for number in range(AT_ONCE)])
    edge.carrier.admit([replace(edge.arrival(), message_id=number) for number in (70, 71, 72, 73)])


def _removed(edge: Edge) -> list[tuple[int, ...]]:
    return [each.unsaid for each in edge.wire.drawn if each.unsaid]


async def _drawn_after_a_crash(edge: Edge) -> list[tuple[int, ...]]:
    """Return what a process removes that knows of the store alone."""
    forgetful = _unread(edge, edge.sender.unsay)
    await Redrawing(edge.store, edge.inbox, edge.sender, alone(), forgetful).sweep()
    await edge.sender.drain(5)
    return _removed(edge)


async def test_what_is_gathered_goes_also_after_a_crash() -> None:
    edge = Edge(flood=Flood())
    await _flooded(edge)
    await edge.carrier.unread.write()
    assert edge.carrier.unread.is_written
    assert await _drawn_after_a_crash(edge) == [(70, 71, 72, 73)]
    assert await edge.keeper.note()
    assert await edge.store.owed(10) == {}


async def test_until_its_time_has_come_a_sweep_leaves_it_alone() -> None:
    edge = Edge(flood=Flood())
    await _flooded(edge)
    await edge.carrier.unread.write()
    unread_ = edge.carrier.unread
    sweeping = Redrawing(edge.store, edge.inbox, edge.sender, alone(), unread_)
    await sweeping.sweep()
    await edge.sender.drain(5)
    assert not [each for each in edge.wire.drawn if not each.arrival.user]
    edge.carrier.close()
    await sweeping.sweep()
    await edge.sender.drain(5)
    assert _removed(edge) == [(70, 71, 72, 73)]
    assert await edge.keeper.note()
    assert await edge.store.owed(10) == {}


async def test_of_who_has_not_consented_nothing_is_stored() -> None:
    edge = Edge(flood=Flood())
    await _flooded(edge, consented=False)
    await edge.carrier.unread.write()
    assert await edge.store.owed(10) == {}


async def test_a_store_that_is_away_is_not_waited_for() -> None:
    edge = Edge(flood=Flood())
    await _flooded(edge)
    edge.store.away = 1
    await edge.carrier.unread.write()
    edge.carrier.close()
    await edge.sender.drain(5)
    assert _removed(edge) == [(70, 71, 72, 73)]


@pytest.mark.parametrize("lost", ["killed", "stopped"])
async def test_a_process_that_ends_in_a_flood_leaves_no_words(tmp_path: Path, lost: str) -> None:
    token = "4242:practice-token-for-words-that-nobody-reads-0"
    (tmp_path / "token").write_text(token)
    (tmp_path / "round.yaml").write_text(EXAMPLE_TEXT)

    def serve(server: PracticeServer) -> Child:
        environment = {
            "CONSULT_TELEGRAM_API": server.url,
            "CONSULT_TOKEN_FILE": str(tmp_path / "token"),
            "CONSULT_DATABASE": f"sqlite+aiosqlite:///{tmp_path / 'consult.db'}",
            "CONSULT_VAULT": str(tmp_path / "vault"),
            "CONSULT_HEALTH_PORT": "0",
            "CONSULT_PACE": "telegram",
        }
        return Child(["serve", str(tmp_path / "round.yaml")], environment, tmp_path / "log")

    async with PracticeServer(token=token) as server:
        phone = server.phone(700000001, language_code="en")
        first = serve(server)
        await agree(phone)
        for number in range(AT_ONCE + 20):
            await phone.say(f"hey {number}")
        while server.account.updates:  # noqa: ASYNC110 - it has no bell
            await asyncio.sleep(0.01)
        first.kill() if lost == "killed" else first.terminate()
        assert await first.ended(within=60) == (KILLED if lost == "killed" else 0)
        left = sum("hey" in each.text for each in phone.screen)
        second = serve(server)
        try:
            await phone.until(lambda shown: not any("hey" in each.text for each in shown), 120)
        finally:
            second.kill()
            await second.ended()
        assert left or lost == "stopped"
