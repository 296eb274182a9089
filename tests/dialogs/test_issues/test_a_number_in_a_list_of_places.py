"""A number typed into a narrowed list of places chose another place, one that was not shown."""

from dialogs.answers import answered
from tests.support.person import Person
from tests.support.small_rounds import small_round

NAMES = [*(f"Dol {number}" for number in range(1, 10)), "Gorno Pole", "Gorno Selo", "Izvor"]
OPTIONS = [{"id": f"v{i}", "label": {"en": name, "mk": name}} for i, name in enumerate(NAMES)]
ROUND = small_round({"kind": "pick_one", "id": "village", "places": True, "options": OPTIONS})


def test_it_is_searched_for_like_any_other_text() -> None:
    person = Person(ROUND)
    person.consent()
    person.type("gorno")
    person.type("2")
    assert person.stored is not None
    assert person.stored.answers == {}
    assert [row[0].text for row in person.prompt.rows[:2]] == ["Dol 2", "✖ Show the whole list"]
    person.type("gorno selo")
    assert person.stored is not None
    assert person.stored.answers == {"village": answered("v10")}
