"""Clusters and how well they part."""

import numpy as np
import pytest

from admin.analysis.k_means import Points, k_means, silhouette

FAR = np.array([[0.0, 0.0], [10.0, 0.0], [0.0, 10.0]])


def clouds(sizes: tuple[int, ...]) -> Points:
    chance = np.random.default_rng(3)
    return np.vstack([FAR[i] + chance.normal(0, 0.5, (size, 2)) for i, size in enumerate(sizes)])


def test_clouds_are_told_apart_and_named_by_size() -> None:
    labels = k_means(clouds((20, 50, 35)), 3)
    assert labels.tolist() == [2] * 20 + [0] * 50 + [1] * 35


def test_the_same_points_give_the_same_clusters() -> None:
    points = np.random.default_rng(1).normal(0, 1, (300, 2))
    assert np.array_equal(k_means(points, 4), k_means(points.copy(), 4))


def test_points_that_do_not_differ_are_one_cluster() -> None:
    labels = k_means(np.ones((12, 2)), 3)
    assert np.bincount(labels, minlength=3).tolist() == [12, 0, 0]
    assert silhouette(np.ones((12, 2)), labels) == 0


def test_the_silhouette_is_the_published_formula() -> None:
    points = np.array([[0.0], [1.0], [4.0], [6.0]])
    labels = np.array([0, 0, 1, 1])
    each = [1 - 1 / 5, 1 - 1 / 4, 1 - 2 / 3.5, 1 - 2 / 5.5]
    assert silhouette(points, labels) == pytest.approx(sum(each) / 4)


def test_a_sample_of_many_points_says_nearly_the_same() -> None:
    points = clouds((2000, 2000, 1000))
    labels = k_means(points, 3)
    assert 0.85 < silhouette(points, labels) < 1


def test_one_point_alone_has_no_silhouette() -> None:
    points = np.array([[0.0], [0.1], [9.0]])
    assert silhouette(points, np.array([0, 0, 1])) == pytest.approx(
        (1 - 0.1 / 9 + 1 - 0.1 / 8.9) / 3
    )
