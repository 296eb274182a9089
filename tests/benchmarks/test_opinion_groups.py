"""The benchmark of opinion groups judges what it should."""

import pytest

from tests.benchmarks.opinion_groups import _compared, _planted
from tests.support import conversations
from tests.support.rand_index import adjusted_rand
from tests.support.shared_data import reason


def test_planted_groups_are_judged_and_found() -> None:
    found = _planted(300, 24, 2, 12)
    assert found.judged
    assert found.groups == 2
    assert found.adjusted_rand >= 0.6


def test_a_conversation_with_tiny_groups_is_shown_and_not_judged() -> None:
    if "london.youth.policing" not in conversations.names():
        pytest.skip(reason(conversations.FOLDER))
    found = _compared(conversations.load("london.youth.policing"))
    assert found.participants == 26
    assert not found.judged


@pytest.mark.parametrize(
    ("one", "other", "index"),
    [
        ("aabb", "xxyy", 1.0),
        ("aabb", "xyxy", -0.5),
        ("aaabbb", "xxyyzz", 0.24242),
        ("aaaa", "xxxx", 1.0),
    ],
)
def test_the_rand_index_is_the_published_one(one: str, other: str, index: float) -> None:
    assert adjusted_rand(one, other) == pytest.approx(index, abs=1e-4)
