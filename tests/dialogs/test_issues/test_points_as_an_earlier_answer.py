"""A filter by points broke the conversation, and an option without points counted as included."""

from typing import Any

import pytest

from tests.support.person import Person
from tests.support.small_rounds import small_round

POINTS: dict[str, Any] = {"kind": "points", "id": "budget", "total": 1, "options": ["hall", "yard"]}


def test_options_belong_to_what_was_given_points() -> None:
    options = [
        {"id": "roof", "belongs_to": ["hall"]},
        {"id": "trees", "belongs_to": ["yard"]},
        {"id": "paint"},
    ]
    follow_up = {"kind": "pick_one", "id": "what", "filter_by": "budget", "options": options}
    person = Person(small_round(POINTS, follow_up))
    person.consent()
    person.tap("hall · 0")
    person.tap("✔ Done")
    assert [row[0].text for row in person.prompt.rows[:2]] == ["roof", "paint"]


@pytest.mark.parametrize(("option", "heading"), [("hall", "More?"), ("yard", "Your answers")])
def test_what_was_given_no_points_is_not_included(option: str, heading: str) -> None:
    more = {
        "kind": "free_text",
        "id": "more",
        "text": {"en": "More?", "mk": "Уште?"},
        "show_if": {"question": "budget", "includes": option},
    }
    person = Person(small_round(POINTS, more))
    person.consent()
    person.tap("hall · 0")
    person.tap("✔ Done")
    assert person.prompt.heading == heading
