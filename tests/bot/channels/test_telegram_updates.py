"""What an update of Telegram means."""

import json

import pytest

from bot.channels.telegram_updates import arrival_of
from dialogs.events import Commanded


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
