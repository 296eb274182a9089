"""Which cells must be hidden, given how they add up. Numbers in, names of cells out.

Three rules, applied to all tables of a round together until nothing changes:

1. a cell that holds fewer people than the threshold is hidden, zero included;
2. a hidden total hides every part of it;
3. for each hidden cell, the range in which its number must lie is worked out from everything that
   is shown, sum by sum and back again; while a range is narrower than the threshold, the smallest
   shown part of the sum that narrows it most is hidden as well.

Rule 3 carries ranges from one sum to the next. Solving all sums at once (linear programming) can
narrow a range further; such an audit takes the same `counts`, `sums` and answer.
"""

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
PASSES = 100
"""How often ranges are carried round; they settle after a few, and this is where to stop."""

Range = tuple[int, int]
"""The fewest and the most people a cell can hold, both included."""


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

    def behind(self, shown: int) -> Range:
        """Return the exact counts that may stand behind a shown one."""
        least = max(self.threshold, shown - self.rounding // 2)
        return least, shown + (self.rounding - 1) // 2


@dataclass(frozen=True)
class Sum(Generic[Key]):
    """`total` holds exactly the people of `parts`, each once."""

    total: Key
    parts: tuple[Key, ...]


@dataclass(frozen=True)
class Counted(Generic[Key]):
    """Exact counts and what ties them together.

    Attributes:
        counts: people, by cell.
        sums: every sum that a reader can form.
        within: cell to the cell whose people it is chosen from; the rest of them counts as well,
            so that "all but three said yes" is as hidden as "three said no".
        kept: cells that rules 2 and 3 leave alone.
    """

    counts: Mapping[Key, int]
    sums: Sequence[Sum[Key]]
    within: Mapping[Key, Key]
    kept: frozenset[Key]


def hidden(counted: Counted[Key], rule: Rule) -> frozenset[Key]:
    """Return the cells that must be hidden."""
    gone = _small(counted, rule)
    while True:
        more = _below_hidden_totals(counted, gone) or _next_to_narrow(counted, gone, rule)
        if not more:
            return frozenset(gone)
        gone |= more


def ranges(counted: Counted[Key], gone: Collection[Key], rule: Rule) -> dict[Key, Range]:
    """Return what a reader can tell about every cell when those in `gone` are hidden."""
    top = sum(counted.counts.values())
    known = {
        key: (0, top) if key in gone else rule.behind(rule.rounded(count))
        for key, count in counted.counts.items()
    }
    for _ in range(PASSES):
        before = dict(known)
        for one in counted.sums:
            for key in (one.total, *one.parts):
                _narrow(known, key, _implied(known, one, key))
        for key, whole in counted.within.items():
            _narrow(known, key, (0, known[whole][1]))
        if known == before:
            break
    return known


def _small(counted: Counted[Key], rule: Rule) -> set[Key]:
    counts, within = counted.counts, counted.within
    gone = {key for key, count in counts.items() if count < rule.threshold}
    return gone | {
        key for key, whole in within.items() if counts[whole] - counts[key] < rule.threshold
    }


def _below_hidden_totals(counted: Counted[Key], gone: set[Key]) -> set[Key]:
    parts = {part for one in counted.sums if one.total in gone for part in one.parts}
    parts |= {key for key, whole in counted.within.items() if whole in gone}
    return parts - gone - counted.kept


def _next_to_narrow(counted: Counted[Key], gone: set[Key], rule: Rule) -> set[Key]:
    """Return one more cell for each sum that gives away a hidden number."""
    known = ranges(counted, gone, rule)
    narrow = {key for key in gone if known[key][1] - known[key][0] < rule.threshold}
    more: set[Key] = set()
    for key in sorted(narrow, key=str):
        around = [one for one in counted.sums if key == one.total or key in one.parts]
        around = [one for one in around if _may_hide(one, counted, gone)]
        if not around or any(more & {*one.parts, one.total} for one in around):
            continue
        tightest = min(around, key=lambda one: _width(known, one, key))
        choices = _may_hide(tightest, counted, gone)
        more.add(min(choices, key=lambda part: rule.rounded(counted.counts[part])))
    return more


def _may_hide(one: Sum[Key], counted: Counted[Key], gone: set[Key]) -> list[Key]:
    """Return the shown parts of a sum, or its total when no part is left."""
    parts = [part for part in one.parts if part not in gone | counted.kept]
    return parts or [key for key in (one.total,) if key not in gone | counted.kept]


def _width(known: Mapping[Key, Range], one: Sum[Key], key: Key) -> int:
    least, most = _implied(known, one, key)
    return most - max(0, least)


def _implied(known: Mapping[Key, Range], one: Sum[Key], key: Key) -> Range:
    """Return the range of `key` that this sum leaves, given the ranges of the others."""
    if key == one.total:
        return sum(known[part][0] for part in one.parts), sum(known[part][1] for part in one.parts)
    others = [known[part] for part in one.parts if part != key]
    least, most = known[one.total]
    return least - sum(other[1] for other in others), most - sum(other[0] for other in others)


def _narrow(known: dict[Key, Range], key: Key, limit: Range) -> None:
    """Narrow a range; a limit that contradicts it comes from a sum that does not add up."""
    least, most = max(known[key][0], limit[0]), min(known[key][1], limit[1])
    if least <= most:
        known[key] = (least, most)
