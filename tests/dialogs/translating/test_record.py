"""A translation whose source has been reworded is stale, until it is made anew or settled."""

import pytest

from dialogs.translating.record import Record, State, digest, read, write

MADE = Record(round="r", source="en").following("sq", {"a": ("Why?", "Pse?"), "b": ("Yes", "Po")})


@pytest.mark.parametrize(
    ("key", "source", "translation", "state"),
    [
        ("a", "Why?", "Pse?", State.CURRENT),
        ("a", " Why? \n", "Pse? ", State.CURRENT),
        ("a", "Why not?", "Pse?", State.STALE),
        ("a", "Why not?", "Pse jo?", State.UNFOLLOWED),
        ("c", "No", "Jo", State.UNFOLLOWED),
        ("a", "Why?", " ", State.MISSING),
    ],
)
def test_the_state_of_a_translation(key: str, source: str, translation: str, state: State) -> None:
    assert MADE.state("sq", key, source, translation) is state
    assert MADE.state("mk", key, source, translation) in {State.UNFOLLOWED, State.MISSING}


def test_the_earlier_wording_is_kept_as_long_as_a_translation_rests_on_it() -> None:
    both = MADE.following("mk", {"a": ("Why?", "Зошто?")})
    newer = both.following("sq", {"a": ("Why not?", "Pse jo?")})
    assert newer.earlier("mk", "a") == "Why?"
    newest = newer.following("mk", {"a": ("Why not?", "Зошто не?")})
    assert "Why?" not in newest.wordings.values()


def test_a_record_is_read_as_it_was_written_and_always_written_the_same() -> None:
    assert read(write(MADE)) == MADE
    other = Record(round="r", source="en").following("sq", {"b": ("Yes", "Po")})
    assert write(other.following("sq", {"a": ("Why?", "Pse?")})) == write(MADE)


@pytest.mark.parametrize("text", ["", "[]", "{", '{"made": 1}'])
def test_what_is_no_record_is_none(text: str) -> None:
    assert read(text) is None


def test_how_a_letter_is_composed_is_no_change() -> None:
    assert digest("cafe\u0301") == digest("café")
