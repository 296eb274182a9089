"""A new file is there whole, or not at all."""

import os
from pathlib import Path

import pytest

from storage import new_file


def test_it_is_for_its_owner_alone_and_never_written_over(tmp_path: Path) -> None:
    file = tmp_path / "words"
    new_file.write(file, b"mine")
    assert file.stat().st_mode & 0o777 == 0o600
    with pytest.raises(FileExistsError):
        new_file.write(file, b"yours")
    assert file.read_bytes() == b"mine"


def test_nothing_is_left_of_one_that_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int) -> None:
        monkeypatch.undo()
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        new_file.write(tmp_path / "words", b"half of it")
    assert list(tmp_path.iterdir()) == []
