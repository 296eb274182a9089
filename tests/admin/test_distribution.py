"""Means and quartiles agree with the answers as far as printed counts can."""

from pathlib import Path

import pytest

from admin.analysis import count
from admin.analysis.variables import parts_of, places_id, points_id
from admin.dataset import Dataset
from admin.disclosure import Protected, protect
from admin.distribution import borda, mean_place, mean_points, quartiles
from tests.support import datasets
from tests.support.number_rounds import OPTIONS, number_round, rows

PEOPLE = 3000


@pytest.fixture(scope="module")
def numbers(tmp_path_factory: pytest.TempPathFactory) -> Protected:
    return protected(tmp_path_factory.mktemp("numbers"), PEOPLE)


def protected(folder: Path, people: int) -> Protected:
    round_ = number_round()
    dataset = Dataset.open(datasets.write(folder, round_, rows(people)))
    return protect(count(dataset), round_)


def answers(question: str, people: int = PEOPLE) -> list[object]:
    return [row[question] for row in rows(people) if row[question] is not None]


def test_the_mean_points_of_all_options_are_all_that_was_shared_out(numbers: Protected) -> None:
    means = [mean_points(numbers.table(one.id)) for one in parts_of(numbers.plan, "budget")]
    found = [mean for mean in means if mean is not None]
    assert len(found) == len(OPTIONS)
    assert sum(mean.least for mean in found) == pytest.approx(4, abs=0.05)
    assert all(mean.least == mean.most for mean in found)


def test_the_mean_points_are_those_of_the_answers(numbers: Protected) -> None:
    for name in OPTIONS:
        mean = mean_points(numbers.table(points_id("budget", name)))
        given = [dict(value)[name] for value in answers("budget") if isinstance(value, list)]
        assert mean is not None
        assert mean.least == pytest.approx(sum(given) / len(given), abs=0.02)


def test_ranks_and_borda_scores_are_those_of_the_answers(numbers: Protected) -> None:
    for name in OPTIONS:
        table = numbers.table(places_id("first", name))
        orders = [value for value in answers("first") if isinstance(value, list)]
        place = sum(order.index(name) + 1 for order in orders) / len(orders)
        mean, score = mean_place(table), borda(table)
        assert mean is not None
        assert score is not None
        assert mean.least == pytest.approx(place, abs=0.02)
        assert score.least == pytest.approx(len(OPTIONS) + 1 - mean.least)


def test_hidden_numbers_make_a_mean_a_range_that_holds_it(tmp_path: Path) -> None:
    tables, ranges = protected(tmp_path, 200), 0
    for name in OPTIONS:
        mean = mean_points(tables.table(points_id("budget", name)))
        given = [dict(value)[name] for value in answers("budget", 200) if isinstance(value, list)]
        assert mean is not None
        ranges += mean.least < mean.most
        assert mean.least - 0.1 <= sum(given) / len(given) <= mean.most + 0.1
    assert ranges


def test_quartiles_are_the_bands_that_hold_them(numbers: Protected) -> None:
    table = numbers.table("minutes")
    found = quartiles(table)
    ordered = sorted(float(str(value)) for value in answers("minutes"))
    for part, band in zip((0.25, 0.5, 0.75), found, strict=True):
        assert band is not None
        assert band.span is not None
        assert band.span[0] <= ordered[int(part * len(ordered))] <= band.span[1]


def test_a_quartile_that_hidden_numbers_leave_open_is_not_given(tmp_path: Path) -> None:
    assert set(quartiles(protected(tmp_path, 25).table("minutes"))) == {None}


def test_nobody_has_no_mean(tmp_path: Path) -> None:
    table = protected(tmp_path, 0).table(points_id("budget", "yard"))
    assert mean_points(table) is None
