"""What can be worked out about hidden cells from everything published, and what to hide besides.

The attacker solved for here knows every printed number, the rule of rounding, the threshold and
every tie: `admin.polytope` has all tables that agree with that, `admin.witnesses` proves what is
safe. Each question with the sizes of groups is looked at first: a cell that is narrow there, where
fewer ties hold it, is narrow. What is decided in the end is decided with all cells together.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from math import ceil, floor
from typing import Generic

from admin.polytope import Polytope, top_of
from admin.suppression import (
    Counted,
    DisclosureError,
    Key,
    Range,
    Rule,
    Suppressed,
    apart,
    primary,
    printed_range,
    unprinted,
)
from admin.witnesses import Part, Witnesses

_EXACT = 1e-6


def suppressed(
    counted: Counted[Key], rule: Rule, settled: Suppressed[Key] | None = None
) -> Suppressed[Key]:
    """Return the cells that must be hidden.

    Args:
        counted: all cells.
        rule: the rule of the round.
        settled: what is hidden of those cells that were decided before. Neither these nor the
            cells printed beside them change any more.

    Raises:
        DisclosureError: what is known already narrows a hidden cell too far.
    """
    return _Suppression(counted, rule, settled).run()


@dataclass
class _Suppression(Generic[Key]):
    """One run: which cells are hidden so far, and the witnesses found for them."""

    counted: Counted[Key]
    rule: Rule
    settled: Suppressed[Key] | None = None
    hidden: set[Key] = field(init=False)
    nearly_all: set[Key] = field(init=False)
    guarded: set[Key] = field(init=False)
    """Cells to be proved safe: not those that the ties alone determine, whatever is published."""
    extra: dict[Key, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        counted, rule = self.counted, self.rule
        self.hidden = primary(counted, rule)
        if self.settled is not None:
            new = counted.counts.keys() - self.settled.decided
            self.hidden = (self.hidden & new) | self.settled.hidden
        self.guarded = self.hidden | unprinted(counted, rule)
        self.nearly_all = {
            key
            for key, base in counted.shares.items()
            if base not in self.hidden and rule.dominates(counted.counts[key], counted.counts[base])
        }
        if self.settled is not None:
            self.nearly_all -= self.settled.decided - self.settled.nearly_all
        self.witnesses = Witnesses(counted, rule.threshold)
        top, place = top_of(counted), self.witnesses.place
        self.whole = Part(counted, place, top)
        self.parts = [Part(part, place, top) for part in apart(counted)]

    def run(self) -> Suppressed[Key]:
        if len(self.parts) > 1:
            self._settle(self.whole, [key for key in self.whole.keys if key in self.counted.shared])
            for part in self.parts:
                self._settle(part, part.keys)
        self._settle(self.whole, self.whole.keys)
        decided = frozenset(self.counted.counts)
        return Suppressed(frozenset(self.hidden), frozenset(self.nearly_all), decided)

    def _settle(self, part: Part[Key], keys: Iterable[Key]) -> None:
        """Hide until each of these cells is safe, as far as this part of the cells can tell."""
        keys, more = list(keys), True
        while more:
            for key in part.keys:
                part.polytope.set_range(key, self._published(key))
            self.witnesses.look(part, [key for key in keys if key in self.guarded])
            more = False
            for key in keys:
                while ends := self._narrow(part, key):
                    self._make_room(part, key, ends)
                    more = True

    def _published(self, key: Key) -> Range:
        least, most = printed_range(self.counted, key, self.rule, self.hidden, self.nearly_all)
        low, high = self.counted.known.get(key, (0, None))
        tops = [top for top in (most, high) if top is not None]
        return max(least, low), min(tops) if tops else None

    def _narrow(self, part: Part[Key], key: Key) -> tuple[int, int] | None:
        """Return the fewest and the most of a cell known too closely, None if it is not."""
        if key not in self.guarded or self.witnesses.prove(key):
            return None
        ends = self._reach(part, key, whole=False)
        if self.witnesses.prove(key):
            return None
        if not part.is_whole or ends[1] - ends[0] < self.rule.threshold:
            return ends if ends[1] - ends[0] < self.rule.threshold else None
        ends = self._reach(part, key, whole=True)
        return None if self.witnesses.prove(key) else ends

    def _reach(self, part: Part[Key], key: Key, *, whole: bool) -> tuple[int, int]:
        """Look for the fewest and the most of one cell, until witnesses prove that it is safe."""
        ends = []
        for sign in (1.0, -1.0):
            table = part.polytope.extreme({key: sign}, whole=whole)
            if part.is_whole:
                self.witnesses.add(part, table)
            if table is not None:
                ends.append(float(table[part.polytope.place[key]]))
            if self.witnesses.prove(key):
                break
        return ceil(min(ends, default=0.0) - _EXACT), floor(max(ends, default=0.0) + _EXACT)

    def _make_room(self, part: Part[Key], key: Key, ends: tuple[int, int]) -> None:
        """Hide what must give way so that a cell can be the threshold larger, or smaller."""
        prices = {other: cost for other in part.keys if (cost := self._price(other)) is not None}
        targets = self._targets(key, ends)
        found = [way for t in targets if (way := part.polytope.cheapest_way(key, t, prices))]
        if not found:
            self._give_up(key)
            return
        _, moved = min(found, key=lambda one: one[0])
        more = [k for k, move in zip(part.keys, moved, strict=True) if move > _EXACT]
        if not more and key in self.nearly_all:
            more = [key]  # nothing but its own words is in the way
        elif not more:
            # Fractions of people have room enough and whole people have not: ask for more.
            self.extra[key] = self.extra.get(key, 0) + 1
        self._hide(part, more)

    def _targets(self, key: Key, ends: tuple[int, int]) -> Iterator[Range]:
        room = self.rule.threshold + self.extra.get(key, 0)
        low, high = self.counted.known.get(key, (0, None))
        if high is None or ends[0] + room <= high:
            yield ends[0] + room, high
        if ends[1] - room >= low:
            yield low, ends[1] - room

    def _price(self, key: Key) -> float | None:
        """Return what it costs to hide a cell, None if it is hidden or cannot be."""
        decided = self.settled is not None and key in self.settled.decided
        gone = key in self.hidden and key not in self.nearly_all
        if decided or gone:
            return None
        return self.counted.costs.get(key)

    def _hide(self, part: Part[Key], keys: Iterable[Key]) -> None:
        changed = set(keys)
        self.nearly_all -= changed
        self.hidden |= changed
        self.guarded |= changed
        lost = {key for key in self.nearly_all if self.counted.shares[key] in self.hidden}
        self.nearly_all -= lost
        for key in (changed | lost) & part.polytope.place.keys():
            part.polytope.set_range(key, self._published(key))

    @cached_property
    def _bare(self) -> Polytope[Key]:
        return Polytope(self.counted)

    def _give_up(self, key: Key) -> None:
        """Set a cell apart that no hiding can protect, or refuse because of what is out already."""
        ends = [self._bare.extreme({key: sign}) for sign in (1.0, -1.0)]
        most, least = (0.0 if end is None else end[self._bare.place[key]] for end in ends)
        if most - least >= self.rule.threshold:
            raise DisclosureError(
                f"The number at {'/'.join(map(str, key)) if isinstance(key, tuple) else key} is "
                "hidden, and what is known of it from earlier publications would give it away."
            )
        self.guarded.discard(key)
