"""An export of a release holds the tables of the release; without one it says it is a draft."""

from pathlib import Path

import pytest

from admin import exports
from admin.briefs import publish
from admin.dataset import Dataset
from admin.register import RegisterError
from admin.right_register import Expected
from tests.admin.conftest import ISSUED

FIRST = Expected(first=True)


def test_a_release_is_exported_in_any_language_under_its_number(
    unpublished: Dataset, tmp_path: Path
) -> None:
    register = tmp_path / "releases.jsonl"
    released = tmp_path / "release"
    publish(unpublished, released, register=register, expected=FIRST, generated_on=ISSUED)
    out = tmp_path / "exports"
    exports.write(
        unpublished, out, language="sq", generated_on=ISSUED, register=register, formats=("csv",)
    )
    book = (out / "codebook.md").read_text(encoding="utf-8")
    assert "Publikimi 1" in book
    assert "i papublikuar" not in book


def test_what_was_never_released_is_no_release(dataset: Dataset, tmp_path: Path) -> None:
    with pytest.raises(RegisterError, match="no release of this dataset"):
        exports.write(
            dataset,
            tmp_path / "out",
            generated_on=ISSUED,
            register=tmp_path / "none",
            released=True,
        )
    assert not (tmp_path / "out").exists()
