"""k-means and the silhouette of its clusters, the same every time for the same points.

Lloyd's iteration from starts by k-means++ (Arthur and Vassilvitskii, "k-means++: the advantages of
careful seeding", 2007), the best of `STARTS` starts. Rousseeuw, "Silhouettes: a graphical aid to
the interpretation and validation of cluster analysis" (1987).
"""

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
Labels = NDArray[np.intp]

STARTS = 10
SAMPLE = 2000
"""Points whose silhouettes are averaged where there are more: each is compared with all others."""
_STEPS = 300
_SEED = 1


def k_means(points: Points, clusters: int) -> Labels:
    """Return the cluster of each point, 0 to `clusters` - 1; the largest cluster is 0.

    A cluster may stay empty where fewer than `clusters` points differ.
    """
    chance = np.random.default_rng(_SEED)
    best, labels = np.inf, np.zeros(len(points), dtype=np.intp)
    for _ in range(STARTS):
        spread, found = _converged(points, _start(points, clusters, chance))
        if spread < best - 1e-9 * max(1.0, spread):
            best, labels = spread, found
    return _by_size(labels, clusters)


def silhouette(points: Points, labels: Labels) -> float:
    """Return the mean silhouette, from -1 to 1; of points alone in a cluster it is 0."""
    sizes = np.bincount(labels)
    chosen = _sample(len(points))
    own = labels[chosen]
    sums = np.stack([_sums(points[chosen], points[labels == c]) for c in range(len(sizes))], axis=1)
    here = np.arange(len(chosen))
    inside = sums[here, own] / np.maximum(sizes[own] - 1, 1)
    means = sums / np.maximum(sizes, 1)
    means[:, sizes == 0] = np.inf
    means[here, own] = np.inf
    next_best = means.min(axis=1)
    wider = np.maximum(inside, next_best)
    worth = (sizes[own] > 1) & np.isfinite(next_best) & (wider > 0)
    values = np.zeros(len(chosen))
    values[worth] = (next_best[worth] - inside[worth]) / wider[worth]
    return float(values.mean())


def nearest(points: Points, centres: Points) -> Labels:
    """Return which centre is nearest to each point; of equals, the first."""
    found: Labels = _distances(points, centres).argmin(axis=1)
    return found


def _start(points: Points, clusters: int, chance: np.random.Generator) -> Points:
    centres = points[[chance.integers(len(points))]]
    while len(centres) < clusters:
        away = _distances(points, centres).min(axis=1)
        total = away.sum()
        index = chance.choice(len(points), p=away / total) if total > 0 else 0
        centres = np.vstack([centres, points[index]])
    return centres


def _converged(points: Points, centres: Points) -> tuple[float, Labels]:
    labels = np.full(len(points), -1, dtype=np.intp)
    away = _distances(points, centres)
    for _ in range(_STEPS):
        moved = away.argmin(axis=1)
        if np.array_equal(moved, labels):
            break
        labels = moved
        for cluster in np.unique(labels):
            centres[cluster] = points[labels == cluster].mean(axis=0)
        away = _distances(points, centres)
    return float(away.min(axis=1).sum()), labels


def _distances(points: Points, centres: Points) -> Points:
    """Return the squared distance of each point from each centre."""
    squares = (points**2).sum(axis=1)[:, None] + (centres**2).sum(axis=1)[None, :]
    distances: Points = np.maximum(squares - 2 * points @ centres.T, 0.0)
    return distances


def _sums(some: Points, cluster: Points) -> Points:
    """Return the sum of the distances of each of `some` from all points of a cluster."""
    rows = [np.sqrt(_distances(part, cluster)).sum(axis=1) for part in np.array_split(some, 8)]
    return np.concatenate(rows)


def _sample(number: int) -> Labels:
    if number <= SAMPLE:
        return np.arange(number)
    return np.sort(np.random.default_rng(_SEED).choice(number, SAMPLE, replace=False))


def _by_size(labels: Labels, clusters: int) -> Labels:
    """Return the labels renamed: the largest cluster first, of equals the one met first."""
    first = [int(np.argmax(labels == c)) if (labels == c).any() else len(labels)
             for c in range(clusters)]  # fmt: skip
    sizes = np.bincount(labels, minlength=clusters)
    order = sorted(range(clusters), key=lambda c: (-sizes[c], first[c]))
    names = np.empty(clusters, dtype=np.intp)
    names[order] = np.arange(clusters)
    return names[labels]
