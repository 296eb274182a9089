"""What briefs of the same responses have in common, and what makes their numbers others."""

import datetime as dt
from pathlib import Path

import pytest

from admin.analysis.engine import DuckDb
from admin.briefs.compiling import context_of
from admin.dataset import Dataset
from tests.support import datasets

DAY = dt.date(2026, 11, 24)


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return Dataset.open(datasets.make(tmp_path_factory.mktemp("dataset"), 120))


def test_a_brief_in_another_language_has_the_same_tables(dataset: Dataset) -> None:
    one, other = (context_of(dataset, language=tag, generated_on=DAY) for tag in ("en", "mk"))
    assert one.tables.digest() == other.tables.digest()


def test_other_responses_have_other_tables(dataset: Dataset, tmp_path: Path) -> None:
    fewer = Dataset.open(datasets.make(tmp_path / "fewer", 119))
    tables = [context_of(one, language="en", generated_on=DAY).tables for one in (dataset, fewer)]
    assert tables[0].digest() != tables[1].digest()


def test_what_is_out_already_and_a_named_engine_change_nothing(dataset: Dataset) -> None:
    plain = context_of(dataset, language="en", generated_on=DAY).tables
    ref = next(cell.ref for cell in plain.cells() if cell.count)
    known = context_of(dataset, language="en", generated_on=DAY, published={ref: (0, None)})
    named = context_of(dataset, language="en", generated_on=DAY, engine=DuckDb())
    assert plain.digest() == known.tables.digest() == named.tables.digest()
