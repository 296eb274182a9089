"""What two publications say of those who stayed, left and came between them.

Each of the three is a table of people by itself, for which every tie holds; those who stayed and
left are what was printed before, those who stayed and came what is printed now. Of all such tables
together three things must not follow, whether it is known that nobody left, or that nobody came:

- that a cell changed, and by less than the threshold;
- that it did not change at all, though it could have: nobody who came, or left, gave that answer;
- a number that is hidden in one of the two, more closely than to the threshold.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from math import ceil, floor

import numpy as np

from admin.cells import CellRef
from admin.polytope import Polytope, Vector
from admin.suppression import Counted, Range, Tie

STAYED, LEFT, CAME = "stayed", "left", "came"
Moved = tuple[str, CellRef]
"""A cell of those who stayed, left or came."""
Ranges = Mapping[CellRef, Range]

_WAYS: tuple[Mapping[str, float], ...] = (
    {CAME: -1.0, LEFT: -1.0},
    {CAME: 1.0, LEFT: -1.0},
    {CAME: -1.0, LEFT: 1.0},
)
"""Where to look for a table that proves a cell: nobody moves, many come, many leave."""
_EXACT = 1e-6


class Movements:
    """All tables of those who stayed, left and came that agree with two publications."""

    def __init__(
        self, ties: Sequence[Tie[CellRef]], before: Ranges, now: Ranges, top: float
    ) -> None:
        self.before, self.now = before, now
        self.polytope = Polytope(_tied(ties, before, now), top)
        self.refs = [ref for kind, ref in self.polytope.keys if kind == STAYED]
        self._ties, self._top = ties, top

    def let(self, nobody: Sequence[str]) -> None:
        """Let there be people of every kind but some."""
        for kind, ref in self.polytope.keys:
            self.polytope.set_range((kind, ref), (0, 0 if kind in nobody else None))

    def can_move(self, ref: CellRef) -> bool:
        """Return whether somebody can be in a cell, as far as the round alone tells."""
        table = self._unpublished.extreme({(CAME, ref): 1.0})
        return table is not None and table[self._unpublished.place[CAME, ref]] > _EXACT

    @cached_property
    def _unpublished(self) -> Polytope[Moved]:
        return Polytope(_tied(self._ties, {}, {}), self._top)


def _tied(
    ties: Sequence[Tie[CellRef]],
    before: Ranges,
    now: Ranges,
) -> Counted[Moved]:
    """Return those who stayed, left and came as cells, with everything that ties them."""
    refs = dict.fromkeys(ref for tie in ties for ref, _ in tie.terms)
    found: list[Tie[Moved]] = []
    for tie in ties:
        if {tie.least, tie.most} <= {0, None}:
            # What holds for any people holds for these.
            for kind in (STAYED, LEFT, CAME):
                terms = tuple(((kind, ref), value) for ref, value in tie.terms)
                found.append(Tie(terms, tie.least, tie.most))
        else:
            # What holds for the whole, such as which bands were joined, is known of these tables.
            found.append(_in_sum(tie.terms, CAME, tie.least, tie.most))
    for kind, ranges in ((LEFT, before), (CAME, now)):
        known = ((ref, ranges[ref]) for ref in refs if ref in ranges)
        found += [_in_sum(((ref, 1),), kind, least, most) for ref, (least, most) in known]
    keys = [(kind, ref) for kind in (STAYED, LEFT, CAME) for ref in refs]
    return Counted(dict.fromkeys(keys, 0), found, {})


def _in_sum(
    terms: Sequence[tuple[CellRef, int]], kind: str, least: float | None, most: float | None
) -> Tie[Moved]:
    """Return a tie that holds for those who stayed together with those who left, or came."""
    both = tuple(((one, ref), value) for one in (STAYED, kind) for ref, value in terms)
    return Tie(both, least, most)


class Told:
    """What follows of single cells if there is nobody of some kind; whole tables disprove it."""

    def __init__(self, movements: Movements, nobody: Sequence[str], threshold: int) -> None:
        movements.let(nobody)
        self._movements, self._nobody, self._threshold = movements, nobody, threshold
        self._polytope, self._refs = movements.polytope, movements.refs
        size = len(self._refs)
        self._left, self._came = slice(size, 2 * size), slice(2 * size, 3 * size)
        self._open = np.ones(size, dtype=bool)
        self._still = np.ones(size, dtype=bool)
        self.is_possible = self._polytope.extreme({}) is not None

    def few(self) -> Iterator[CellRef]:
        """Yield each cell that is known to have changed, and by less than the threshold."""
        if not self.is_possible:
            return
        for weights in _WAYS:
            self._look(range(len(self._refs)), weights)
        for index, ref in enumerate(self._refs):
            for weights in _WAYS:
                self._look([index], weights)
            if self._open[index]:
                yield ref

    def still(self) -> Iterator[CellRef]:
        """Yield each cell in which surely nobody moved, although some did elsewhere."""
        if self.is_possible:
            self._seen(self._polytope.extreme(self._moved(self._refs)))
        for index in () if self._still.all() else np.flatnonzero(self._still):
            ref, moved = self._refs[index], self._moved([self._refs[index]])
            if not self._seen(self._polytope.extreme(moved)):
                self._seen(self._polytope.extreme(moved, whole=True))
            if self._still[index] and self._movements.can_move(ref):
                yield ref

    def narrowed(self) -> Iterator[CellRef]:
        """Yield each cell, not printed before or now, that both publications together give away.

        Not one that follows from one of them alone, as from two large numbers the third may. If
        both say the same, every table of one is a table of both.
        """
        before, now = self._movements.before, self._movements.now
        if not self.is_possible or before == now:
            return
        for ranges, moved in ((before, LEFT), (now, CAME)):
            refs = [ref for ref in self._refs if ranges.get(ref, (0, None))[1] is None]
            for ref in _Hidden(self._polytope, self._threshold, refs, moved).narrow():
                self._movements.let([])
                alone = _Hidden(self._polytope, self._threshold, [ref], moved).is_narrow(ref)
                self._movements.let(self._nobody)
                if not alone:
                    yield ref

    def _moved(self, refs: Iterable[CellRef]) -> dict[Moved, float]:
        """Return the direction in which most people come and go in some cells."""
        return {(kind, ref): 1.0 for ref in refs for kind in (CAME, LEFT)}

    def _look(self, cells: Iterable[int], weights: Mapping[str, float]) -> None:
        """Look for tables in which the cells that are still open change by nothing, or by many."""
        refs = [self._refs[index] for index in cells if self._open[index]]
        direction = {(kind, ref): weight for ref in refs for kind, weight in weights.items()}
        if refs and not self._seen(self._polytope.extreme(direction)):
            self._seen(self._polytope.extreme(direction, whole=True))

    def _seen(self, table: Vector | None) -> bool:
        if table is None or np.abs(table - table.round()).max(initial=0.0) > _EXACT:
            return False
        change = np.abs(table[self._came] - table[self._left]).round()
        self._open &= (change > 0) & (change < self._threshold)
        self._still &= change == 0
        return True


class _Hidden:
    """How far apart the counts of unprinted cells can be in one of two publications."""

    def __init__(
        self, polytope: Polytope[Moved], threshold: int, refs: Sequence[CellRef], moved: str
    ) -> None:
        self._polytope, self._threshold, self._kinds = polytope, threshold, (STAYED, moved)
        self._index = {ref: index for index, ref in enumerate(refs)}
        self._columns = [[polytope.place[kind, ref] for ref in refs] for kind in self._kinds]
        self._fewest = np.full(len(refs), np.inf)
        self._most = np.full(len(refs), -np.inf)

    def narrow(self) -> Iterator[CellRef]:
        """Yield each of them that is known more closely than the threshold."""
        for sign in (1.0, -1.0):
            self._people(self._index, sign)
        yield from filter(self.is_narrow, self._index)

    def is_narrow(self, ref: CellRef) -> bool:
        """Return whether no two tables of whole people are the threshold apart in it."""
        index = self._index[ref]
        for whole in (False, True):
            if self._most[index] - self._fewest[index] >= self._threshold:
                return False
            ends = [self._people([ref], sign, whole=whole) for sign in (1.0, -1.0)]
            most, fewest = (0.0 if end is None else float(end[index]) for end in ends)
            if floor(most + _EXACT) - ceil(fewest - _EXACT) < self._threshold:
                return True
        return bool(self._most[index] - self._fewest[index] < self._threshold)

    def _people(
        self, refs: Iterable[CellRef], sign: float, *, whole: bool = False
    ) -> Vector | None:
        """Return the people of each cell in a table that has most, or fewest, in some."""
        direction = {(kind, ref): sign for ref in refs for kind in self._kinds}
        table = self._polytope.extreme(direction, whole=whole)
        if table is None:
            return None
        people: Vector = table[self._columns[0]] + table[self._columns[1]]
        if np.abs(table - table.round()).max(initial=0.0) < _EXACT:
            self._fewest = np.minimum(self._fewest, people.round())
            self._most = np.maximum(self._most, people.round())
        return people
