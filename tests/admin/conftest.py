"""One dataset and its brief, made once for all tests of this folder."""

import datetime as dt
import shutil
from pathlib import Path

import pytest

from admin.analysis import count
from admin.briefs import build
from admin.dataset import Dataset
from admin.disclosure import Protected, protect
from admin.labels import Labels
from admin.words import Words
from tests.support import datasets
from tests.support.datasets import Row

ISSUED = dt.date(2026, 11, 24)
RESPONSES = 300


@pytest.fixture(scope="session")
def rows() -> list[Row]:
    return datasets.rows_of(datasets.example_round(), RESPONSES)


@pytest.fixture(scope="session")
def dataset(tmp_path_factory: pytest.TempPathFactory, rows: list[Row]) -> Dataset:
    folder = tmp_path_factory.mktemp("dataset")
    return Dataset.open(datasets.write(folder, datasets.example_round(), rows))


@pytest.fixture
def unpublished(dataset: Dataset, tmp_path: Path) -> Dataset:
    """A copy that a test publishes: a release leaves a note in the folder of its dataset."""
    return Dataset.open(shutil.copytree(dataset.folder, tmp_path / "unpublished"))


@pytest.fixture(scope="session")
def tables(dataset: Dataset) -> Protected:
    return protect(count(dataset), dataset.round)


@pytest.fixture(scope="session")
def labels(dataset: Dataset) -> Labels:
    return Labels(dataset.round, "en", Words("en"))


@pytest.fixture(scope="session")
def brief(dataset: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an English brief."""
    out = tmp_path_factory.mktemp("brief")
    build(dataset, out, generated_on=ISSUED)
    return out
