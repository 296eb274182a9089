"""Statements that unite and that divide, and nothing of a vote that cannot be shown."""

from pathlib import Path

import pytest

from admin.analysis import count
from admin.analysis.statements import AGREE, groups_id
from admin.briefs import as_csv
from admin.briefs.compiling import context_of
from admin.dataset import Dataset
from admin.differences import differences
from admin.disclosure import Protected, protect
from admin.findings import findings
from admin.labels import Labels
from admin.voting import by_agreement, dividing, groups, uniting
from admin.words import Words
from tests.support import datasets, voters
from tests.support.auditor import Attack
from tests.support.voters import QUESTION

TEXTS = [f"Sentence number {number}." for number in range(14)]


def dataset(folder: Path, sizes: tuple[int, ...], *, most: int = 10, seed: int = 1) -> Dataset:
    round_ = voters.round_of(TEXTS, most=most)
    return Dataset.open(datasets.write(folder, round_, voters.rows_of(round_, sizes, seed=seed)))


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return dataset(tmp_path_factory.mktemp("large"), (220, 180))


@pytest.fixture(scope="module")
def tables(large: Dataset) -> Protected:
    return protect(count(large), large.round)


def test_what_was_planted_is_found(tables: Protected) -> None:
    assert groups(tables, QUESTION) == ["A", "B"]
    shared = {one.variable.id for one in uniting(tables, QUESTION)}
    split = {one.variable.id for one in dividing(tables, QUESTION)}
    assert shared == {f"{QUESTION}:s{number}" for number in range(1, 14, 2)}
    assert split <= {f"{QUESTION}:s{number}" for number in range(0, 14, 2)}
    assert len(split) >= 6  # where few of a group passed, more is hidden


def test_a_position_is_a_printed_share_of_the_group(tables: Protected) -> None:
    for one in uniting(tables, QUESTION):
        for position in one.positions:
            assert position.cell.shown or position.cell.nearly_all
            assert position.share >= 55
            assert position.cell.ref.by == groups_id(QUESTION)


def test_statements_stand_in_order_of_agreement(tables: Protected) -> None:
    shares = [one.cell(AGREE).percent for one in by_agreement(tables, QUESTION)]
    assert len(shares) == 14
    assert shares[:5] == sorted((share for share in shares[:5] if share), reverse=True)


def test_opinion_groups_are_not_compared_as_people_are(tables: Protected) -> None:
    assert differences(tables) == []


def test_the_widest_agreement_is_a_finding(tables: Protected, large: Dataset) -> None:
    found = findings(tables, Labels(large.round, "en", Words("en")))
    first = by_agreement(tables, QUESTION)[0].variable.statement
    assert first is not None
    # The next is so near that rounding could hide which of the two is first.
    wanted = f"“{first.wording('en')}”: A large majority"
    assert [one.headline.text for one in found] == [wanted]


@pytest.mark.parametrize(
    ("sizes", "most"),
    [((70, 50), 10), ((70, 50), 14), ((40, 30, 30), 14), ((25, 20), 10), ((150, 110, 70), 8)],
)
def test_a_solver_written_apart_narrows_no_hidden_vote(
    tmp_path: Path, sizes: tuple[int, ...], most: int
) -> None:
    one = dataset(tmp_path / "dataset", sizes, most=most, seed=sum(sizes))
    context = context_of(one, language="en", generated_on=one.closing.closed)
    path = tmp_path / "tables.csv"
    path.write_bytes(as_csv.render(context))
    attack = Attack.on(path, one.round)
    assert attack.hidden
    assert list(attack.findings()) == []
