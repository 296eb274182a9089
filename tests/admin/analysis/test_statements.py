"""Votes are counted as they were given, over everybody and in opinion groups."""

from pathlib import Path

import pytest

from admin.analysis import UnprotectedCounts, count, planning
from admin.analysis.counting import EVERYBODY
from admin.analysis.engine import Engine
from admin.analysis.statements import (
    AGREE,
    DISAGREE,
    NOT_AGREE,
    PASS,
    UNGROUPED,
    VOTES,
    agreed_id,
    groups_id,
)
from admin.analysis.variables import ANSWERED, NO_VOTE
from admin.dataset import Dataset
from tests.support import datasets, rich_designs, voters
from tests.support.datasets import Row
from tests.support.voters import QUESTION

pytestmark = pytest.mark.long

TEXTS = [f"Sentence {number}." for number in range(16)]


def counted(engine: Engine, folder: Path, rows: list[Row], most: int) -> UnprotectedCounts:
    round_ = voters.round_of(TEXTS, most=most)
    return count(Dataset.open(datasets.write(folder, round_, rows)), engine)


def votes_on(rows: list[Row], statement: str) -> list[int]:
    given = [dict(row[QUESTION]) for row in rows if isinstance(row[QUESTION], list)]  # type: ignore[arg-type]  # pairs
    return [one[statement] for one in given if statement in one]


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    return voters.rows_of(voters.round_of(TEXTS), (80, 60))


def test_each_vote_is_counted_and_the_base_is_who_voted(
    engine: Engine, tmp_path: Path, rows: list[Row]
) -> None:
    raw = counted(engine, tmp_path, rows, 10)
    for number in range(16):
        given = votes_on(rows, f"s{number}")
        variable = f"{QUESTION}:s{number}"
        assert raw.asked[variable, EVERYBODY] == len(given)
        for category, vote in VOTES.items():
            assert raw.counts[variable, category, EVERYBODY] == given.count(vote)


def test_where_all_can_be_seen_the_base_is_everybody(engine: Engine, tmp_path: Path) -> None:
    round_ = voters.round_of(TEXTS, most=16)
    some = voters.rows_of(round_, (60, 60), silent=0.2)
    raw = count(Dataset.open(datasets.write(tmp_path, round_, some)), engine)
    variable = f"{QUESTION}:s3"
    assert raw.asked[variable, EVERYBODY] == 120
    given = len(votes_on(some, "s3"))
    assert raw.counts[variable, NO_VOTE, EVERYBODY] == 120 - given > 0


def test_opinion_groups_are_a_breakdown_that_adds_up(
    engine: Engine, tmp_path: Path, rows: list[Row]
) -> None:
    raw = counted(engine, tmp_path, rows, 10)
    by = groups_id(QUESTION)
    groups = [category.id for category in raw.plan.variable(by).categories]
    assert groups == ["A", "B", UNGROUPED]
    assert sum(raw.counts[by, group, EVERYBODY] for group in groups) == raw.finished == 140
    for number in range(16):
        agreed = agreed_id(QUESTION, f"s{number}")
        for category in (AGREE, NOT_AGREE):
            parts = [raw.counts[agreed, category, (by, group)] for group in groups[:-1]]
            assert sum(parts) == raw.counts[agreed, category, EVERYBODY]
    rest = raw.counts[f"{QUESTION}:s0", DISAGREE, EVERYBODY]
    rest += raw.counts[f"{QUESTION}:s0", PASS, EVERYBODY]
    assert raw.counts[agreed_id(QUESTION, "s0"), NOT_AGREE, EVERYBODY] == rest


@pytest.mark.parametrize(("most", "parts"), [(10, 3), (16, 4)])
def test_votes_are_broken_down_where_enough_were_cast(
    engine: Engine, tmp_path: Path, rows: list[Row], most: int, parts: int
) -> None:
    """These rows hold some sixty to ninety votes on each statement, and there are three bands."""
    given = {f"{QUESTION}:s{number}": len(votes_on(rows, f"s{number}")) for number in range(16)}
    for each in (10, 12):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(planning, "PEOPLE_EACH", each)
            raw = counted(engine, tmp_path / str(each), rows, most)
        for variable, cast in given.items():
            agreed = f"{variable}:agreed"
            shown = 5 * round(cast / 5)
            assert ((agreed, "age") in raw.plan.pairs) == (shown >= each * 2 * 3)
            assert ((variable, "age") in raw.plan.pairs) == (shown >= each * parts * 3)
        assert (QUESTION, "age") in raw.plan.pairs


def test_the_votes_of_a_group_are_those_of_its_people(
    engine: Engine, tmp_path: Path, rows: list[Row]
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(planning, "PEOPLE_EACH", 1)
        raw = counted(engine, tmp_path, rows, 10)
    for band in ("b1", "b2", "b3"):
        group, people = ("age", band), [row for row in rows if row["age"] == band]
        answered = sum(row[f"{QUESTION}__outcome"] == "answered" for row in people)
        assert raw.counts[QUESTION, ANSWERED, group] == answered
        for number in range(16):
            given = votes_on(people, f"s{number}")
            assert raw.asked[f"{QUESTION}:s{number}", group] == len(given)
            for category, vote in VOTES.items():
                here = raw.counts[f"{QUESTION}:s{number}", category, group]
                assert here == given.count(vote)


def test_who_looks_like_stuffing_is_in_no_group(
    engine: Engine, tmp_path: Path, rows: list[Row]
) -> None:
    judged: list[Row] = [{**row, "quarantined": n < 15} for n, row in enumerate(rows)]
    raw = counted(engine, tmp_path, judged, 10)
    by = groups_id(QUESTION)
    assert sum(n for (variable, _, _), n in raw.counts.items() if variable == by) == 125


def test_votes_that_do_not_part_have_no_groups(engine: Engine, tmp_path: Path) -> None:
    round_ = voters.round_of(TEXTS)
    raw = count(
        Dataset.open(datasets.write(tmp_path, round_, voters.rows_of(round_, (15,)))), engine
    )
    assert all(by == "age" for _, by in raw.plan.pairs)


def test_votes_by_group_equal_a_count_by_hand(engine: Engine, tmp_path: Path) -> None:
    dataset, rows = rich_designs.make(tmp_path, 50, 400)
    counts = count(dataset, engine).counts.items()
    cells = {(name, option, *group): number for (name, option, group), number in counts}
    by_group = {place: cells[place] for place in cells if rich_designs.is_vote_of_group(place)}
    assert len(by_group) == 96
    assert by_group == {place: rich_designs.people(rows, *place) for place in by_group}
