"""Stored conversations of earlier formats are read as if they had been written today."""

from typing import Any

import msgspec

from dialogs.answers import answered
from dialogs.drafts import Draft, read_draft, write_draft
from dialogs.session import FORMAT, Session
from dialogs.states import Phase

FIRST_FORMAT: dict[str, Any] = {
    "session": {
        "version": "v" * 64,
        "language": "mk",
        "phase": "Q",
        "age": "15_17",
        "step": 3,
        "nonce": "a1b2c3",
        "answers": {"gender": {"outcome": "answered", "value": "girl"}},
        "at": "place",
        "code": "0123-4567-89AB-CDEF",
    },
    "screen": 9,
}


def test_what_is_written_is_read() -> None:
    draft = Draft(Session(format=FORMAT, phase=Phase.ASKING, language="mk", held=("=x",)), 7)
    assert read_draft(write_draft(draft)) == draft


def test_a_draft_of_the_first_format_goes_on_where_it_was() -> None:
    draft = read_draft(msgspec.json.encode(FIRST_FORMAT))
    assert draft.session.format == FORMAT
    assert draft.session.answers == {"gender": answered("girl")}
    assert (draft.session.at, draft.screen) == ("place", 9)


def test_a_draft_of_before_there_were_reminders_asks_for_none() -> None:
    second = {**FIRST_FORMAT, "session": {**FIRST_FORMAT["session"], "format": 2}}
    draft = read_draft(msgspec.json.encode(second))
    assert draft.session.format == FORMAT
    assert (draft.session.remind, draft.chat, draft.letter) == (False, None, b"")


def test_a_letter_that_was_written_is_remembered() -> None:
    draft = Draft(Session(format=FORMAT, phase=Phase.ASKING), 7, letter=bytes(32))
    assert read_draft(write_draft(draft)) == draft
