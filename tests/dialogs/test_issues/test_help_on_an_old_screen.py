"""Help was refused on a screen above the last one, and on all when the round had closed."""

from dialogs.states import Phase
from dialogs.world import Stage
from tests.support.person import Person
from tests.support.world import world


def test_it_opens_from_a_question_above() -> None:
    person = Person()
    person.consent()
    help_ = person.data_of("Help")
    person.tap("Girl or woman")
    person.meet_data(help_)
    assert person.prompt.heading == "Somebody to talk to"
    person.tap("Back to the question")
    assert person.stored is not None
    assert person.stored.at == "place"


def test_it_opens_when_the_round_has_closed() -> None:
    person = Person(language="mk")
    person.consent()
    person.world = world(stage=Stage.CLOSED)
    person.tap("Помош")
    assert person.prompt.heading == person.say("Somebody to talk to")
    person.tap(person.say("⬅ Back"))
    assert person.drawn.phase is Phase.CLOSED
