"""The same place in every list, and what does not count as such."""

from typing import Any

import pytest
from msgspec.structs import replace

from dialogs.answers import DECLINED, SKIPPED, Answer, answered
from dialogs.questions import PickOne
from dialogs.questions.options import Sort
from storage.stuffing.straight import is_straight, places_of
from tests.support.stuffing import ROUND

FIRST = {
    "gender": answered("girl"),
    "place": answered("centre"),
    "way_home": answered("walk"),
    "better": answered(("lighting", "sport")),
    "safe": answered(1),
    "first": answered(("lamps", "concerts", "pitches")),
}
THIRD = {
    "gender": answered("other"),
    "place": answered("hill"),
    "way_home": answered("lift"),
    "better": answered(("youth_centre",)),
    "safe": answered(3),
}


@pytest.mark.parametrize(
    ("answers", "straight"),
    [
        (FIRST, True),
        (THIRD, True),
        (FIRST | {"gender": SKIPPED}, True),
        (FIRST | {"gender": SKIPPED, "place": DECLINED}, False),  # four are too few
        (FIRST | {"safe": answered(2)}, False),
        (FIRST | {"own_words": answered("lamps")}, True),
        ({}, False),
    ],
)
def test_one_place_in_all_lists(answers: dict[str, Answer], straight: bool) -> None:
    assert is_straight(answers, places_of(ROUND)) is straight


@pytest.mark.parametrize("order", [{"random_order": True}, {"sort": Sort.ALPHABET}])
def test_a_list_in_another_order_for_others_has_no_places(order: dict[str, Any]) -> None:
    questions = tuple(
        replace(one, **order) if isinstance(one, PickOne) else one for one in ROUND.questions
    )
    assert set(places_of(replace(ROUND, questions=questions))) == {"better", "safe", "first"}
