"""An export of a release holds the tables of the release; without one it says it is a draft."""

from dataclasses import replace
from pathlib import Path

import pytest

from admin import exports
from admin.briefs import publish
from admin.dataset import Dataset
from admin.population import Population
from admin.register import Register, RegisterError
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


GENDER = """\
breakdown,group,percent,source
gender,girl,48.9,Census
gender,boy,51.1,
gender,other,,
"""


def _population(folder: Path, dataset: Dataset, table: str) -> Population:
    path = folder / "population.csv"
    path.write_text(table, encoding="utf-8")
    return Population.load(path, dataset.round)


def test_weighted_shares_of_a_release_are_made_with_its_population(
    unpublished: Dataset, tmp_path: Path
) -> None:
    register, of_then = tmp_path / "releases.jsonl", _population(tmp_path, unpublished, GENDER)
    publish(
        unpublished,
        tmp_path / "release",
        register=register,
        expected=FIRST,
        generated_on=ISSUED,
        population=of_then,
    )
    assert Register.open(register).releases[0].population == of_then.digest
    changed = GENDER.replace("48.9", "49.9").replace("51.1", "50.1")
    other = _population(tmp_path, unpublished, changed)
    unweighted = replace(of_then, weight_by="")
    for wrong in (other, unweighted):
        with pytest.raises(RegisterError, match="Release 1 was weighted by gender with"):
            _export(unpublished, tmp_path / "wrong", register, wrong)
    assert not (tmp_path / "wrong").exists()
    for right in (of_then, None):
        _export(unpublished, tmp_path / "right", register, right)
        assert (tmp_path / "right" / "figures.csv").is_file()


def test_a_release_without_a_population_has_no_weighted_shares(
    unpublished: Dataset, tmp_path: Path
) -> None:
    register, population = tmp_path / "releases.jsonl", _population(tmp_path, unpublished, GENDER)
    publish(
        unpublished, tmp_path / "release", register=register, expected=FIRST, generated_on=ISSUED
    )
    with pytest.raises(RegisterError, match="no weighted shares were released"):
        _export(unpublished, tmp_path / "out", register, population)


def _export(dataset: Dataset, out: Path, register: Path, population: Population | None) -> None:
    exports.write(
        dataset,
        out,
        generated_on=ISSUED,
        register=register,
        formats=("csv",),
        population=population,
    )
