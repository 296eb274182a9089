"""People who voted alike are found, and nobody else."""

import numpy as np
import pytest

from admin.analysis.opinion_groups import NOBODY, Space, Votes, opinion_groups
from tests.support import conversations
from tests.support.rand_index import adjusted_rand
from tests.support.shared_data import reason

NONE = float("nan")
SEATTLE = "15-per-hour-seattle"


def camps(sizes: tuple[int, ...], statements: int, cast: int, seed: int = 1) -> Votes:
    """Return votes of camps of these sizes, one after the other, each person on `cast` of all."""
    chance = np.random.default_rng(seed)
    of = np.repeat(np.arange(len(sizes)), sizes)
    agrees = np.arange(statements) % len(sizes) == of[:, None]
    votes = np.where(agrees ^ (chance.random(agrees.shape) < 0.1), 1.0, -1.0)
    votes[chance.random(votes.shape).argsort(axis=1) >= cast] = NONE
    return votes


@pytest.mark.parametrize("sizes", [(60, 40), (60, 50, 40)])
def test_planted_camps_are_found_though_most_votes_are_missing(sizes: tuple[int, ...]) -> None:
    found = opinion_groups(camps(sizes, 30, 12))
    planted = np.repeat(np.arange(len(sizes)), sizes).tolist()
    assert found.number == len(sizes)
    assert adjusted_rand(planted, found.of.tolist()) > 0.9


def test_five_camps_are_five_though_no_plane_holds_them_apart() -> None:
    found = opinion_groups(camps((60, 60, 60, 60, 60), 60, 30))
    assert found.number == 5
    assert adjusted_rand(np.repeat(np.arange(5), 60).tolist(), found.of.tolist()) > 0.9


def test_groups_are_named_by_size_whatever_the_order() -> None:
    votes = camps((30, 70), 20, 12)
    assert np.bincount(opinion_groups(votes).of).tolist() == [70, 30]
    assert np.bincount(opinion_groups(votes[::-1]).of).tolist() == [70, 30]


def test_the_same_votes_give_the_same_groups() -> None:
    votes = camps((50, 50, 50), 24, 9)
    assert np.array_equal(opinion_groups(votes).of, opinion_groups(votes.copy()).of)


def test_who_voted_on_few_is_counted_with_the_nearest_group_and_makes_none() -> None:
    votes = camps((40, 40), 20, 12)
    votes[0] = votes[79] = NONE
    votes[0, 0] = 1.0  # what the first camp says
    found = opinion_groups(votes)
    assert found.of[0] == np.bincount(found.of[1:40]).argmax()
    assert found.of[79] == NOBODY
    assert (found.of[:79] != NOBODY).all()
    assert np.array_equal(found.of[1:79], opinion_groups(votes[1:79]).of)


def test_where_statements_are_few_all_of_them_are_enough() -> None:
    found = opinion_groups(camps((30, 30), 4, 4))
    assert found.number >= 2
    assert (found.of != NOBODY).all()


def test_a_camp_below_the_least_is_never_a_group() -> None:
    found = opinion_groups(camps((60, 50, 6), 30, 20), least_people=10)
    assert found.number == 2
    assert np.bincount(found.of).min() >= 10


def test_votes_by_chance_make_no_groups() -> None:
    chance = np.random.default_rng(8)
    votes = chance.choice([1.0, -1.0, 0.0], (300, 20))
    assert opinion_groups(votes).number == 0


@pytest.mark.parametrize(
    "votes",
    [
        np.ones((50, 10)),
        np.array([[1.0, -1.0], [1.0, 1.0]]),
        np.tile([[1.0], [-1.0]], (30, 1)),
        np.full((30, 5), NONE),
        np.zeros((0, 4)),
        np.zeros((40, 0)),
        np.vstack([np.ones((30, 8)), np.full((30, 8), NONE)]),
    ],
    ids=["all alike", "two people", "one statement", "none", "nobody", "no statements", "half"],
)
def test_what_is_too_little_or_all_alike_makes_no_groups(votes: Votes) -> None:
    found = opinion_groups(votes)
    assert found.number == 0
    assert found.of.tolist() == [NOBODY] * len(votes)


def test_who_votes_more_does_not_lie_further_out() -> None:
    """Two people of one mind, one of whom voted on half as much, lie about as far out."""
    votes = camps((60, 60), 40, 40)
    votes[0] = votes[1] = np.where(np.arange(40) % 2 == 0, 1.0, -1.0)
    votes[1, np.random.default_rng(2).permutation(40)[:20]] = NONE
    long = np.linalg.norm(Space.of(votes, 2).places(votes)[:2], axis=1)
    assert 0.6 < long[1] / long[0] < 1


def test_many_voters_on_many_statements_are_grouped() -> None:
    found = opinion_groups(camps((1500, 1000, 500), 200, 25))
    planted = np.repeat(np.arange(3), (1500, 1000, 500)).tolist()
    assert adjusted_rand(planted, found.of.tolist()) > 0.9


def test_the_groups_of_a_public_conversation_are_found_again() -> None:
    if SEATTLE not in conversations.names():
        pytest.skip(reason(conversations.FOLDER))
    seattle = conversations.load(SEATTLE)
    ours = opinion_groups(seattle.votes).of.tolist()
    pairs = [(one, mine) for one, mine in zip(seattle.groups, ours, strict=True)
             if one and mine != NOBODY]  # fmt: skip
    assert len(pairs) > 130
    assert adjusted_rand([one for one, _ in pairs], [mine for _, mine in pairs]) >= 0.6
