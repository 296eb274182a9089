"""Nothing passes the gate that should not, and there is no way round it."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import structs

from admin import linking
from admin.analysis import UnprotectedCounts, count
from admin.briefs import as_csv
from admin.briefs.compiling import context_of
from admin.comparing import Publication, ranges_of
from admin.dataset import Dataset
from admin.disclosure import (
    FINISHED,
    CellRef,
    Protected,
    ProtectedCell,
    mean_of,
    protect,
    rule_of,
)
from admin.linking import linked
from admin.merging import join_small_groups
from admin.register import printed
from admin.suppression import Counted, Tie
from dialogs.conditions import Condition
from tests.support import datasets, random_codings, random_designs, rich_designs
from tests.support.auditor import Attack
from tests.support.moving import with_people
from tests.support.number_rounds import number_round
from tests.support.number_rounds import rows as number_rows

SIZES = st.integers(0, 420)


def protected(folder: Path, responses: int, seed: int) -> tuple[UnprotectedCounts, Protected]:
    dataset = Dataset.open(datasets.make(folder, responses, seed))
    raw = count(dataset)
    joined = join_small_groups(raw, dataset.round, rule_of(dataset.round))
    return joined, protect(raw, dataset.round)


@settings(
    max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(responses=SIZES, seed=st.integers(0, 10_000))
def test_every_shown_number_is_large_and_rounded(tmp_path: Path, responses: int, seed: int) -> None:
    raw, tables = protected(tmp_path, responses, seed)
    round_ = datasets.example_round()
    counted: Counted[CellRef] = linked(raw, round_, rule_of(round_))
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


def published(folder: Path, dataset: Dataset) -> Path:
    context = context_of(dataset, language="en", generated_on=dataset.closing.closed)
    tables = folder / "tables.csv"
    tables.write_bytes(as_csv.render(context))
    return tables


@pytest.mark.parametrize("seed", range(8))
def test_a_solver_written_apart_narrows_no_hidden_number(tmp_path: Path, seed: int) -> None:
    round_ = random_designs.design(seed)
    rows = random_designs.answers(round_, (50, 150, 400)[seed % 3], seed)
    dataset = Dataset.open(datasets.write(tmp_path / "dataset", round_, rows))
    attack = Attack.on(published(tmp_path, dataset), round_)
    assert attack.hidden
    assert list(attack.findings()) == []


def test_the_attack_finds_a_number_that_was_hidden_alone(tmp_path: Path, dataset: Dataset) -> None:
    """An answer is blotted out by hand, with everything left that it can be worked out from."""
    tables = published(tmp_path, dataset)
    lines = tables.read_text(encoding="utf-8-sig").splitlines()
    place = next(n for n, line in enumerate(lines) if ',"gender","","","girl",' in line)
    fields = lines[place].split(",")
    assert fields[-2] == '"yes"'
    lines[place] = ",".join([*fields[:-4], "", "", "no", fields[-1]])
    tables.write_text("\n".join(lines), encoding="utf-8-sig")
    narrow = [found for found, _ in Attack.on(tables, dataset.round).findings()]
    assert ("gender", "girl", "", "") in narrow


def attacked(folder: Path) -> list[str]:
    """Return what the attack finds out where numbers, points and places were asked for."""
    round_ = number_round()
    dataset = Dataset.open(datasets.write(folder, round_, number_rows(80)))
    return [place[0] for place, _ in Attack.on(published(folder, dataset), round_).findings()]


def test_points_and_places_give_no_hidden_number_away(tmp_path: Path) -> None:
    assert attacked(tmp_path) == []


def test_the_attack_knows_that_points_and_places_add_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(linking, "over_parts", lambda *_: iter(()))
    found = attacked(tmp_path)
    assert any(":points:" in one for one in found)
    assert any(":places:" in one for one in found)


def test_who_was_asked_is_tied_to_the_answer_that_leads_there(tmp_path: Path) -> None:
    round_ = random_designs.design(1)
    condition = Condition(question="place", equals="o0")
    *others, last = round_.questions
    round_ = structs.replace(round_, questions=(*others, structs.replace(last, show_if=condition)))
    rows = random_designs.answers(round_, 300, 3)
    dataset = Dataset.open(datasets.write(tmp_path, round_, rows))
    counted = linked(count(dataset), round_, rule_of(round_))
    asked, leads = CellRef(last.id), CellRef("place", "o0")
    assert Tie(((asked, 1), (leads, -1))) in counted.ties


def test_zero_and_hidden_look_the_same(dataset: Dataset) -> None:
    raw = count(dataset)
    key = ("way_home", "bike", ("gender", "other"))
    none, few = (
        protect(with_people(raw, key, number, other="walk", beside="girl"), dataset.round)
        for number in (0, 3)
    )
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


def test_a_scale_from_zero_has_the_mean_of_its_numbers(tmp_path: Path) -> None:
    round_ = datasets.example_round()
    scale = structs.replace(round_.question("safe"), first=0)
    questions = tuple(scale if one.id == "safe" else one for one in round_.questions)
    rows = datasets.rows_of(round_, 300)
    for row in rows:
        point = row["safe"]
        row["safe"] = point - 1 if isinstance(point, int) else None
    zero = structs.replace(round_, questions=questions)
    dataset = Dataset.open(datasets.write(tmp_path / "zero", zero, rows))
    mean = mean_of(protect(count(dataset), zero).table("safe"))
    usual = Dataset.open(datasets.make(tmp_path / "usual"))
    other = mean_of(protect(count(usual), round_).table("safe"))
    assert mean is not None
    assert other is not None
    assert mean == pytest.approx(other - 1)


def test_what_joining_tells_of_age_bands_does_not_keep_a_round_from_being_protected(
    tmp_path: Path,
) -> None:
    """What joining told of two bands that are compared together left no room, so it was refused."""
    round_ = random_designs.design(141)
    rows = random_designs.answers(round_, 150, 141)
    dataset = Dataset.open(datasets.write(tmp_path / "dataset", round_, rows))
    context = context_of(dataset, language="en", generated_on=dt.date(2026, 1, 1))
    assert "18_24+25_up" in context.tables.table("first", "age").groups
    file = tmp_path / "tables.csv"
    file.write_bytes(as_csv.render(context))
    attack = Attack.on(file, round_)
    assert attack.hidden
    assert not list(attack.findings())


def test_most_of_what_is_planned_is_shown(tables: Protected) -> None:
    cells = [
        cell
        for cell in tables.cells()
        if cell.ref.category and ":" not in cell.ref.category + cell.ref.group[:1]
    ]
    assert sum(cell.shown for cell in cells) / len(cells) > 0.6


def test_themes_that_come_later_give_way_to_what_is_out(tmp_path: Path) -> None:
    """Nearly all wrote, and how many were set apart is out: the number of texts would tell both."""
    dataset, _ = rich_designs.make(tmp_path / "dataset", 0, 60)
    first = protect(count(dataset), dataset.round)
    out = ranges_of(Publication(printed(first), first.rule))
    coded = count(dataset, coded=[random_codings.coded(dataset, 0)])
    assert protect(coded, dataset.round).table("own_words:themes").cell("").shown
    later = protect(coded, dataset.round, out)
    assert not later.table("own_words:themes").cell("").shown
    again = [later.cell(cell.ref) for cell in first.cells()]
    assert [cell.count for cell in again if cell.ref in out] == [
        cell.count for cell in first.cells() if cell.ref in out
    ]
