"""How well an order gives the true one away: Spearman's rho, and right guesses."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

_SIGMAS = 5.0


@dataclass(frozen=True)
class Finding:
    """What one piece of evidence is worth.

    Attributes:
        name: where it was found.
        subjects: how many people it says something about.
        rho: |Spearman's rho| with the true order; 0 for a constant.
        matches: how many people would be told rightly from it, on average.
    """

    name: str
    subjects: int
    rho: float
    matches: float

    @property
    def is_telling(self) -> bool:
        """Whether it gives the order away, by more than so few people do by chance."""
        return self.subjects > 2 and self.rho >= allowed_rho(self.subjects)


def allowed_rho(subjects: int) -> float:
    """Return from which rho on an order is told: 0.05, or what chance cannot do with so few.

    The rho of two orders of chance has the standard deviation 1 / √(n - 1).
    """
    return max(0.05, _SIGMAS / sqrt(subjects - 1))


def judge(name: str, places: Mapping[int, float], truth: Mapping[int, int]) -> Finding:
    """Return what an order is worth: `places` by user id, `truth` ranks by user id.

    Guessing goes like this: who stands at the tenth place finished tenth. Where several stand at
    one place, they are told apart by chance.
    """
    shared = [mark for mark in places if mark in truth]
    if len(shared) < 2:
        return Finding(name, len(shared), 0.0, float(len(shared)))
    given = _ranks([places[mark] for mark in shared])
    true = _ranks([truth[mark] for mark in shared])
    forward, backward = _matches(given, true), _matches(-given, true)
    return Finding(name, len(shared), _rho(given, true), max(forward, backward))


def worst(findings: Sequence[Finding]) -> Finding:
    """Return the finding with the largest rho; an empty one when there is none."""
    nothing = Finding("nothing", 0, 0.0, 0.0)
    return max(findings, key=lambda one: one.rho, default=nothing)


def most_matches(findings: Sequence[Finding]) -> float:
    """Return what the best strategy guesses rightly."""
    return max((one.matches for one in findings), default=0.0)


def _ranks(values: Sequence[float]) -> NDArray[np.float64]:
    """Return ranks from 0; equal values share the mean of theirs."""
    array = np.asarray(values)
    _, inverse, counts = np.unique(array, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    means = ends - (counts + 1) / 2
    ranks: NDArray[np.float64] = means[inverse].astype(np.float64)
    return ranks


def _rho(one: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    if one.std() == 0 or other.std() == 0:
        return 0.0
    return abs(float(np.corrcoef(one, other)[0, 1]))


def _matches(given: NDArray[np.float64], true: NDArray[np.float64]) -> float:
    """Return how many of those at one place really finished in the turns of that place.

    Divided by how many stand there, because they can only be told apart by chance.
    """
    order = np.argsort(given, kind="stable")
    values, starts, counts = np.unique(given[order], return_index=True, return_counts=True)
    total = 0.0
    for _, start, count in zip(values, starts, counts, strict=True):
        turns = true[order[start : start + count]]
        total += np.count_nonzero((turns >= start) & (turns < start + count)) / count
    return float(total)
