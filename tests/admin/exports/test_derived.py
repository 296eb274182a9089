"""Figures beside counts: in every file the same, and none that a brief does not print."""

from pathlib import Path

import duckdb
import openpyxl
import pytest

from admin import exports
from admin.briefs.compiling import compiled, context_of
from admin.briefs.wording import texts_of
from admin.dataset import Dataset
from admin.exports import derived
from admin.population import Population
from tests.admin.conftest import ISSUED
from tests.support import datasets
from tests.support.number_rounds import number_round, rows
from tests.support.published import cells_of

POPULATION = """\
breakdown,group,percent,source
gender,girl,49,"Town register"
gender,boy,51,
gender,other,,
"""


@pytest.fixture(scope="module")
def dataset_of_numbers(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    out = tmp_path_factory.mktemp("numbers")
    return Dataset.open(datasets.write(out / "dataset", number_round(), rows(400)))


@pytest.fixture(scope="module")
def folder(dataset_of_numbers: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("exports")
    exports.write(dataset_of_numbers, out, generated_on=ISSUED, formats=("csv", "xlsx", "parquet"))
    return out


def test_csv_parquet_and_workbook_hold_the_same_figures(folder: Path) -> None:
    csv = cells_of(folder / "figures.csv")
    query = f"SELECT figure, variable_id, least FROM '{folder / 'figures.parquet'}'"  # noqa: S608
    parquet = duckdb.sql(query).fetchall()
    assert [(one["figure"], one["variable_id"]) for one in csv] == [row[:2] for row in parquet]
    assert [float(one["least"] or 0) for one in csv] == [row[2] or 0 for row in parquet]
    sheet = openpyxl.load_workbook(folder / "tables.xlsx")["Worked out from the counts"]
    assert sheet.max_row == len(csv) + 3


def test_every_kind_of_figure_of_the_round_is_there(folder: Path) -> None:
    kinds = {one["figure"] for one in cells_of(folder / "figures.csv")}
    assert {"median", "share_of_points", "borda_score"} <= kinds
    assert kinds <= set(derived.KINDS)


def test_the_codebook_explains_every_column(folder: Path) -> None:
    book = (folder / "codebook.md").read_text("utf-8")
    assert "## Worked out from the counts" in book
    for column in derived.COLUMNS:
        assert f"| `{column}` |" in book


def test_no_figure_is_new(dataset_of_numbers: Dataset) -> None:
    context = context_of(dataset_of_numbers, language="en", generated_on=ISSUED)
    brief = " ".join(texts_of(compiled(context)))
    scores = [one for one in derived.figures(context) if one.figure == "borda_score"]
    assert scores
    for one in scores:
        ends = dict.fromkeys((f"{one.least:.1f}", f"{one.most:.1f}"))
        assert "–".join(ends) in brief


def test_quartiles_are_told_of_groups_too(dataset_of_numbers: Dataset) -> None:
    context = context_of(dataset_of_numbers, language="en", generated_on=ISSUED)
    found = [one for one in derived.figures(context) if one.figure == "median"]
    groups = {(one.variable_id, one.breakdown_id, one.group_id): one.band for one in found}
    assert groups["minutes", "", ""] == "20..39"
    assert groups["minutes:merged", "age", "12_14"] == "0..39"


def test_weighted_shares_are_there_with_a_population(dataset: Dataset, tmp_path: Path) -> None:
    file = tmp_path / "population.csv"
    file.write_text(POPULATION, encoding="utf-8")
    population = Population.load(file, dataset.round)
    out = tmp_path / "out"
    exports.write(dataset, out, generated_on=ISSUED, formats=("csv",), population=population)
    shares = [one for one in cells_of(out / "figures.csv") if one["figure"] == "weighted_share"]
    assert {one["variable_id"] for one in shares} >= {"better"}
