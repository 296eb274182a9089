"""The card of a pause says "write something" to come back; writing was refused there."""

from dialogs.states import Aside
from tests.support.person import Person


def test_whatever_is_written_leads_back_and_answers_nothing() -> None:
    person = Person()
    person.consent()
    before = person.stored
    assert before is not None
    person.command("pause")
    assert (person.stored and person.stored.aside) == Aside.PAUSE
    person.type("hi")
    assert person.stored is not None
    assert (person.stored.at, person.stored.aside) == (before.at, None)
    assert (person.stored.answers, person.notice) == (before.answers, "")
