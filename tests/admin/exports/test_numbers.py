"""Numbers, dates, points and places are in every format as the tables have them."""

from pathlib import Path

import openpyxl
import pytest

from admin import exports
from admin.dataset import Dataset
from tests.admin.conftest import ISSUED
from tests.support import datasets
from tests.support.number_rounds import number_round, rows
from tests.support.published import cells_of


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("numbers")
    dataset = Dataset.open(datasets.write(out / "dataset", number_round(), rows(400)))
    exports.write(dataset, out / "exports", generated_on=ISSUED)
    return out / "exports"


def test_the_codebook_tells_the_bands_and_how_all_is_counted(folder: Path) -> None:
    book = (folder / "codebook.md").read_text("utf-8")
    assert "| `20..39` | 20–39 |" in book
    assert "Numbers and dates are counted in at most 6 bands" in book
    assert "The Borda score is the mean" in book
    assert "### `budget:points:yard`" in book


def test_points_are_drawn_and_places_stay_in_the_tables(folder: Path) -> None:
    names = list(cells_of(folder / "synthetic_responses.csv")[0])
    assert {"minutes", "since", "budget_points_yard", "first"} <= set(names)
    assert not [name for name in names if "places" in name]


def test_a_workbook_has_a_block_for_every_option(folder: Path) -> None:
    book = openpyxl.load_workbook(folder / "tables.xlsx")
    texts = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row}
    assert sum(text.endswith(" – yard") for text in texts) == 1
    counted = {
        cell["count"] for cell in cells_of(folder / "tables.csv")
        if cell["variable_id"] == "first:places:yard"
    }  # fmt: skip
    assert counted - {""} <= texts
