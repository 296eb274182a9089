"""Alpha is what published worked examples say it is."""

import random
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from admin.coding.agreement import alpha, masi

TWO_BINARY = ("0100000010", "1110010000")
TWO_NOMINAL = ("aabbdcccedda", "babbbccceddd")
FOUR_WITH_GAPS = ("123321412...", "1233224125.3", ".3332342251.", "12332441251.")
"""Examples B, C and D of Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011)."""

THREE_WITH_MANY_GAPS = (".....34121133.3", "1.213343.......", "..21344.21133.4")
"""The example that encyclopedias give, in which a third of the values are missing."""


def units(coders: Sequence[str]) -> list[list[str]]:
    """Return the values of each unit; a dot stands where a coder has not read it."""
    return [[value for value in unit if value != "."] for unit in zip(*coders, strict=True)]


def interval(one: str, other: str) -> float:
    return float((int(one) - int(other)) ** 2)


@pytest.mark.parametrize(
    ("coders", "published"),
    [
        (TWO_BINARY, 0.095),
        (TWO_NOMINAL, 0.692),
        (FOUR_WITH_GAPS, 0.743),
        (THREE_WITH_MANY_GAPS, 0.691),
    ],
)
def test_published_examples(coders: Sequence[str], published: float) -> None:
    assert alpha(units(coders)) == pytest.approx(published, abs=0.0005)


@pytest.mark.parametrize(
    ("coders", "published"), [(FOUR_WITH_GAPS, 0.849), (THREE_WITH_MANY_GAPS, 0.811)]
)
def test_another_distance(coders: Sequence[str], published: float) -> None:
    assert alpha(units(coders), interval) == pytest.approx(published, abs=0.0005)


def test_nothing_can_be_said_of_texts_that_one_has_read_or_where_all_is_alike() -> None:
    assert alpha([]) is None
    assert alpha([["a"], ["b"], []]) is None
    assert alpha([["a", "a"], ["a", "a"]]) is None


def test_full_agreement_is_one_and_chance_is_about_zero() -> None:
    dice = random.Random(1)
    assert alpha([["a", "a"], ["b", "b"]]) == 1
    by_chance = [[dice.choice("abc"), dice.choice("abc")] for _ in range(3000)]
    assert alpha(by_chance) == pytest.approx(0, abs=0.05)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ({1, 2}, {1, 2}, 0),
        ({1, 2}, {1, 2, 3, 4}, 1 - 2 / 4 * 2 / 3),
        ({1, 2}, {2, 3}, 1 - 1 / 3 * 1 / 3),
        ({1}, {2}, 1),
        (set(), {1}, 1),
        (set(), set(), 0),
    ],
)
def test_sets_are_apart_by_what_they_do_not_share(
    one: set[int], other: set[int], expected: float
) -> None:
    first, second = ({str(n) for n in each} for each in (one, other))
    assert masi(first, second) == pytest.approx(expected)
    assert masi(second, first) == pytest.approx(expected)


SETS = st.frozensets(st.sampled_from("abcd"), max_size=3)


@given(st.lists(st.lists(SETS, min_size=2, max_size=3), min_size=2, max_size=20))
def test_alpha_over_sets_is_one_only_where_all_agree(values: list[list[frozenset[str]]]) -> None:
    found = alpha(values, masi)
    if found is not None:
        assert found <= 1 + 1e-9
        assert (found == pytest.approx(1)) == all(len(set(unit)) == 1 for unit in values)
