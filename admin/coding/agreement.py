"""Krippendorff's alpha: how far coders agree, beyond what chance would give.

    alpha = 1 - observed disagreement / expected disagreement

1 is perfect agreement, 0 what chance gives. Texts that only one coder has read say nothing and are
left out. Formula and examples: Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011).
Sets of themes are compared by MASI: Passonneau, "Measuring agreement on set-valued items (MASI) for
semantic and pragmatic annotation" (2006).
"""

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from typing import TypeVar

RELIABLE, TENTATIVE = 0.8, 0.667
"""Krippendorff's own limits: from the first on one may rely on it, below the second one may not."""

Value = TypeVar("Value", bound=Hashable)


def nominal(one: Hashable, other: Hashable) -> float:
    """Return 0 for the same value, 1 for another."""
    return float(one != other)


def masi(one: Collection[str], other: Collection[str]) -> float:
    """Return how far two sets are apart: 0 for the same, 1 when they share nothing.

    It is 1 - J * M: J is Jaccard's index; M is 1 for equal sets, 2/3 when one holds the other, 1/3
    when they overlap, else 0.
    """
    first, second = set(one), set(other)
    if first == second:
        return 0.0
    shared = first & second
    contained = shared in (first, second)
    kind = 2 / 3 if contained else 1 / 3
    return 1 - kind * len(shared) / len(first | second)


def alpha(
    units: Iterable[Sequence[Value]], distance: Callable[[Value, Value], float] = nominal
) -> float | None:
    """Return Krippendorff's alpha.

    Args:
        units: for each text the values that it was given, one for each coder who read it.
        distance: how far two values are apart, from 0 to 1.

    Returns:
        alpha; None where no two coders read the same text, or all values are the same.
    """
    paired = [unit for unit in units if len(unit) > 1]
    values = Counter(value for unit in paired for value in unit)
    number = values.total()
    expected = sum(
        count * other_count * distance(value, other)
        for value, count in values.items()
        for other, other_count in values.items()
    )
    if not expected:
        return None
    observed = sum(_within(Counter(unit), distance) / (len(unit) - 1) for unit in paired)
    return 1 - (number - 1) * observed / expected


def _within(values: Counter[Value], distance: Callable[[Value, Value], float]) -> float:
    """Return the disagreement of all ordered pairs of values of one text."""
    return sum(
        count * other_count * distance(value, other)
        for value, count in values.items()
        for other, other_count in values.items()
    )
