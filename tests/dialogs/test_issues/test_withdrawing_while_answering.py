"""In the middle of answering, /withdraw asked for a code and refused every code it was given."""

from dialogs.events import Withdraw
from tests.support.person import Person
from tests.support.world import world

CODE = "0123-4567-89AB-CDEF"


def answering() -> Person:
    person = Person()
    person.consent()
    person.world = world(holds=lambda code: code == CODE)
    return person


def test_what_is_not_sent_cannot_be_taken_back() -> None:
    person = answering()
    for rest in ("", person.stored.code if person.stored else ""):
        person.command("withdraw", rest)
        assert person.notice == ("You have not sent these answers yet. To erase them, tap “Stop”.")


def test_what_was_sent_earlier_is_taken_back_and_what_is_being_answered_stays() -> None:
    person = answering()
    before = person.stored
    person.command("withdraw", CODE)
    assert Withdraw(CODE) in person.effects
    assert person.notice == "What you sent is erased."
    assert person.stored == before


def test_a_code_of_nobody_is_said_to_be_none() -> None:
    person = answering()
    person.command("withdraw", "AAAA-BBBB-CCCC-DDDD")
    assert person.notice == "We hold no answers under this code."
    assert person.keeps
