"""How alike two groupings of the same people are, whatever the groups are called."""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from math import comb


def adjusted_rand(one: Sequence[Hashable], other: Sequence[Hashable]) -> float:
    """Return the adjusted Rand index: 1 for the same grouping, about 0 for chance.

    Hubert and Arabie, "Comparing partitions" (1985).
    """
    together = _pairs(Counter(zip(one, other, strict=True)).values())
    first, second = _pairs(Counter(one).values()), _pairs(Counter(other).values())
    every = comb(len(one), 2)
    expected = first * second / every if every else 0.0
    largest = (first + second) / 2
    return 1.0 if largest == expected else (together - expected) / (largest - expected)


def _pairs(sizes: Iterable[int]) -> int:
    return sum(comb(size, 2) for size in sizes)
