"""Back from a question that was opened for a change led on into other questions."""

from dialogs.answers import answered
from tests.support.person import Person
from tests.support.world import EXAMPLE


def _at_the_summary() -> Person:
    person = Person()
    person.consent()
    person.tap("Girl or woman")
    person.skip_to_review()
    return person


def test_it_leads_to_the_summary_and_from_there_to_the_question() -> None:
    person = _at_the_summary()
    person.tap("✎ 1")
    question = person.prompt
    person.tap("⬅ Back")
    assert person.prompt.heading == "Your answers"
    assert person.stored is not None
    assert person.stored.answers["gender"] == answered("girl")
    person.tap("⬅ Back")
    assert person.prompt == question


def test_back_from_the_summary_walks_through_the_questions() -> None:
    person = _at_the_summary()
    for question in reversed(EXAMPLE.questions):
        person.tap("⬅ Back")
        assert person.prompt.heading == question.text["en"]
