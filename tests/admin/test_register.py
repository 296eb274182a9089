"""The register of releases: what it keeps, what it notices, what it refuses."""

import shutil
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from msgspec import structs

from admin import briefs
from admin.cells import CellRef, Printed
from admin.dataset import Dataset
from admin.disclosure import FINISHED, Protected
from admin.register import FILE, Register, RegisterError
from admin.right_register import Expected
from admin.suppression import Rule
from tests.admin.conftest import ISSUED
from tests.support import datasets
from tests.support.pairs import CHANGES, Outcome, attacked

pytestmark = pytest.mark.long


def dataset_of(folder: Path, rows: list[datasets.Row]) -> Dataset:
    return Dataset.open(datasets.write(folder, datasets.example_round(), rows))


def published(dataset: Dataset, home: Path, name: str, language: str = "en") -> Register:
    return briefs.publish(
        dataset,
        home / name,
        register=home / FILE,
        expected=Expected(first=not (home / FILE).exists()),
        language=language,
        generated_on=ISSUED,
        order=briefs.DRAFT,
    )


@pytest.fixture(scope="module")
def two_releases(dataset: Dataset, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A register with two releases in it."""
    home = tmp_path_factory.mktemp("released")
    unpublished = Dataset.open(shutil.copytree(dataset.folder, home / "unpublished"))
    published(unpublished, home, "first")
    published(unpublished, home, "second")
    return (home / FILE).read_bytes()


def test_a_release_is_written_and_entered(unpublished: Dataset, tmp_path: Path) -> None:
    register = published(unpublished, tmp_path, "first")
    assert Register.open(tmp_path / FILE) == register
    assert set(register.releases[0].files) == {one.name for one in (tmp_path / "first").iterdir()}
    page = (tmp_path / "first" / "brief.html").read_text(encoding="utf-8")
    assert "release 1." in page
    assert "not released" not in page


def test_a_brief_that_is_not_released_says_so(brief: Path) -> None:
    assert "not released" in (brief / "brief.html").read_text(encoding="utf-8")


def test_the_same_responses_in_another_language_are_let_through(
    unpublished: Dataset, tmp_path: Path
) -> None:
    first = published(unpublished, tmp_path, "first")
    second = published(unpublished, tmp_path, "second", "mk")
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
    two_releases: bytes, tmp_path: Path, spoil: "object"
) -> None:
    lines = two_releases.splitlines()
    assert callable(spoil)
    (tmp_path / FILE).write_bytes(b"\n".join(spoil(lines)) + b"\n")
    with pytest.raises(RegisterError, match="line"):
        Register.open(tmp_path / FILE)


def test_a_folder_with_files_is_not_published_into(unpublished: Dataset, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "notes.txt").write_text("mine")
    with pytest.raises(RegisterError, match="not empty"):
        published(unpublished, tmp_path, "full")


def test_words_that_were_printed_are_known_later(unpublished: Dataset, tmp_path: Path) -> None:
    register = published(unpublished, tmp_path, "first")
    release = register.releases[0]
    base = next(cell for cell in release.cells if not cell.ref.category and cell.count)
    words = Printed(base.ref._replace(category="x"), None, nearly_all=True)
    register = replace(register, releases=(structs.replace(release, cells=(base, words)),))
    known = register.known(release.round, release.dataset)
    assert base.count
    assert known[words.ref] == (Rule().nearly_all_of(base.count), None)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_later_looser_release_takes_back_nothing(
    unpublished: Dataset, tmp_path: Path, order: tuple[int, int]
) -> None:
    """25 by fives is 23 to 27; 30 by tens, 25 to 34: a reader of both knows 25 to 27."""
    register = published(unpublished, tmp_path, "first")
    (release,), ref = register.releases, CellRef("way_home", "bus")
    both = (
        structs.replace(release, rounding=5, cells=(Printed(ref, 25),)),
        structs.replace(release, rounding=10, cells=(Printed(ref, 30),)),
    )
    register = replace(register, releases=tuple(both[index] for index in order))
    assert register.known(release.round, release.dataset)[ref] == (25, 27)


def test_an_earlier_release_is_compared_by_its_own_rule(
    unpublished: Dataset, tables: Protected, tmp_path: Path
) -> None:
    register = published(unpublished, tmp_path, "first")
    (release,) = register.releases
    stricter = structs.replace(release, dataset="another", threshold=30)
    assert tables.finished.count == 300
    cells = tuple(
        structs.replace(one, count=275) if one.ref == FINISHED else one for one in release.cells
    )
    for threshold, refused in ((10, ""), (30, "changes from 275 to 300")):
        one = structs.replace(stricter, threshold=threshold, cells=cells)
        kept = replace(register, releases=(one,))
        if refused:
            with pytest.raises(RegisterError, match=refused):
                kept.check(release.round, release.dataset, tables)
        else:
            kept.check(release.round, release.dataset, tables)


def test_subtracting_one_publication_from_another_names_nobody() -> None:
    outcomes = Counter(attacked(seed).outcome for seed in range(1, 1 + 2 * len(CHANGES)))
    assert not outcomes[Outcome.DISCLOSED]
    assert outcomes[Outcome.REFUSED]
    assert outcomes[Outcome.SAME]
