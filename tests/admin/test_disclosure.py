"""Nothing passes the gate that should not, and there is no way round it."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from admin.analysis import UnprotectedCounts, count
from admin.dataset import Dataset
from admin.disclosure import Protected, ProtectedCell, mean_of, protect, rule_of
from admin.linking import FINISHED, CellRef, linked
from admin.merging import join_small_bands
from admin.suppression import Counted, ranges
from tests.support import datasets

SIZES = st.integers(0, 420)


def protected(folder: Path, responses: int, seed: int) -> tuple[UnprotectedCounts, Protected]:
    dataset = Dataset.open(datasets.make(folder, responses, seed))
    raw = count(dataset)
    joined = join_small_bands(raw, dataset.round, rule_of(dataset.round))
    return joined, protect(raw, dataset.round)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(responses=SIZES, seed=st.integers(0, 10_000))
def test_every_shown_number_is_large_and_rounded(tmp_path: Path, responses: int, seed: int) -> None:
    raw, tables = protected(tmp_path, responses, seed)
    counted: Counted[CellRef] = linked(raw)
    for cell in tables.cells():
        if cell.count is None:
            assert cell.percent is None
            continue
        assert cell.count >= 10
        assert cell.count % 5 == 0
        if cell.ref in counted.counts:
            assert counted.counts[cell.ref] >= 10
            assert abs(counted.counts[cell.ref] - cell.count) <= 2
        if cell.percent is not None and cell.base is not None:
            assert cell.base >= 30
            assert abs(cell.percent - 100 * cell.count / cell.base) <= 0.5


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(responses=st.integers(60, 420), seed=st.integers(0, 10_000))
def test_no_hidden_number_can_be_narrowed_sum_by_sum(
    tmp_path: Path, responses: int, seed: int
) -> None:
    raw, tables = protected(tmp_path, responses, seed)
    counted = linked(raw)
    shown = {cell.ref for cell in tables.cells() if cell.shown}
    gone = {key for key in counted.counts if key not in shown and key not in _joined_sizes(raw)}
    for key, (least, most) in ranges(counted, gone, tables.rule).items():
        assert least <= counted.counts[key] <= most
        if key in gone:
            assert most - least >= 10, key


def _joined_sizes(raw: UnprotectedCounts) -> set[CellRef]:
    """The sizes of joined groups are printed as bases, under another address."""
    return {CellRef(g.id, c.id) for g in raw.plan.groupings for c in g.categories}


def test_zero_and_hidden_look_the_same(dataset: Dataset) -> None:
    raw = count(dataset)
    key = ("way_home", "bike", ("age", "25_up"))
    none = protect(replace(raw, counts={**raw.counts, key: 0}), dataset.round)
    few = protect(replace(raw, counts={**raw.counts, key: 3}), dataset.round)
    ref = CellRef("way_home", "bike", "gender", "other")
    assert none.cell(ref) == few.cell(ref)
    assert none.cell(ref).count is None


def test_fewer_than_the_threshold_in_all_shows_nothing(tmp_path: Path) -> None:
    _, tables = protected(tmp_path, 9, 1)
    shown = {cell.ref for cell in tables.cells() if cell.shown}
    assert all(ref.variable == "tally" for ref in shown)
    assert tables.cell(FINISHED).count is None


def test_nobody_else_can_make_a_protected_cell(tables: Protected) -> None:
    with pytest.raises(TypeError, match=r"Only admin\.disclosure"):
        ProtectedCell(FINISHED, 3, None, None, object())  # type: ignore[arg-type]  # on purpose
    with pytest.raises((TypeError, ValueError)):
        replace(tables.finished, count=3)  # type: ignore[call-arg]  # on purpose


def test_small_age_bands_are_joined_in_breakdowns_only(tables: Protected) -> None:
    assert tables.table("better", "age").groups == ("12_14", "15_17", "18_24+25_up")
    assert tables.table("age").cell("25_up").count == 20


def test_a_mean_needs_every_level(tables: Protected) -> None:
    table = tables.table("safe")
    counts = [table.cell(str(point)).count or 0 for point in range(1, 6)]
    by_hand = sum(p * c for p, c in enumerate(counts, start=1)) / sum(counts)
    assert mean_of(table) == pytest.approx(by_hand)
    assert mean_of(tables.table("safe:merged", "age"), "15_17") is None


def test_most_of_what_is_planned_is_shown(tables: Protected) -> None:
    cells = [
        cell
        for cell in tables.cells()
        if cell.ref.category and ":" not in cell.ref.category + cell.ref.group[:1]
    ]
    assert sum(cell.shown for cell in cells) / len(cells) > 0.6
