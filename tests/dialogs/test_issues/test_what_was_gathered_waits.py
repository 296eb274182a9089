"""Votes and taps that were not finished yet were gone when somebody looked back."""

import pytest

from tests.support.person import Person
from tests.support.world import EVERYTHING


def _at(question: str) -> Person:
    """Return somebody who has skipped everything before this question."""
    person = Person(EVERYTHING)
    person.begin()
    for words in ("English", "Go on ➡", "For myself", "15", "Yes, I take part", "are erased"):
        person.tap(words)
    while person.stored is not None and person.stored.at != question:
        person.command("skip")
    return person


@pytest.mark.parametrize(
    ("question", "taps"),
    [
        ("views", ["👍 Agree", "👎 Disagree"]),
        ("first", ["Clubs"]),
        ("better", ["Warm food"]),
        ("budget", ["Library · 0", "Library · 1"]),
        ("since", ["2025"]),
        ("way", ["In another way"]),
    ],
)
def test_back_and_forward_keeps_them(question: str, taps: list[str]) -> None:
    person = _at(question)
    for words in taps:
        person.tap(words)
    before = person.prompt
    person.tap("⬅ Back")
    assert person.prompt != before
    person.tap("Keep and go on ➡")
    assert person.prompt == before


def test_a_change_that_was_not_finished_is_not_kept() -> None:
    person = _at("better")
    for words in ("Warm food", "✔ Done", "⬅ Back", "A later start", "Keep and go on ➡", "⬅ Back"):
        person.tap(words)
    assert [row[0].text for row in person.prompt.rows[:2]] == ["☐ A later start", "☑ Warm food"]
