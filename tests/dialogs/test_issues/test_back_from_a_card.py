"""/back on a card went a question back, although the card's own button leads to the question."""

import pytest

from dialogs.states import Aside
from tests.support.person import Person
from tests.support.small_rounds import small_round

ROUND = small_round(
    *({"kind": "pick_one", "id": each, "options": ["yes", "no"]} for each in ("one", "two"))
)


@pytest.mark.parametrize("card", [Aside.HELP, Aside.PRIVACY, Aside.MENU, Aside.STOP, Aside.PAUSE])
def test_it_closes_the_card(card: Aside) -> None:
    person = Person(ROUND)
    person.consent()
    person.tap("yes")
    person.command(card.name.lower())
    assert (person.stored and person.stored.aside) == card
    person.command("back")
    assert person.stored is not None
    assert (person.stored.at, person.stored.aside) == ("two", None)
    person.command("back")
    assert person.stored.at == "one"
