"""What was set apart is counted nowhere, told roughly, and never told by a difference."""

from pathlib import Path

import pytest

from admin.analysis import count
from admin.analysis.variables import QUARANTINED
from admin.briefs import build
from admin.dataset import Dataset
from admin.disclosure import Protected, protect, rule_of
from admin.linking import APART, EVERYONE, CellRef, linked
from admin.merging import join_small_groups
from admin.polytope import Polytope
from tests.admin.conftest import ISSUED
from tests.support import datasets

ROUND = datasets.example_round()


def written(folder: Path, apart: int, *, people: int = 300, seed: int = 1) -> Dataset:
    """The dataset of `people`, with `apart` set apart besides, who answer like everybody."""
    rows = datasets.rows_of(ROUND, people + apart, seed)
    for number, row in enumerate(rows):
        row[QUARANTINED] = number < apart
    return Dataset.open(datasets.write(folder, ROUND, rows))


def protected(folder: Path, apart: int) -> Protected:
    dataset = written(folder, apart)
    return protect(count(dataset), dataset.round)


def test_they_are_counted_nowhere(tmp_path: Path) -> None:
    without = count(written(tmp_path, 120))
    assert (without.finished, without.tallies[QUARANTINED]) == (300, 120)
    assert without.everyone["better", ""] == 420


def test_a_dataset_that_was_never_judged_is_counted_whole(tmp_path: Path) -> None:
    dataset = Dataset.open(datasets.make(tmp_path, 300))
    assert count(dataset).finished == 300
    assert not protect(count(dataset), dataset.round).everyone


def test_their_number_is_rounded(tmp_path: Path) -> None:
    assert protected(tmp_path, 122).tallies[QUARANTINED].count == 120


def test_headlines_stand_with_and_without(tmp_path: Path) -> None:
    tables = protected(tmp_path, 600)
    with_them = tables.everyone["better"].cell("lighting")
    assert with_them.shown
    assert with_them.base == 900
    assert tables.cell(CellRef("better", "lighting", EVERYONE)) == with_them


@pytest.mark.parametrize("apart", [0, 1, 5, 9])
def test_a_few_are_told_of_nowhere(tmp_path: Path, apart: int) -> None:
    tables = protected(tmp_path, apart)
    assert not tables.tallies[QUARANTINED].shown
    assert not any(cell.shown for one in tables.everyone.values() for cell in one.cells.values())


@pytest.mark.parametrize("apart", [10, 30, 200])
def test_no_difference_tells_of_few(tmp_path: Path, apart: int) -> None:
    """An attacker solves for those set apart, from both tables of each headline and all others."""
    dataset = written(tmp_path, apart)
    raw = count(dataset)
    tables, rule = protect(raw, dataset.round), rule_of(dataset.round)
    counted = linked(join_small_groups(raw, dataset.round, rule), dataset.round, rule)
    polytope = Polytope(counted)
    for cell in tables.cells():
        if cell.count is not None and cell.ref in counted.counts:
            polytope.set_range(cell.ref, rule.behind(cell.count))
    few = [k for k, n in counted.counts.items() if k.by == APART and n < rule.threshold]
    for key in few:
        ends = [polytope.extreme({key: sign}) for sign in (1.0, -1.0)]
        most, least = (end[polytope.place[key]] for end in ends if end is not None)
        assert most - least >= rule.threshold - 1e-6, key


def test_the_tables_without_them_are_as_if_they_had_never_come(tmp_path: Path) -> None:
    tables = protected(tmp_path / "with", 120)
    rows = datasets.rows_of(ROUND, 420)[120:]
    alone = Dataset.open(datasets.write(tmp_path / "alone", ROUND, rows))
    for name, table in protect(count(alone), ROUND).tables.items():
        assert table.cells == tables.tables[name].cells


def test_the_brief_tells(tmp_path: Path) -> None:
    build(written(tmp_path / "dataset", 600), tmp_path / "brief", generated_on=ISSUED)
    page = (tmp_path / "brief" / "brief.html").read_text(encoding="utf-8")
    assert "Here they are about 600." in page
    assert "What the answers set apart would change" in page
    table = (tmp_path / "brief" / "tables.csv").read_text(encoding="utf-8-sig")
    assert "With those set apart" in table


def test_the_brief_tells_nothing_of_a_few(tmp_path: Path) -> None:
    build(written(tmp_path / "dataset", 4), tmp_path / "brief", generated_on=ISSUED)
    page = (tmp_path / "brief" / "brief.html").read_text(encoding="utf-8")
    assert "Here they are fewer than 10, or their number is hidden" in page
    assert "What the answers set apart would change" not in page
