"""One dataset with texts in four languages, and its codebook, for the tests of this folder."""

from pathlib import Path

import pytest

from admin.coding import codebook
from admin.coding.codebook import Codebook
from admin.coding.desk import Desk
from admin.dataset import Dataset
from tests.support import coded_words, datasets


@pytest.fixture(scope="session")
def said(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """A dataset in which some hundred people wrote something."""
    return coded_words.make(tmp_path_factory.mktemp("said"), 400)


@pytest.fixture
def at(said: Dataset, tmp_path: Path) -> Desk:
    """The desk of the question in own words, with a codebook and nothing coded."""
    return coded_words.desk(said, tmp_path / "themes")


@pytest.fixture(scope="session")
def book() -> Codebook:
    return codebook.load(
        coded_words.CODEBOOK, datasets.example_round(), coded_words.QUESTION, file="codebook.yaml"
    )
