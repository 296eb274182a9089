"""A difference is stated when it is wide and no accident, and its size has a word."""

import random
from dataclasses import replace
from pathlib import Path

import pytest

from admin.analysis import count
from admin.dataset import Dataset
from admin.differences import LEAST_GAP, LEVEL, differences, looked_at
from admin.disclosure import Protected, protect
from tests.support import datasets


def test_the_planted_differences_are_found(tables: Protected) -> None:
    found = {(one.category.id, one.high.ref.group) for one in differences(tables)}
    assert ("lighting", "girl") in found
    assert ("transport", "12_14") in found
    assert all(one.gap >= LEAST_GAP for one in differences(tables))


@pytest.mark.parametrize(
    ("high", "low", "effect"), [(65, 45, 0.404), (95, 80, 0.476), (25, 5, 0.596), (50, 10, 0.927)]
)
def test_the_effect_is_that_of_cohens_table(
    tables: Protected, high: int, low: int, effect: float
) -> None:
    """Cohen (1988), table 6.2.2, has 2 arcsin of the root of each share."""
    one = differences(tables)[0]
    cells = []
    for cell, people in ((one.high, high), (one.low, low)):
        made = object.__new__(type(cell))  # on purpose: any two shares, without a dataset
        for name in ("ref", "percent", "nearly_all"):
            object.__setattr__(made, name, getattr(cell, name))
        object.__setattr__(made, "count", people)
        object.__setattr__(made, "base", 100)
        cells.append(made)
    assert replace(one, high=cells[0], low=cells[1]).effect == pytest.approx(effect, abs=0.001)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Protected:
    dataset = Dataset.open(datasets.make(tmp_path_factory.mktemp("large"), 1500))
    return protect(count(dataset), dataset.round)


def test_of_a_scale_the_merged_points_are_compared_and_not_each_point(large: Protected) -> None:
    assert ("safe", "gender") in large.tables
    found = {one.variable.id for one in differences(large)}
    assert "safe:merged" in found
    assert "safe" not in found


@pytest.mark.parametrize("size", ["tables", "large"])
def test_the_level_is_divided_by_all_pairs_looked_at(
    size: str, request: pytest.FixtureRequest
) -> None:
    """Counted again: each two groups with a printed share, for each answer of each question."""
    tables: Protected = request.getfixturevalue(size)
    pairs = 0
    for (name, by), table in tables.tables.items():
        if by and f"{name}:merged" not in {one.id for one in tables.plan.variables}:
            for category in table.variable.substance:
                shares = [
                    table.cell(category.id, group).percent
                    for group in table.groups
                    if not group.startswith(":")
                ]
                printed = sum(share is not None for share in shares)
                pairs += printed * (printed - 1) // 2
    assert looked_at(tables) == pairs
    assert LEVEL / pairs < 0.001


def found_in(tables: Protected) -> set[tuple[str, str, str]]:
    return {(one.category.id, one.by.id, one.high.ref.group) for one in differences(tables)}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_planted_differences_are_found(tmp_path: Path, seed: int) -> None:
    dataset = Dataset.open(datasets.make(tmp_path, 300, seed))
    found = found_in(protect(count(dataset), dataset.round))
    assert ("lighting", "gender", "girl") in found
    assert ("transport", "age", "12_14") in found


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_shuffled_answers_show_no_difference(tmp_path: Path, seed: int) -> None:
    round_ = datasets.example_round()
    rows = datasets.rows_of(round_, 300, seed)
    chance = random.Random(seed)  # repeatable, not secret
    for column in ("gender", "age", "place"):
        names = [name for name in rows[0] if name.split("__")[0] == column]
        shuffled = [[row[name] for name in names] for row in rows]
        chance.shuffle(shuffled)
        for row, values in zip(rows, shuffled, strict=True):
            row.update(zip(names, values, strict=True))
    dataset = Dataset.open(datasets.write(tmp_path, round_, rows))
    assert found_in(protect(count(dataset), dataset.round)) == set()


def test_a_difference_is_wide_and_on_large_bases(tables: Protected) -> None:
    for one in differences(tables):
        assert one.gap >= LEAST_GAP
        assert min(one.high.base or 0, one.low.base or 0) >= tables.rule.percent_base
