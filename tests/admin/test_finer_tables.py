"""Finer tables by group take nothing from the others, and nobody can be found in them."""

from pathlib import Path

import pytest

from admin.analysis import count
from admin.audit import suppressed
from admin.briefs import as_csv
from admin.briefs.compiling import context_of
from admin.dataset import Dataset
from admin.disclosure import protect, rule_of
from admin.linking import answers_alone, linked, without_finer
from admin.merging import join_small_groups
from tests.support import datasets, voters
from tests.support.auditor import Attack
from tests.support.number_rounds import number_round, rows

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


def test_no_hidden_cell_can_be_worked_out(dataset: Dataset, tmp_path: Path) -> None:
    context = context_of(dataset, language="en", generated_on=dataset.closing.closed)
    (tmp_path / "tables.csv").write_bytes(as_csv.render(context))
    attack = Attack.on(tmp_path / "tables.csv", dataset.round)
    assert attack.hidden
    assert list(attack.findings()) == []
