"""Weights reach the shares of a population, and say what that costs."""

import numpy as np
import pytest

from admin.analysis.post_stratification import HIGHEST, LOWEST, design_effect, post_stratified


def test_a_weight_is_the_share_wanted_over_the_share_there() -> None:
    people = np.array([100.0, 60.0, 40.0])
    weights = post_stratified(people, np.array([0.25, 0.45, 0.3]))
    assert weights.values == pytest.approx([0.25 / 0.5, 0.45 / 0.3, 0.3 / 0.2])
    assert weights.reached == pytest.approx([0.25, 0.45, 0.3])
    assert not weights.trimmed
    assert (people * weights.values).sum() == pytest.approx(200)


def test_the_design_effect_is_the_formula() -> None:
    people = np.array([80.0, 20.0])
    weights = post_stratified(people, np.array([0.5, 0.5])).values
    assert weights == pytest.approx([0.625, 2.5])
    each = [0.625] * 80 + [2.5] * 20
    effective = sum(each) ** 2 / sum(weight**2 for weight in each)
    assert 100 / design_effect(people, weights) == pytest.approx(effective)
    assert design_effect(people, weights) == pytest.approx(1 + np.var(each) / np.mean(each) ** 2)


def test_a_population_like_the_people_costs_nothing() -> None:
    people = np.array([30.0, 50.0, 20.0])
    weights = post_stratified(people, people / 100)
    assert weights.values == pytest.approx(np.ones(3))
    assert design_effect(people, weights.values) == pytest.approx(1)
    assert not weights.trimmed


def test_extreme_weights_are_cut_and_it_says_what_is_reached() -> None:
    weights = post_stratified(np.array([95.0, 5.0]), np.array([0.2, 0.8]))
    assert weights.trimmed
    assert weights.values == pytest.approx([80 / 95, HIGHEST])
    assert weights.reached == pytest.approx([0.8, 0.2])


def test_what_is_cut_off_goes_to_the_others_in_proportion() -> None:
    people = np.array([10.0, 40.0, 50.0])
    weights = post_stratified(people, np.array([0.6, 0.2, 0.2]))
    assert weights.values[0] == HIGHEST
    assert weights.values[1] / weights.values[2] == pytest.approx((0.2 / 0.4) / (0.2 / 0.5))
    assert (people * weights.values).sum() == pytest.approx(100)


def test_nobody_in_the_population_still_counts_a_little() -> None:
    weights = post_stratified(np.array([60.0, 40.0]), np.array([1.0, 0.0]))
    assert weights.trimmed
    assert weights.values == pytest.approx([1.5, LOWEST])


@pytest.mark.parametrize(
    ("people", "shares", "words"),
    [([10.0, 0.0], [0.5, 0.5], "Nobody is in one"), ([10.0, 10.0], [0.5, 0.6], "not to 1")],
)
def test_what_cannot_be_weighted_is_refused(
    people: list[float], shares: list[float], words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        post_stratified(np.array(people), np.array(shares))
