"""What is said in the answer to a tap that was brought, and what is drawn besides."""

import msgspec
import pytest

from bot.channels.base import Arrival, Channel, Delivery
from bot.channels.via_aiogram import connect
from bot.replies import Replies
from bot.sender import Sender
from dialogs.events import Notify, Show
from dialogs.prompts import Prompt
from dialogs.session import Session
from tests.support.edge import Edge

TAP = Arrival(update_id=5, user="1", chat=1, message_id=2, query_id="77")
WORD = Arrival(update_id=6, user="1", chat=1, message_id=3)
SCREEN = Show(Prompt(language="en", heading="Next"), fresh=False)


class Drawing(Sender):
    """Notes what it is given to draw."""

    def __init__(self, edge: Edge) -> None:
        super().__init__(edge.wire, edge.keeper, edge.pace, edge.metrics)
        self.given: list[Delivery] = []

    def send(self, deliveries: object) -> None:
        assert isinstance(deliveries, list)
        self.given += deliveries


@pytest.fixture
def sender() -> Drawing:
    return Drawing(Edge())


@pytest.fixture
def channel() -> Channel:
    return connect("4242:practice-token-that-is-never-used-000", api="http://127.0.0.1:9")


@pytest.fixture
def replies(channel: Channel, sender: Drawing) -> Replies:
    return Replies(channel, sender)


def _delivery(arrival: Arrival, *effects: Show | Notify) -> Delivery:
    return Delivery(arrival=arrival, session=Session(), effects=effects)


def _said(replies: Replies, arrival: Arrival) -> object:
    return msgspec.json.decode(replies.take(arrival))


LET_GO = {"method": "answerCallbackQuery", "callback_query_id": "77"}


def test_a_tap_is_let_go_in_the_answer_and_its_screen_is_drawn(
    replies: Replies, sender: Drawing
) -> None:
    replies.send([_delivery(TAP, SCREEN)])
    assert _said(replies, TAP) == LET_GO
    (drawn,) = sender.given
    assert drawn.arrival.query_id is None
    assert drawn.effects == (SCREEN,)


def test_a_passing_remark_is_in_the_answer_alone(replies: Replies, sender: Drawing) -> None:
    replies.send([_delivery(TAP, Notify("Saved. " * 40), SCREEN)])
    assert _said(replies, TAP) == {**LET_GO, "text": ("Saved. " * 40)[:200]}
    assert sender.given[0].effects == (SCREEN,)


def test_what_was_typed_is_answered_with_nothing(replies: Replies, sender: Drawing) -> None:
    typed = _delivery(WORD, Notify("Saved."), SCREEN)
    replies.send([typed])
    assert replies.take(WORD) == b""
    assert sender.given == [typed]


@pytest.mark.parametrize("passed_over", [True, False])
def test_a_tap_that_leads_to_nothing_is_let_go_all_the_same(
    replies: Replies, sender: Drawing, *, passed_over: bool
) -> None:
    if passed_over:
        replies.release([TAP])
    assert _said(replies, TAP) == LET_GO
    assert sender.given == []


def test_nothing_is_kept_of_what_was_said(replies: Replies) -> None:
    replies.send([_delivery(TAP, Notify("Saved."))])
    replies.take(TAP)
    assert _said(replies, TAP) == LET_GO
