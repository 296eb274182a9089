"""Post-stratification: weights that bring groups to their shares of a population. No data here.

Holt and Smith, "Post stratification" (1979): the weight of a group is its share of the population
over its share of the people. Extreme weights are trimmed, and what that takes is spread over the
others, as Potter does, "A study of procedures to identify and trim extreme sampling weights"
(1990). The design effect is Kish's, "Weighting for unequal Pi" (1992): what unequal weights cost.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

HIGHEST, LOWEST = 4.0, 0.25
"""No weight is further than this from the mean weight, 1."""
_PASSES = 500
_STILL = 1e-9
_WHOLE = 1e-6


@dataclass(frozen=True)
class Weights:
    """Weights of groups, mean 1 over their people.

    Attributes:
        values: a weight for each group.
        reached: the weighted shares; those asked for, unless weights were trimmed.
        trimmed: whether weights were, so that shares are only nearly reached.
    """

    values: Array
    reached: Array
    trimmed: bool


def post_stratified(people: Array, shares: Array) -> Weights:
    """Return the weights that bring groups to their shares.

    Args:
        people: how many there are in each group; not nobody.
        shares: of the population, which add up to 1.

    Raises:
        ValueError: the shares do not add up to 1, or nobody is in a group.
    """
    if abs(shares.sum() - 1) > _WHOLE:
        raise ValueError(f"The shares add up to {shares.sum():.4f}, not to 1.")
    if (people <= 0).any():
        raise ValueError("Nobody is in one of the groups, so no weight brings it to its share.")
    exact = shares * people.sum() / people
    values = _trimmed(exact, people)
    trimmed = not np.allclose(values, exact, rtol=_WHOLE, atol=0)
    weighted = people * values
    return Weights(values, weighted / weighted.sum(), trimmed)


def design_effect(people: Array, weights: Array) -> float:
    """Return Kish's design effect: people x sum of squared weights / squared sum of weights."""
    return float(people.sum() * (people * weights**2).sum() / (people * weights).sum() ** 2)


def _trimmed(weights: Array, people: Array) -> Array:
    """Return weights of mean 1 of which none is outside the limits."""
    for _ in range(_PASSES):
        cut = np.clip(weights, LOWEST, HIGHEST)
        if np.allclose(cut, weights, rtol=_STILL, atol=0):
            break
        weights = cut * people.sum() / (people * cut).sum()
    return np.clip(weights, LOWEST, HIGHEST)
