"""What an update of Telegram means."""

import json

import pytest

from bot.channels.base import Arrival
from bot.channels.telegram_updates import arrival_of
from dialogs.events import Commanded, Left, Media, Unsupported


@pytest.mark.parametrize(
    ("typed", "name", "rest"),
    [
        ("/start", "start", ""),
        ("/start forum", "start", "forum"),
        ("/help@our_bot", "help", ""),
        ("/withdraw  ABCD-EFGH-JKMN-PQRS", "withdraw", "ABCD-EFGH-JKMN-PQRS"),
        ("/withdraw\nABCD-EFGH-JKMN-PQRS", "withdraw", "ABCD-EFGH-JKMN-PQRS"),
        ("/withdraw@our_bot\u00a0ABCD", "withdraw", "ABCD"),
        ("/ start", "", "start"),
        ("/", "", ""),
    ],
)
def test_a_command_ends_where_its_word_ends(typed: str, name: str, rest: str) -> None:
    message = {
        "message_id": 1,
        "chat": {"id": 1, "type": "private"},
        "from": {"id": 1},
        "text": typed,
    }
    arrival = arrival_of(json.dumps({"update_id": 1, "message": message}).encode())
    assert arrival is not None
    assert arrival.incoming == Commanded(name=name, rest=rest)


def _tapped(message: object) -> Arrival | None:
    tap = {"id": "77", "from": {"id": 1}, "data": "", "message": message}
    return arrival_of(json.dumps({"update_id": 1, "callback_query": tap}).encode())


GROUP = {"message_id": 3, "chat": {"id": -5, "type": "group"}}
OF_NO_SHAPE = {"message_id": "three", "chat": {"id": 1, "type": "private"}}


@pytest.mark.parametrize(
    ("message", "readable"), [(GROUP, True), (None, True), (OF_NO_SHAPE, False)]
)
def test_a_tap_that_is_not_answered_keeps_the_number_by_which_its_button_is_let_go(
    message: object, *, readable: bool
) -> None:
    assert _tapped(message) == Arrival(
        update_id=1, user="", chat=0, query_id="77", readable=readable
    )


@pytest.mark.parametrize("tap", [{"id": 77}, {}, None, "77"])
def test_a_tap_without_a_number_is_passed_over(tap: object) -> None:
    arrival = arrival_of(json.dumps({"update_id": 1, "callback_query": tap, "message": 1}).encode())
    assert arrival == Arrival(update_id=1, user="", chat=0, readable=False)


PUT = Unsupported(media=Media.GROUP, locale="mk")


@pytest.mark.parametrize(
    ("kind", "before", "now", "incoming"),
    [
        ("private", "member", "kicked", Left()),
        ("private", "kicked", "member", None),
        ("group", "left", "member", PUT),
        ("supergroup", "kicked", "administrator", PUT),
        ("group", "member", "administrator", None),
        ("supergroup", "member", "left", None),
        ("channel", "left", "administrator", None),
    ],
)
def test_what_becomes_of_us_in_a_chat(kind: str, before: str, now: str, incoming: object) -> None:
    change = {
        "chat": {"id": -5, "type": kind},
        "from": {"id": 1, "language_code": "mk"},
        "old_chat_member": {"status": before},
        "new_chat_member": {"status": now},
    }
    arrival = arrival_of(json.dumps({"update_id": 1, "my_chat_member": change}).encode())
    assert arrival == Arrival(update_id=1, user="1", chat=-5, incoming=incoming)  # type: ignore[arg-type]
