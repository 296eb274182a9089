"""Finer tables by group take nothing from the others, and nobody can be found in them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from admin import disclosure
from admin.analysis import count
from admin.analysis.variables import Plan
from admin.audit import suppressed
from admin.briefs import as_csv
from admin.briefs.compiling import context_of
from admin.briefs.sections import protection
from admin.cells import CellRef
from admin.dataset import Dataset
from admin.disclosure import protect, rule_of
from admin.linking import answers_alone, linked, without_finer
from admin.merging import join_small_groups
from admin.suppression import Counted, DisclosureError, Rule, Suppressed
from tests.support import datasets, voters
from tests.support.auditor import Attack
from tests.support.number_rounds import number_round, rows

pytestmark = pytest.mark.long

TEXTS = [f"Sentence number {number}." for number in range(6)]


def of_votes(folder: Path, most: int) -> Dataset:
    round_ = voters.round_of(TEXTS, most=most)
    return Dataset.open(datasets.write(folder, round_, voters.rows_of(round_, (420, 330))))


def of_numbers(folder: Path) -> Dataset:
    return Dataset.open(datasets.write(folder, number_round(), rows(1200)))


@pytest.fixture(scope="module", params=["all seen", "some seen", "points", "numbers"])
def dataset(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    folder = tmp_path_factory.mktemp("finer")
    match request.param:
        case "all seen":
            return of_votes(folder, len(TEXTS))
        case "some seen":
            return of_votes(folder, len(TEXTS) - 2)
        case "points":
            return Dataset.open(datasets.make(folder, 1200))
    return of_numbers(folder)


def is_finer(plan: Plan, ref: CellRef) -> bool:
    return (ref.variable, ref.by) in plan.finer


def refusing(plan: Plan) -> Callable[..., Suppressed[CellRef]]:
    """Return what hides cells, but for those of finer tables, which it cannot."""

    def hiding(
        counted: Counted[CellRef], rule: Rule, settled: Suppressed[CellRef] | None = None
    ) -> Suppressed[CellRef]:
        if any(is_finer(plan, ref) for ref in counted.counts):
            raise DisclosureError("There is no table that agrees with all that is known.")
        return suppressed(counted, rule, settled)

    return hiding


def test_what_is_hidden_of_the_other_tables_is_as_without(dataset: Dataset) -> None:
    rule, tables = rule_of(dataset.round), protect(count(dataset), dataset.round)
    raw = join_small_groups(count(dataset), dataset.round, rule)
    counted = linked(raw, dataset.round, rule)
    alone = suppressed(without_finer(answers_alone(counted), raw.plan), rule)
    others = [cell for cell in tables.cells() if cell.ref in alone.decided]
    assert raw.plan.finer
    assert len(others) > 50
    assert all(cell.shown == (cell.ref not in alone.hidden) for cell in others)


def test_some_of_them_can_be_shown(dataset: Dataset) -> None:
    tables = protect(count(dataset), dataset.round)
    cells = [cell for table in tables.plan.finer for cell in tables.table(*table).cells.values()]
    named = [cell for cell in cells if cell.ref.category and cell.ref.group[:1] != ":"]
    assert sum(cell.shown for cell in named) > len(named) / 3


def test_there_are_none_if_they_cannot_be_protected(
    dataset: Dataset, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    raw, whole = count(dataset), protect(count(dataset), dataset.round)
    monkeypatch.setattr(disclosure, "suppressed", refusing(raw.plan))
    context = context_of(dataset, language="en", generated_on=dataset.closing.closed)
    others = [cell.ref for cell in whole.cells() if not is_finer(raw.plan, cell.ref)]
    assert [cell.ref for cell in context.tables.cells()] == others
    assert context.tables.plan.withheld == raw.plan.finer
    assert "finer tables by group are left out" in caplog.text
    assert "Finer tables by group are not shown" in " ".join(protection.items(context))


def test_what_was_printed_of_them_cannot_be_taken_back(dataset: Dataset) -> None:
    raw, whole = count(dataset), protect(count(dataset), dataset.round)
    finer = [cell for cell in whole.cells() if is_finer(raw.plan, cell.ref)]
    hidden = next(cell.ref for cell in finer if not cell.shown and cell.ref.category)
    with pytest.raises(DisclosureError):
        protect(raw, dataset.round, {hidden: (0, 3)})


def test_no_hidden_cell_can_be_worked_out(dataset: Dataset, tmp_path: Path) -> None:
    context = context_of(dataset, language="en", generated_on=dataset.closing.closed)
    (tmp_path / "tables.csv").write_bytes(as_csv.render(context))
    attack = Attack.on(tmp_path / "tables.csv", dataset.round)
    assert attack.hidden
    assert list(attack.findings()) == []
