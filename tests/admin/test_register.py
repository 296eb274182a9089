"""The register of releases: what it keeps, what it notices, what it refuses."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from msgspec import structs

from admin import briefs
from admin.cells import Printed
from admin.dataset import Dataset
from admin.register import FILE, Register, RegisterError
from admin.suppression import Rule
from tests.admin.conftest import ISSUED
from tests.support import datasets
from tests.support.pairs import CHANGES, Outcome, attacked


def dataset_of(folder: Path, rows: list[datasets.Row]) -> Dataset:
    return Dataset.open(datasets.write(folder, datasets.example_round(), rows))


def published(dataset: Dataset, home: Path, name: str, language: str = "en") -> Register:
    return briefs.publish(
        dataset,
        home / name,
        register=home / FILE,
        language=language,
        generated_on=ISSUED,
        order=briefs.DRAFT,
    )


def test_a_release_is_written_and_entered(dataset: Dataset, tmp_path: Path) -> None:
    register = published(dataset, tmp_path, "first")
    assert Register.open(tmp_path / FILE) == register
    assert set(register.releases[0].files) == {one.name for one in (tmp_path / "first").iterdir()}
    page = (tmp_path / "first" / "brief.html").read_text(encoding="utf-8")
    assert "release 1." in page
    assert "not released" not in page


def test_a_brief_that_is_not_released_says_so(brief: Path) -> None:
    assert "not released" in (brief / "brief.html").read_text(encoding="utf-8")


def test_the_same_responses_in_another_language_are_let_through(
    dataset: Dataset, tmp_path: Path
) -> None:
    first = published(dataset, tmp_path, "first")
    second = published(dataset, tmp_path, "second", "mk")
    assert [one.tables for one in second.releases] == [first.releases[0].tables] * 2
    assert second.releases[1].previous == first.head


def test_a_corrected_brief_with_one_response_more_is_refused(
    tmp_path: Path, rows: list[datasets.Row]
) -> None:
    published(dataset_of(tmp_path / "a", rows), tmp_path, "first")
    more = [*rows, *(dict(rows[0]) for _ in range(3))]
    with pytest.raises(RegisterError, match=r"single people: the number at .* changes from"):
        published(dataset_of(tmp_path / "b", more), tmp_path, "second")
    assert not (tmp_path / "second").exists()
    assert len(Register.open(tmp_path / FILE).releases) == 1


@pytest.mark.parametrize(
    "spoil",
    [
        lambda lines: [lines[0].replace(b'"number":1', b'"number":2'), *lines[1:]],
        lambda lines: lines[1:],
        lambda lines: [lines[1], lines[0]],
        lambda lines: [lines[0].replace(b"finished", b"finish3d"), *lines[1:]],
        lambda lines: [lines[0].replace(b"finished", b"\xff"), *lines[1:]],
        lambda lines: [b"{}", *lines],
    ],
)
def test_a_register_that_was_changed_is_noticed(
    dataset: Dataset, tmp_path: Path, spoil: "object"
) -> None:
    published(dataset, tmp_path, "first")
    published(dataset, tmp_path, "second")
    lines = (tmp_path / FILE).read_bytes().splitlines()
    assert callable(spoil)
    (tmp_path / FILE).write_bytes(b"\n".join(spoil(lines)) + b"\n")
    with pytest.raises(RegisterError, match="line"):
        Register.open(tmp_path / FILE)


def test_a_folder_with_files_is_not_published_into(dataset: Dataset, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "notes.txt").write_text("mine")
    with pytest.raises(RegisterError, match="not empty"):
        published(dataset, tmp_path, "full")


def test_words_that_were_printed_are_known_later(dataset: Dataset, tmp_path: Path) -> None:
    register = published(dataset, tmp_path, "first")
    release = register.releases[0]
    base = next(cell for cell in release.cells if not cell.ref.category and cell.count)
    words = Printed(base.ref._replace(category="x"), None, nearly_all=True)
    register = replace(register, releases=(structs.replace(release, cells=(base, words)),))
    known = register.known(release.round, release.dataset)
    assert base.count
    assert known[words.ref] == (Rule().nearly_all_of(base.count), None)


def test_subtracting_one_publication_from_another_names_nobody() -> None:
    outcomes = Counter(attacked(seed) for seed in range(2 * len(CHANGES)))
    assert not outcomes[Outcome.DISCLOSED]
    assert outcomes[Outcome.REFUSED]
    assert outcomes[Outcome.SAME]
