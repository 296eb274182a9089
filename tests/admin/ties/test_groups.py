"""What the joining of small age bands tells of how many people are in them."""

from pathlib import Path

import pytest

from admin.analysis.counting import count
from admin.dataset import Dataset
from admin.disclosure import rule_of
from admin.linking import CellRef, linked
from admin.merging import join_small_groups
from admin.suppression import Rule, Tie
from tests.support import datasets

BANDS = ("12_14", "15_17", "18_24", "25_up")


@pytest.mark.parametrize(
    ("people", "known"),
    [
        ((40, 40, 40, 40), [(0,), (1,), (2,), (3,)]),
        ((20, 12, 40, 40), [(0, 1), (2,), (3,)]),
    ],
)
def test_a_band_that_stands_alone_is_shown_as_thirty_or_more(
    tmp_path: Path, people: tuple[int, ...], known: list[tuple[int, ...]]
) -> None:
    ties = ties_of(tmp_path, people)
    for places in known:
        terms = tuple((CellRef("age", BANDS[place]), 1) for place in places)
        assert Tie(terms, 28, None) in ties


def test_a_band_that_was_joined_is_shown_as_less_than_thirty(tmp_path: Path) -> None:
    ties = ties_of(tmp_path, (13, 11, 40, 40))
    first, second = (CellRef("age", band) for band in BANDS[:2])
    assert Tie(((first, 1),), None, 27) in ties
    assert Tie(((first, 1), (second, 1)), None, 27) in ties


def test_where_all_are_joined_nothing_is_told_of_the_whole(tmp_path: Path) -> None:
    ties = ties_of(tmp_path, (5, 5, 5, 5))
    terms = tuple((CellRef("age", band), 1) for band in BANDS)
    assert all(tie.terms != terms for tie in ties if tie.least or tie.most)


def test_the_fewest_people_behind_a_rounded_number() -> None:
    for rounding, shown in ((5, 30), (10, 30), (7, 30), (1, 30)):
        rule = Rule(rounding=rounding)
        least = rule.least_shown_as(shown)
        assert rule.rounded(least) >= shown > rule.rounded(least - 1)


def ties_of(folder: Path, people: tuple[int, ...]) -> list[Tie[CellRef]]:
    """Return everything that is known of a round in which so many of each band took part."""
    round_ = datasets.example_round()
    rows = datasets.rows_of(round_, sum(people))
    ages = (band for band, number in zip(BANDS, people, strict=True) for _ in range(number))
    for row, age in zip(rows, ages, strict=True):
        row["age"] = age
    dataset = Dataset.open(datasets.write(folder / "dataset", round_, rows))
    rule = rule_of(round_)
    return list(linked(join_small_groups(count(dataset), round_, rule), round_, rule).ties)
