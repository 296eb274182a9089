"""All exports of one dataset, made once for the tests of this folder."""

from pathlib import Path

import pytest

from admin import exports
from admin.dataset import Dataset
from tests.admin.conftest import ISSUED


@pytest.fixture(scope="session")
def exported(dataset: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of all exports in Macedonian."""
    out = tmp_path_factory.mktemp("exports")
    exports.write(dataset, out, language="mk", generated_on=ISSUED)
    return out
