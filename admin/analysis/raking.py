"""Raking: weights that bring the margins of a table to those of a population. No data here.

Iterative proportional fitting, Deming and Stephan, "On a least squares adjustment of a sampled
frequency table when the expected marginal totals are known" (1940), with weights cut after each
pass, as Battaglia, Hoaglin and Frankel do, "Practical considerations in raking survey data" (2009).
The design effect is Kish's, "Weighting for unequal Pi" (1992): what unequal weights cost.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

HIGHEST, LOWEST = 4.0, 0.25
"""No weight is further than this from the mean weight, 1."""
PASSES = 500
_STILL = 1e-9
_REACHED = 1e-6


class RakingError(ValueError):
    """The margins cannot be reached; the message says which, and why."""


@dataclass(frozen=True)
class Raked:
    """Weights of the cells of a table, mean 1 over its people.

    Attributes:
        weights: a weight for each cell.
        margins: the weighted shares along each axis; those asked for, unless weights were cut.
        trimmed: whether weights were cut, so that margins are only nearly reached.
        design_effect: at least 1; the people divided by it are the effective base.
    """

    weights: Array
    margins: tuple[Array, ...]
    trimmed: bool
    design_effect: float


def rake(people: Array, margins: Sequence[Array]) -> Raked:
    """Return the weights that bring `people` to `margins`.

    Args:
        people: a table of counts, an axis for each margin.
        margins: the shares of the population along each axis, which add up to 1.

    Raises:
        RakingError: a margin does not add up to 1, has a share where there are no people, or
            contradicts another one; or the weights do not come to rest.
    """
    _check(people, margins)
    weights, trimmed = _settled(people, margins)
    reached = tuple(_share(people * weights, axis) for axis in range(people.ndim))
    if not trimmed:
        _check_reached(reached, margins)
    squares = (people * weights**2).sum() * people.sum()
    effect = float(squares / (people * weights).sum() ** 2)
    return Raked(weights, reached, trimmed, effect)


def _settled(people: Array, margins: Sequence[Array]) -> tuple[Array, bool]:
    """Return the weights that a further pass leaves as they are, and whether it cuts any."""
    weights = np.ones_like(people)
    for _ in range(PASSES):
        fitted = weights
        for axis, margin in enumerate(margins):
            fitted = fitted * _factors(people * fitted, axis, margin)
        cut = _cut(fitted, people)
        if np.abs(cut - weights).max(initial=0.0) < _STILL:
            return cut, not np.allclose(cut[people > 0], fitted[people > 0], rtol=1e-6)
        weights = cut
    raise RakingError(f"The weights do not come to rest in {PASSES} passes over the margins.")


def _cut(weights: Array, people: Array) -> Array:
    """Return weights of mean 1 of which none is outside the limits."""
    weights = weights / ((people * weights).sum() / people.sum())
    for _ in range(PASSES):
        cut = np.clip(weights, LOWEST, HIGHEST)
        if np.allclose(cut, weights, rtol=_STILL, atol=0):
            break
        weights = cut / ((people * cut).sum() / people.sum())
    return np.clip(weights, LOWEST, HIGHEST)


def _factors(weighted: Array, axis: int, margin: Array) -> Array:
    shares = _share(weighted, axis)
    factors = np.divide(margin, shares, out=np.ones_like(shares), where=shares > 0)
    shape = [-1 if other == axis else 1 for other in range(weighted.ndim)]
    reshaped: Array = factors.reshape(shape)
    return reshaped


def _share(weighted: Array, axis: int) -> Array:
    others = tuple(other for other in range(weighted.ndim) if other != axis)
    shares: Array = weighted.sum(axis=others) / weighted.sum()
    return shares


def _check(people: Array, margins: Sequence[Array]) -> None:
    if not people.sum():
        raise RakingError("There are no people to weight.")
    for axis, margin in enumerate(margins):
        if abs(margin.sum() - 1) > _REACHED:
            raise RakingError(f"Margin {axis + 1} adds up to {margin.sum():.4f}, not to 1.")
        if (_share(people, axis)[margin > 0] == 0).any():
            raise RakingError(f"Margin {axis + 1} has a share where there are no people.")


def _check_reached(reached: Sequence[Array], margins: Sequence[Array]) -> None:
    for axis, (found, wanted) in enumerate(zip(reached, margins, strict=True)):
        if np.abs(found - wanted).max() > _REACHED:
            raise RakingError(
                f"Margin {axis + 1} cannot be reached together with the others: cells in which"
                " there are no people stand in the way."
            )
