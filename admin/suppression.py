"""Which cells must be hidden, given how they are tied to each other. Numbers in, names out.

1. A cell that holds fewer people than the threshold is hidden, zero included.
2. An answer that more than nine in ten of its base gave is not printed as a number; "nearly all" is
   printed instead, where that alone gives nothing away.
3. For each hidden cell, the fewest and the most people it can hold are worked out from everything
   that is shown and every tie, all at once (`admin.audit`). While they are less than the threshold
   apart, more is hidden: the cells that must give way for the hidden one to move that far, chosen
   by linear programming so that what they cost together is least.
4. It ends when for every hidden cell there are two tables of whole numbers that agree with
   everything published and differ in this cell by the threshold or more. No calculation can narrow
   a cell beyond that, whatever its method, as long as it uses these facts.

The complementary choice is the linear relaxation of Fischetti and Salazar-González, "Models and
algorithms for optimizing cell suppression in tabular data with linear constraints" (2000).
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)

Range = tuple[int, int | None]
"""The fewest and the most people a cell can hold, both included; None where there is no most."""


def in_common(one: Range, other: Range) -> Range:
    """Return the counts that lie in both ranges."""
    tops = [most for _, most in (one, other) if most is not None]
    return max(one[0], other[0]), min(tops) if tops else None


class DisclosureError(ValueError):
    """Nothing can be shown without giving away a hidden number; the message says which."""


@dataclass(frozen=True)
class Rule:
    """How numbers are protected.

    Attributes:
        threshold: the smallest number of people that may be shown.
        rounding: shown numbers are multiples of this.
        percent_base: the smallest base of a percentage; on a smaller one, rounding alone could
            move it by some seven points.
    """

    threshold: int = 10
    rounding: int = 5
    percent_base: int = 30

    def rounded(self, count: int) -> int:
        """Return `count` as it is shown: the nearest multiple, halves upwards."""
        return (2 * count + self.rounding) // (2 * self.rounding) * self.rounding

    def behind(self, shown: int) -> tuple[int, int]:
        """Return the exact counts that may stand behind a shown one."""
        least = max(self.threshold, shown - self.rounding // 2)
        return least, shown + (self.rounding - 1) // 2

    def least_shown_as(self, shown: int) -> int:
        """Return the fewest people who are shown as this many, or more."""
        return -(-shown // self.rounding) * self.rounding - self.rounding // 2

    def dominates(self, count: int, base: int) -> bool:
        """Return whether a count is nearly all of its base, judged by the numbers shown."""
        return 10 * self.rounded(count) > 9 * self.rounded(base)

    def nearly_all_of(self, shown_base: int) -> int:
        """Return the fewest people behind the words "nearly all" of a shown base."""
        least = (9 * shown_base // 10) // self.rounding * self.rounding + self.rounding
        return self.behind(least)[0]


@dataclass(frozen=True)
class Tie(Generic[Key]):
    """What is always true: `least` <= the sum of coefficient x count <= `most` (None: no bound).

    Attributes:
        across: whether it is about many variables at once, which are looked at one by one first.
    """

    terms: tuple[tuple[Key, int], ...]
    least: float | None = 0
    most: float | None = 0
    across: bool = False

    def keys(self) -> set[Key]:
        """Return the cells it speaks of."""
        return {key for key, _ in self.terms}

    def holds(self, counts: Mapping[Key, int]) -> bool:
        """Return whether it is true of these counts."""
        total = sum(coefficient * counts[key] for key, coefficient in self.terms)
        return (self.least is None or self.least <= total) and (
            self.most is None or total <= self.most
        )


def adds_up(total: Key, parts: Sequence[Key]) -> Tie[Key]:
    """Return the tie "`total` holds exactly the people of `parts`, each once"."""
    return Tie(((total, 1), *((part, -1) for part in parts)))


@dataclass(frozen=True)
class Counted(Generic[Key]):
    """Exact counts and what ties them together.

    Attributes:
        counts: people, by cell.
        ties: every fact that holds whatever the counts are.
        costs: what it costs to hide a cell; cells without a cost are never printed by themselves.
        shares: answer to the base it is a share of; these are looked at for dominance.
        known: what is known of a cell besides, from its treatment or from earlier publications,
            and cannot be taken back.
        shared: cells that many tables stand on, such as the sizes of groups.
    """

    counts: Mapping[Key, int]
    ties: Sequence[Tie[Key]]
    costs: Mapping[Key, float]
    shares: Mapping[Key, Key] = field(default_factory=dict)
    known: Mapping[Key, Range] = field(default_factory=dict)
    shared: frozenset[Key] = frozenset()

    def only(self, keys: AbstractSet[Key]) -> "Counted[Key]":
        """Return these cells with the ties among them."""
        return replace(
            self,
            counts={key: count for key, count in self.counts.items() if key in keys},
            ties=[tie for tie in self.ties if tie.keys() <= keys],
            costs={key: cost for key, cost in self.costs.items() if key in keys},
            shares={key: base for key, base in self.shares.items() if key in keys},
        )

    def also_known(self, more: Iterable[tuple[Key, Range]]) -> "Counted[Key]":
        """Return the same with more that is known; of two ranges, what they have in common."""
        known = dict(self.known)
        for key, behind in more:
            known[key] = in_common(behind, known.get(key, (0, None)))
        return replace(self, known=known)


def apart(counted: Counted[Key]) -> list[Counted[Key]]:
    """Return the parts that nothing but shared cells ties together, each with those it stands on.

    A tie that speaks of a cell of a part that is not shared is in that part, but for those that go
    across.
    """
    within = [tie for tie in counted.ties if not tie.across]
    above = {key: key for key in counted.counts if key not in counted.shared}

    def first(key: Key) -> Key:
        while above[key] != key:
            above[key] = key = above[above[key]]
        return key

    for tie in within:
        own = [first(key) for key, _ in tie.terms if key in above]
        above.update((key, own[0]) for key in own)
    parts: dict[Key, set[Key]] = {}
    for key in above:
        parts.setdefault(first(key), set()).add(key)
    for tie in within:
        for key in tie.keys() & above.keys():
            parts[first(key)] |= tie.keys()
    return [counted.only(keys) for keys in parts.values()]


@dataclass(frozen=True)
class Suppressed(Generic[Key]):
    """The cells that are not printed, those of them called "nearly all", and all looked at."""

    hidden: frozenset[Key]
    nearly_all: frozenset[Key]
    decided: frozenset[Key]


def primary(counted: Counted[Key], rule: Rule) -> set[Key]:
    """Return the cells that may not be printed whatever stands beside them."""
    counts = counted.counts
    few = {key for key in counted.costs if counts[key] < rule.threshold}
    return few | {
        key
        for key, base in counted.shares.items()
        if counts[base] >= rule.threshold and rule.dominates(counts[key], counts[base])
    }


def unprinted(counted: Counted[Key], rule: Rule) -> set[Key]:
    """Return the small numbers that only a subtraction could give; they are guarded as well."""
    return {
        key
        for key, count in counted.counts.items()
        if key not in counted.costs and count < rule.threshold
    }


def printed_range(
    counted: Counted[Key], key: Key, rule: Rule, hidden: set[Key], nearly_all: set[Key]
) -> Range:
    """Return what the publication says of a cell by itself."""
    if key in nearly_all:
        return rule.nearly_all_of(rule.rounded(counted.counts[counted.shares[key]])), None
    if key in hidden or key not in counted.costs:
        return 0, None
    return rule.behind(rule.rounded(counted.counts[key]))
