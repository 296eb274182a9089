"""Raking reaches the margins, and says what it costs."""

import numpy as np
import pytest

from admin.analysis.raking import HIGHEST, LOWEST, RakingError, rake

PEOPLE = np.array([[30.0, 20.0], [10.0, 40.0]])


def test_both_margins_are_reached() -> None:
    raked = rake(PEOPLE, [np.array([0.4, 0.6]), np.array([0.5, 0.5])])
    weighted = PEOPLE * raked.weights
    assert weighted.sum(axis=1) == pytest.approx([40, 60])
    assert weighted.sum(axis=0) == pytest.approx([50, 50])
    assert raked.margins[0] == pytest.approx([0.4, 0.6])
    assert not raked.trimmed


def test_the_worked_example_that_textbooks_use() -> None:
    """Four by four, to rows of 150, 300, 400, 150 and columns of 200, 300, 400, 100."""
    people = np.array([[40.0, 30, 20, 10], [35, 50, 100, 75], [30, 80, 70, 120], [20, 30, 40, 50]])
    raked = rake(people, [np.array([0.15, 0.3, 0.4, 0.15]), np.array([0.2, 0.3, 0.4, 0.1])])
    published = [
        [64.61, 46.28, 35.42, 3.83],
        [49.95, 68.15, 156.49, 25.37],
        [56.70, 144.40, 145.06, 53.76],
        [28.74, 41.18, 63.03, 17.03],
    ]  # after three passes
    assert not raked.trimmed
    assert people * raked.weights * 1000 / 800 == pytest.approx(np.array(published), abs=0.15)


def test_it_is_what_fitting_by_hand_gives() -> None:
    """The same in plain Python, one row and one column after the other."""
    rows, columns = [45.0, 55.0], [55.0, 45.0]
    table = PEOPLE.tolist()
    for _ in range(200):
        for i, row in enumerate(table):
            table[i] = [cell * rows[i] / sum(row) for cell in row]
        for j, total in enumerate(columns):
            had = sum(row[j] for row in table)
            for row in table:
                row[j] *= total / had
    raked = rake(PEOPLE, [np.array([0.45, 0.55]), np.array([0.55, 0.45])])
    assert PEOPLE * raked.weights == pytest.approx(np.array(table))


def test_the_interaction_of_the_table_stays() -> None:
    """Raking keeps the odds ratio of the table it starts from."""
    raked = rake(PEOPLE, [np.array([0.45, 0.55]), np.array([0.55, 0.45])])
    w = PEOPLE * raked.weights
    assert w[0, 0] * w[1, 1] / (w[0, 1] * w[1, 0]) == pytest.approx(30 * 40 / (20 * 10))


def test_the_design_effect_of_one_margin_is_the_formula() -> None:
    raked = rake(np.array([80.0, 20.0]), [np.array([0.5, 0.5])])
    assert raked.weights == pytest.approx([0.625, 2.5])
    weights = [0.625] * 80 + [2.5] * 20
    squared = sum(weights) ** 2 / sum(weight**2 for weight in weights)
    assert 100 / raked.design_effect == pytest.approx(squared)
    assert raked.design_effect == pytest.approx(1 + np.var(weights) / np.mean(weights) ** 2)


def test_a_population_like_the_people_costs_nothing() -> None:
    raked = rake(PEOPLE, [np.array([0.5, 0.5]), np.array([0.4, 0.6])])
    assert raked.weights == pytest.approx(np.ones((2, 2)))
    assert raked.design_effect == pytest.approx(1)


def test_extreme_weights_are_cut_and_it_says_what_is_reached() -> None:
    raked = rake(np.array([95.0, 5.0]), [np.array([0.2, 0.8])])
    assert raked.trimmed
    assert raked.weights == pytest.approx([80 / 95, HIGHEST])
    assert raked.weights.min() >= LOWEST
    assert raked.margins[0] == pytest.approx([0.8, 0.2])


def test_nobody_in_the_population_still_counts_a_little() -> None:
    raked = rake(np.array([60.0, 40.0]), [np.array([1.0, 0.0])])
    assert raked.trimmed
    assert raked.weights == pytest.approx([1.5, LOWEST])


def test_a_share_where_nobody_is_cannot_be_reached() -> None:
    with pytest.raises(RakingError, match="no people"):
        rake(np.array([10.0, 0.0]), [np.array([0.5, 0.5])])


def test_margins_must_add_up() -> None:
    with pytest.raises(RakingError, match="not to 1"):
        rake(np.array([10.0, 10.0]), [np.array([0.5, 0.6])])


def test_margins_that_empty_cells_keep_apart_are_refused() -> None:
    people = np.array([[10.0, 0.0], [0.0, 10.0]])
    with pytest.raises(RakingError, match="cannot be reached together"):
        rake(people, [np.array([0.7, 0.3]), np.array([0.4, 0.6])])


def test_there_must_be_people() -> None:
    with pytest.raises(RakingError, match="no people"):
        rake(np.zeros(2), [np.array([0.5, 0.5])])
