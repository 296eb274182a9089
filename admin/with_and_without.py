"""Numbers with the quarantined responses beside those without: which of them may be shown.

Two numbers side by side tell their difference, and that is people: so the difference is a cell of
its own, never shown, and a number with the quarantined is shown only if

1. the number without them is shown;
2. the difference, and what remains of the quarantined beside it, are as large as any shown number
   must be;
3. nothing hidden anywhere, the differences included, can be worked out more closely than the
   threshold, from all tables of the round and these together.

What is shown of the tables without the quarantined never changes for the sake of this comparison.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic

from admin.suppression import Counted, Key, Rule, ranges


@dataclass(frozen=True)
class Pair(Generic[Key]):
    """One number without the quarantined, with them, and the difference."""

    without: Key
    everyone: Key
    apart: Key


@dataclass(frozen=True)
class Compared(Generic[Key]):
    """All numbers of the round, with these pairs and what ties them to the others.

    `questions` are the pairs of each compared question, in the order of their importance.
    """

    counted: Counted[Key]
    questions: Sequence[Sequence[Pair[Key]]]

    @property
    def pairs(self) -> list[Pair[Key]]:
        """The pairs of all questions."""
        return [pair for question in self.questions for pair in question]


def shown_beside(compared: Compared[Key], gone: frozenset[Key], rule: Rule) -> frozenset[Key]:
    """Return the numbers with the quarantined that may be shown.

    Args:
        compared: what is compared.
        gone: what is hidden of the tables without the quarantined.
        rule: the rule of the round.
    """
    counted, small = compared.counted, _small(compared, rule)
    everyone = {pair.everyone for pair in compared.pairs}
    given_away = _narrow(counted, gone | small | everyone, rule)
    shown: frozenset[Key] = frozenset()
    for question in compared.questions:
        fit = [pair for pair in question if pair.apart not in small and pair.without not in gone]
        fit.sort(key=lambda pair: counted.counts[pair.apart])
        while fit:
            more = shown | {pair.everyone for pair in fit}
            if _narrow(counted, gone | small | (everyone - more), rule) <= given_away:
                shown = more
                break
            fit.pop(0)
    return shown


def _small(compared: Compared[Key], rule: Rule) -> frozenset[Key]:
    counts, within = compared.counted.counts, compared.counted.within
    apart = {pair.apart for pair in compared.pairs}
    rest = {one: counts[within[one]] - counts[one] for one in apart if one in within}
    few = {one for one in apart if counts[one] < rule.threshold}
    return frozenset(few | {one for one, left in rest.items() if left < rule.threshold})


def _narrow(counted: Counted[Key], gone: Iterable[Key], rule: Rule) -> frozenset[Key]:
    """Return the hidden numbers that a reader can work out more closely than the threshold."""
    hidden = frozenset(gone)
    known = ranges(counted, hidden, rule)
    return frozenset(key for key in hidden if known[key][1] - known[key][0] < rule.threshold)
