"""Wider categories hold options that are there, each in one of them, and never all."""

import pytest

from dialogs import round_file
from dialogs.problems import RoundFileError
from dialogs.questions import PickOne
from dialogs.round import canonical
from tests.support.world import EXAMPLE_TEXT

VILLAGES = EXAMPLE_TEXT.index("      - id: villages\n")
END = EXAMPLE_TEXT.index("\n\n", VILLAGES)
LABEL = "{en: Further out, sq: Më larg, mk: Подалеку, sr-Latn: Dalje}"


def with_wider(*categories: str) -> str:
    lines = "".join(f"\n      - {one}" for one in categories)
    return f"{EXAMPLE_TEXT[:END]}\n    wider:{lines}{EXAMPLE_TEXT[END:]}"


def outside(of: str, name: str = "outside") -> str:
    return f"{{id: {name}, label: {LABEL}, of: [{of}]}}"


def test_a_wider_category_is_part_of_its_question() -> None:
    round_ = round_file.load(with_wider(outside("hill, villages")), file="r.yaml")
    place = round_.question("place")
    assert isinstance(place, PickOne)
    assert [(one.id, one.of) for one in place.in_wider] == [("outside", ("hill", "villages"))]


def test_a_round_without_any_is_the_same_bytes_as_before_there_were_some() -> None:
    assert b"wider" not in canonical(round_file.load(EXAMPLE_TEXT, file="r.yaml"))


@pytest.mark.parametrize(
    ("categories", "says"),
    [
        ([outside("hill, harbour")], "“harbour” is no option of this question"),
        ([outside("hill, hill")], "“hill” is in “outside” already"),
        ([outside("hill")], "holds two options or more"),
        ([outside("hill, villages"), outside("hill, centre", "up")], "is in “outside” already"),
        ([outside("centre, riverside, hill, villages")], "It holds every option"),
        ([outside("hill, villages", "centre")], "“centre” is an option already"),
        ([outside("hill, villages"), outside("centre, riverside")], "“outside” is used twice"),
        ([outside("hill, villages", "Out")], "“Out” cannot be an id"),
        ([outside("hill, villages").replace("en: ", "EN: ")], "The text in “en” is missing"),
    ],
)
def test_each_mistake_is_named_with_its_line(categories: list[str], says: str) -> None:
    text = with_wider(*categories)
    with pytest.raises(RoundFileError) as caught:
        round_file.load(text, file="r.yaml")
    first = EXAMPLE_TEXT[:END].count("\n") + 2
    [told] = [line for line in str(caught.value).splitlines() if says in line]
    line = int(told.partition("r.yaml:")[2].partition(":")[0])
    assert first <= line <= first + len(categories)


def test_it_is_for_questions_that_results_are_broken_down_by() -> None:
    text = with_wider(outside("hill, villages"))
    place = text.index("id: place")
    alone = text[:place] + text[place:].replace("    breakdown: true\n", "", 1)
    alone = alone.replace("breakdowns: [age, gender, place]", "breakdowns: [age, gender]")
    with pytest.raises(RoundFileError, match="Add `breakdown: true`"):
        round_file.load(alone, file="r.yaml")
