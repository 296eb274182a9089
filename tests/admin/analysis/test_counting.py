"""The one query gives what counting by hand gives."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from admin.analysis import count
from admin.analysis.counting import EVERYBODY
from admin.analysis.engine import Engine
from admin.analysis.planning import plan_of
from admin.dataset import Dataset
from tests.support import datasets, naive, random_designs
from tests.support.datasets import Row


def test_every_count_equals_a_count_by_hand(
    engine: Engine, dataset: Dataset, rows: list[Row]
) -> None:
    raw = count(dataset, engine)
    assert raw.finished == len(rows)
    assert len(raw.counts) > 300
    for (variable, category, (by, group)), number in raw.counts.items():
        expected = naive.people(rows, variable, category, by, group)
        assert number == expected, (variable, category, by, group)


@pytest.mark.parametrize("seed", [0, 3, 6])
def test_every_count_of_a_random_design_equals_a_count_by_hand(
    engine: Engine, tmp_path: Path, seed: int
) -> None:
    round_ = random_designs.design(seed)
    rows = random_designs.answers(round_, 80, seed)
    raw = count(Dataset.open(datasets.write(tmp_path, round_, rows)), engine)
    for (variable, category, (by, group)), number in raw.counts.items():
        expected = naive.people(rows, variable, category, by, group)
        assert number == expected, (variable, category, by, group)


def test_people_who_were_not_asked_are_not_in_the_base(
    engine: Engine, tmp_path: Path, rows: list[Row]
) -> None:
    changed = [dict(row) for row in rows]
    for row in changed[:100]:
        row["safe"], row["safe__outcome"] = None, "not_asked"
    round_ = datasets.example_round()
    raw = count(Dataset.open(datasets.write(tmp_path, round_, changed)), engine)
    assert raw.asked["safe", EVERYBODY] == 200
    assert raw.asked["better", EVERYBODY] == 300
    girls = raw.asked["safe:merged", ("gender", "girl")]
    assert girls == naive.people(changed, "safe", "base", "gender", "girl")


def test_organisations_are_counted_apart_and_in_nothing_else(
    engine: Engine, tmp_path: Path, rows: list[Row]
) -> None:
    heard = [{**row, "respondent": "organisation", "age": ""} for row in rows[:14]]
    round_ = replace(datasets.example_round(), hear_organisations=True)
    raw = count(Dataset.open(datasets.write(tmp_path, round_, [*heard, *rows[14:]])), engine)
    assert raw.finished == 286
    assert raw.tallies["organisations"] == 14
    assert raw.asked["safe", EVERYBODY] == naive.people(rows[14:], "safe")


def test_an_empty_dataset_counts_nobody(engine: Engine, tmp_path: Path) -> None:
    raw = count(Dataset.open(datasets.make(tmp_path, responses=0)), engine)
    assert raw.finished == 0
    assert set(raw.counts.values()) == {0}


def test_the_plan_is_fixed_and_never_crosses_two_breakdowns() -> None:
    plan = plan_of(datasets.example_round())
    assert plan.breakdowns == ("age", "gender", "place")
    assert len(plan.pairs) == 4 * 3
    assert not {"age", "gender", "place", "language"} & {variable for variable, _ in plan.pairs}
