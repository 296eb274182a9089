"""One dataset in which some may be quoted, for the tests of this folder."""

from pathlib import Path

import pytest

from admin.dataset import Dataset
from admin.quoting.desk import Desk
from tests.support import quoted


@pytest.fixture(scope="session")
def said(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """A dataset in which some hundred people wrote something, most of whom may be quoted."""
    return quoted.make(tmp_path_factory.mktemp("said") / "dataset")


@pytest.fixture
def desk(said: Dataset, tmp_path: Path) -> Desk:
    """Nothing is laid out or approved yet."""
    return Desk(said, tmp_path / "quotes")
