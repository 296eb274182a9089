"""Unknown commands, and texts at the first screen, drew it again without a word."""

import pytest

from dialogs.states import Aside, Phase
from tests.support.person import Person

NONE = "I don’t know that command. Tap a button, or write it without “/”."


@pytest.mark.parametrize("agreed", [False, True])
def test_an_unknown_command_is_said_to_be_one(agreed: bool) -> None:
    person = Person()
    person.consent() if agreed else person.begin()
    before = person.stored
    person.command("foo", "bar")
    assert person.notice == NONE
    assert (person.stored and person.stored.answers) == (before and before.answers)


def test_it_leaves_a_card_open() -> None:
    person = Person()
    person.consent()
    person.command("help")
    person.command("foo")
    assert person.prompt.heading == "Somebody to talk to"


@pytest.mark.parametrize("word", ["помош", "sos", "Help"])
def test_another_word_for_a_command_will_do(word: str) -> None:
    person = Person(language="mk")
    person.consent()
    person.command(word)
    assert person.stored is not None
    assert person.stored.aside is Aside.HELP


def test_a_text_at_the_first_screen_gets_an_answer() -> None:
    person = Person()
    person.begin()
    person.type("hello")
    assert (person.drawn.phase, person.notice) == (
        Phase.LANGUAGE,
        "Please tap one of the buttons.",
    )
    person.type("Македонски")
    assert (person.drawn.phase, person.notice) == (Phase.CARD, "")
