"""The register of releases: what it keeps, what it notices, what it refuses."""

from collections import Counter
from pathlib import Path

import pytest

from admin import briefs
from admin.dataset import Dataset
from admin.disclosure import CellRef
from admin.register import FILE, Printed, Register, RegisterError, revealed
from admin.suppression import Rule
from tests.admin.conftest import ISSUED
from tests.support import datasets
from tests.support.pairs import CHANGES, Outcome, attacked

RULE = Rule()


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


@pytest.mark.parametrize(
    ("before", "now", "says"),
    [
        (40, 40, ""),
        (40, 45, "changes from 40 to 45"),
        (40, 50, "changes from 40 to 50"),
        (40, 55, ""),
        (None, 15, "hidden in one"),
        (15, None, "hidden in one"),
        (None, None, ""),
    ],
)
def test_a_change_must_be_nothing_or_many(before: int | None, now: int | None, says: str) -> None:
    ref = CellRef("way", "bus")
    reason = revealed((Printed(ref, before),), (Printed(ref, now),), RULE)
    assert says in reason
    assert bool(says) == bool(reason)


def test_subtracting_one_publication_from_another_names_nobody() -> None:
    outcomes = Counter(attacked(seed) for seed in range(2 * len(CHANGES)))
    assert not outcomes[Outcome.DISCLOSED]
    assert outcomes[Outcome.REFUSED]
    assert outcomes[Outcome.SAME]
