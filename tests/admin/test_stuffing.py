"""10,000 accounts against 400 honest people: what is set apart, and what the figures make of it.

The promise: the figures of those who came with a code do not move at all; of the accounts 90 % and
more are set apart, of the honest who came through the open link at most 2 %.
"""

from collections import Counter
from collections.abc import Sequence

import pyarrow.parquet as pq  # type: ignore[import-untyped]  # ships no types
import pytest

from admin.analysis import count
from admin.analysis.counting import EVERYBODY
from admin.analysis.variables import headline
from admin.dataset import Dataset
from dialogs.session import Response
from storage.stuffing import Judge
from tests.support.closed import closed
from tests.support.stuffing import ROUND, Who, attackers, content, honest

ACCOUNTS = 10_000
HONEST = 400


@pytest.fixture(scope="module")
def crowd() -> list[tuple[Who, Response]]:
    """The honest, then all accounts."""
    return [*honest(HONEST), *attackers(ACCOUNTS)]


@pytest.fixture(scope="module")
def shares(crowd: list[tuple[Who, Response]]) -> dict[Who, float]:
    """The share that is set apart, by who sent it."""
    judge = Judge(ROUND, [content(response) for _, response in crowd])
    everybody = Counter(who for who, _ in crowd)
    apart = Counter(who for who, response in crowd if judge.sets_apart(response))
    return {who: apart[who] / everybody[who] for who in Who}


@pytest.mark.parametrize("who", [Who.RANDOM, Who.STUDENT, Who.STRAIGHT])
def test_attackers_are_set_apart(shares: dict[Who, float], who: Who) -> None:
    assert shares[who] >= 0.9


@pytest.mark.parametrize("who", [Who.INVITED, Who.OPEN])
def test_honest_people_are_not(shares: dict[Who, float], who: Who) -> None:
    assert shares[who] <= 0.02


@pytest.fixture(scope="module")
def quiet(crowd: list[tuple[Who, Response]], tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """The dataset of the honest alone."""
    folder = tmp_path_factory.mktemp("quiet") / "dataset"
    return closed(folder, ROUND, [response for _, response in crowd[:HONEST]])


@pytest.fixture(scope="module")
def besieged(
    crowd: list[tuple[Who, Response]], tmp_path_factory: pytest.TempPathFactory
) -> Dataset:
    """The dataset of the honest and of all accounts."""
    folder = tmp_path_factory.mktemp("besieged") / "dataset"
    return closed(folder, ROUND, [response for _, response in crowd])


def test_nothing_moves_among_those_with_a_code(quiet: Dataset, besieged: Dataset) -> None:
    assert _headlines(quiet, invited=True) == _headlines(besieged, invited=True)


def test_the_figures_of_the_brief_hardly_move(quiet: Dataset, besieged: Dataset) -> None:
    before, after = count(quiet), count(besieged)
    assert abs(before.finished - after.finished) <= 8
    for (variable, category, group), people in after.counts.items():
        if variable in headline(ROUND) and group == EVERYBODY:
            share = before.counts[variable, category, group] / before.finished
            assert abs(people / after.finished - share) <= 0.02


def test_nothing_is_deleted(besieged: Dataset) -> None:
    rows = _rows(besieged)
    assert besieged.closing.finished == len(rows) == HONEST + ACCOUNTS
    assert besieged.closing.quarantined == sum(bool(row["quarantined"]) for row in rows)


def _headlines(dataset: Dataset, *, invited: bool) -> Counter[tuple[str, str]]:
    questions = {one.partition(":")[0] for one in headline(ROUND)}
    return Counter(
        (question, str(row[question]))
        for row in _rows(dataset)
        if row["invited"] is invited and not row["quarantined"]
        for question in questions
    )


def _rows(dataset: Dataset) -> Sequence[dict[str, object]]:
    rows: list[dict[str, object]] = pq.read_table(dataset.responses).to_pylist()
    return rows
