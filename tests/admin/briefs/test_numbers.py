"""A brief tells what numbers, points and rankings come to."""

import re
from pathlib import Path

import pytest

from admin.briefs import numbers
from admin.briefs.compiling import context_of
from admin.briefs.context import Context
from admin.briefs.sections import answers, methods, tables
from admin.dataset import Dataset
from tests.support import datasets
from tests.support.number_rounds import number_round, rows


@pytest.fixture(scope="module")
def context(tmp_path_factory: pytest.TempPathFactory) -> Context:
    return made(tmp_path_factory.mktemp("numbers"), 800)


def made(folder: Path, people: int) -> Context:
    dataset = Dataset.open(datasets.write(folder, number_round(), rows(people)))
    return context_of(dataset, language="en", generated_on=dataset.closing.closed)


def test_a_number_is_charted_in_bands_with_its_median(context: Context) -> None:
    told = str(answers.section(context))
    assert "The median lies in 20–39, the quartiles in 0–19 and 40–59." in told
    chart = told.partition("Bar chart.")[2]
    assert chart.index("0–19") < chart.index("20–39") < chart.index("40–59")


def test_no_quartile_is_told_of_where_one_is_not_known(tmp_path: Path) -> None:
    some, few = made(tmp_path / "some", 160), made(tmp_path / "few", 80)
    told = numbers.note(some, some.round.question("since"))
    assert told == "The median lies in 2024."
    assert not numbers.note(few, few.round.question("minutes"))


def test_shared_points_are_told_as_shares_of_all(context: Context) -> None:
    section = answers.section(context)
    told = re.search(r"rows=\(\('library', '[^']+', '(\d+)%'\)", str(section))
    assert told is not None
    assert int(told[1]) == pytest.approx(40, abs=4)


def test_the_annex_has_every_place_and_a_score(context: Context) -> None:
    told = str(tables.section(context))
    for text in ("Places of each", "Borda score", "Mean place", "Points given to each"):
        assert text in told


def test_the_methods_say_how(context: Context) -> None:
    told = str(methods.section(context))
    assert "counted in at most 6 bands" in told
    assert "The Borda score is the mean" in told


def test_the_annex_has_the_quartiles_of_each_group(context: Context) -> None:
    few, round_ = numbers.of_groups(context, context.round.question("minutes")), context.round
    (table,) = few
    assert table.head == ("Group", "Lower quartile", "Median", "Upper quartile")
    assert ("12–14", "0–39", "0–39", "40–79") in table.rows
    assert list(numbers.of_groups(context, round_.question("budget"))) == []


def test_a_large_round_has_the_mean_of_a_scale_by_group(tmp_path: Path) -> None:
    dataset = Dataset.open(datasets.make(tmp_path, 1500))
    large = context_of(dataset, language="en", generated_on=dataset.closing.closed)
    (table,) = numbers.of_groups(large, large.round.question("safe"))
    means = dict(row for row in table.rows if len(row) == 2)
    assert float(means["Girl or woman"]) < float(means["Boy or man"])


def test_few_people_have_no_shares_of_points(tmp_path: Path) -> None:
    told = str(answers.section(made(tmp_path, 20)))
    assert "Share of all points" in told
    assert not re.search(r"'\d+%'", told)
