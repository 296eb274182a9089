"""The plan holds what can say something: no rows of people who cannot be asked."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from admin.analysis import count
from admin.analysis.planning import PEOPLE_EACH, plan_of, with_parts
from admin.dataset import Dataset
from admin.disclosure import protect
from dialogs.conditions import Condition
from dialogs.round import Round
from tests.support import datasets, random_designs
from tests.support.number_rounds import number_round

EXAMPLE = datasets.example_round()
GIRLS = Condition(question="gender", equals="girl")


def asked_if(**conditions: Condition) -> Round:
    """Return the example round with conditions on some of its questions."""
    questions = (replace(one, show_if=conditions.get(one.id)) for one in EXAMPLE.questions)
    return replace(EXAMPLE, questions=tuple(questions))


def test_who_cannot_be_asked_has_no_row() -> None:
    plan = plan_of(asked_if(safe=GIRLS))
    assert plan.groups("safe:merged", "gender") == ["girl"]
    assert len(plan.groups("safe:merged", "place")) == len(plan.grouping("place").categories)
    assert ":skipped" in plan.groups("better", "gender")


@pytest.mark.parametrize("answered", [True, False])
def test_nor_who_cannot_be_asked_what_leads_there(answered: bool) -> None:
    after = Condition(question="safe", answered=answered)
    plan = plan_of(asked_if(safe=GIRLS, first=after))
    groups = plan.groups("first", "gender")
    assert ("boy" in groups) is not answered


def test_a_joined_age_group_has_a_row_if_some_of_it_can_be_asked(tmp_path: Path) -> None:
    round_ = asked_if(
        safe=Condition(question="age", at_least=25), better=Condition(question="age", at_least=18)
    )
    rows = datasets.rows_of(EXAMPLE, 300)
    for row in rows:
        old = row["age"] in {"18_24", "25_up"}
        for name, asked in (("safe", row["age"] == "25_up"), ("better", old)):
            if not asked:
                row[name], row[f"{name}__outcome"] = None, "not_asked"
    raw = count(Dataset.open(datasets.write(tmp_path, round_, rows)))
    tables = protect(raw, round_)
    assert tables.table("first", "age").groups == ("12_14", "15_17", "18_24+25_up")
    for variable in ("safe:merged", "better"):
        assert tables.table(variable, "age").groups == ("18_24+25_up",)


def test_a_ranking_of_everything_has_no_choices_to_be_among() -> None:
    assert "first:among" not in {one.id for one in plan_of(number_round()).variables}
    assert "first:among" in {one.id for one in plan_of(EXAMPLE).variables}


def test_numbers_and_dates_are_compared_in_wider_bands() -> None:
    plan = plan_of(number_round())
    minutes = plan.variable("minutes:merged")
    assert [one.id for one in minutes.substance] == ["0..39", "40..79", "80..100"]
    assert minutes.substance[0].levels == ("0..19", "20..39")
    assert [one.id for one in plan.variable("since:merged").substance][-1] == "2026"
    assert ("minutes:merged", "age") in plan.pairs
    assert ("minutes", "age") not in plan.pairs


def test_single_options_are_broken_down_where_groups_are_large_enough() -> None:
    round_ = number_round()
    plan = plan_of(round_)
    cells = len(plan.variable("first:places:bus").substance) * len(round_.age_bands)
    few = with_parts(plan, round_, PEOPLE_EACH * cells - 5)
    enough = with_parts(plan, round_, PEOPLE_EACH * cells)
    assert ("first:places:bus", "age") not in few.pairs
    assert ("first:places:bus", "age") in enough.pairs


@pytest.mark.parametrize("fine", ["minutes", "since"])
def test_narrow_bands_are_broken_down_beside_the_wider_ones(fine: str) -> None:
    round_ = number_round()
    plan = plan_of(round_)
    enough = PEOPLE_EACH * len(plan.variable(fine).substance) * len(round_.age_bands)
    assert (fine, "age") not in with_parts(plan, round_, enough - 5).pairs
    assert {(fine, "age"), (f"{fine}:merged", "age")} <= {*with_parts(plan, round_, enough).pairs}


def test_single_points_of_a_scale_too_if_everybody_is_asked() -> None:
    many = 1_000_000
    everybody = with_parts(plan_of(EXAMPLE), EXAMPLE, many)
    assert {by for name, by in everybody.pairs if name == "safe"} == {"age", "gender", "place"}
    girls = asked_if(safe=GIRLS)
    assert "safe" not in {name for name, _ in with_parts(plan_of(girls), girls, many).pairs}


@pytest.mark.parametrize("seed", [2, 6, 16, 47])
def test_every_row_that_is_left_out_is_empty(tmp_path: Path, seed: int) -> None:
    round_ = random_designs.design(seed)
    rows = random_designs.answers(round_, 200, seed)
    raw = count(Dataset.open(datasets.write(tmp_path, round_, rows)))
    for variable, by, group in raw.plan.absent:
        question = raw.plan.variable(variable).question
        here = [row for row in rows if row.get(by) == group]
        assert all(row[f"{question}__outcome"] == "not_asked" for row in here)
