"""Counts of one, two and three letters in a row, as langdetect counts them.

A blank stands for the edge of a word, and nothing reaches across it: "to" holds `t`, `o`, ` t`,
`to`, `o ` and ` to`, `to `.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable

Counts = dict[str, float]

EDGE = " "
LONGEST = 3


def count(words: Iterable[str], weight: float = 1.0) -> Counts:
    """Return how often each sequence stands in `words`, each occurrence counting `weight`."""
    counts: defaultdict[str, float] = defaultdict(float)
    for word in words:
        edged = f"{EDGE}{word}{EDGE}"
        for end in range(2, len(edged) + 1):
            for length in range(1, min(LONGEST, end) + 1):
                counts[edged[end - length : end]] += weight
        counts.pop(EDGE, None)
    return dict(counts)


def add(*parts: Counts) -> Counts:
    """Return the sum of several counts."""
    total: defaultdict[str, float] = defaultdict(float)
    for part in parts:
        for sequence, number in part.items():
            total[sequence] += number
    return total


def respelled(counts: Counts, spell: Callable[[str], str]) -> Counts:
    """Return the counts of sequences in another spelling, in which several may be the same."""
    total: defaultdict[str, float] = defaultdict(float)
    for sequence, number in counts.items():
        total[spell(sequence)] += number
    return total


def scaled(counts: Counts, size: float) -> Counts:
    """Return the same proportions, with `size` letters in all."""
    factor = size / letters_in(counts)
    return {sequence: number * factor for sequence, number in counts.items()}


def letters_in(counts: Counts) -> float:
    """Return how many letters were counted."""
    return sum(number for sequence, number in counts.items() if len(sequence) == 1)
