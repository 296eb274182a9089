"""A dataset opens only as it was written."""

import shutil
from pathlib import Path

import pytest

from admin.dataset import CLOSING, FILES, Dataset, DatasetError
from storage.signing import KEY_FILE, SIGNATURE_FILE, name_of, sign


@pytest.fixture
def copy(dataset: Dataset, tmp_path: Path) -> Path:
    return shutil.copytree(dataset.folder, tmp_path / "copy")


def test_a_whole_folder_opens(copy: Path) -> None:
    dataset = Dataset.open(copy)
    assert dataset.round.id == "our_evenings"
    assert dataset.practice
    assert dataset.closing.finished == 300
    assert dataset.signed_by == name_of(bytes(32))


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


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match=r"there is no folder .*nowhere"):
        Dataset.open(tmp_path / "nowhere")


@pytest.mark.parametrize("content", [b'{"round": 5}', b'{"round": "\xff"}'])
def test_an_unreadable_record_is_named_without_its_content(copy: Path, content: bytes) -> None:
    (copy / CLOSING).write_bytes(content)
    sign(copy, bytes(32))
    with pytest.raises(DatasetError, match=r"closing\.json does not hold what"):
        Dataset.open(copy)


def test_a_changed_record_does_not_fit_its_signature(copy: Path) -> None:
    record = (copy / CLOSING).read_text()
    (copy / CLOSING).write_text(record.replace('"finished": 300', '"finished": 301'))
    with pytest.raises(DatasetError, match="do not belong together: one of them was changed"):
        Dataset.open(copy)


@pytest.mark.parametrize("name", [SIGNATURE_FILE, KEY_FILE])
def test_a_dataset_without_a_signature_is_not_used(copy: Path, name: str) -> None:
    (copy / name).unlink()
    with pytest.raises(DatasetError, match=rf"not signed: .*{name} is missing"):
        Dataset.open(copy)


def test_a_dataset_that_others_signed_anew_names_their_key(copy: Path) -> None:
    sign(copy, bytes([1] * 32))
    assert Dataset.open(copy).signed_by == name_of(bytes([1] * 32)) != name_of(bytes(32))
    with pytest.raises(DatasetError, match="signed anew"):
        Dataset.open(copy, signed_by=name_of(bytes(32)))
