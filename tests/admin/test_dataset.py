"""A dataset opens only as it was written."""

import shutil
from pathlib import Path

import pytest

from admin.dataset import CLOSING, FILES, Dataset, DatasetError


@pytest.fixture
def copy(dataset: Dataset, tmp_path: Path) -> Path:
    return shutil.copytree(dataset.folder, tmp_path / "copy")


def test_a_whole_folder_opens(copy: Path) -> None:
    dataset = Dataset.open(copy)
    assert dataset.round.id == "our_evenings"
    assert dataset.practice
    assert dataset.closing.finished == 300


@pytest.mark.parametrize("name", FILES)
def test_a_changed_file_is_named_with_a_remedy(copy: Path, name: str) -> None:
    (copy / name).write_bytes((copy / name).read_bytes() + b" ")
    with pytest.raises(DatasetError, match=rf"{name} is not the file .* Copy the whole"):
        Dataset.open(copy)


@pytest.mark.parametrize("name", [*FILES, CLOSING])
def test_a_missing_file_is_named_with_a_remedy(copy: Path, name: str) -> None:
    (copy / name).unlink()
    with pytest.raises(DatasetError, match=rf"{name} is missing .* copy it again"):
        Dataset.open(copy)


def test_an_unreadable_record_is_named_without_its_content(copy: Path) -> None:
    (copy / CLOSING).write_text('{"round": 5}')
    with pytest.raises(DatasetError, match=r"closing\.json does not hold what"):
        Dataset.open(copy)
