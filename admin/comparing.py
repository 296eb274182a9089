"""What a reader learns who compares two publications about nearly the same people.

Cell by cell, a printed number must stay as it was, or change by so much that at least the threshold
of people came or went whatever the rounding did; none may appear or disappear.

Then all cells at once, as subtraction works through ties too. Between two publications some people
stayed, some left and some came. Each of the three is a table of people by itself, for which every
tie holds; those who stayed and left are what was printed before, those who stayed and came what is
printed now. A cell tells of somebody if in every such table its change is between nobody and the
threshold. A reader may also know that nobody left (answers came late) or that nobody came (some
were taken back), so each of these is looked at where it can be.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from admin.analysis.statements import are_groups
from admin.cells import CellRef, Printed
from admin.polytope import Polytope, Vector
from admin.suppression import Counted, Range, Rule, Tie

STAYED, LEFT, CAME = "stayed", "left", "came"
Moved = tuple[str, CellRef]
"""A cell of those who stayed, left or came."""

_WAYS: tuple[Mapping[str, float], ...] = (
    {CAME: -1.0, LEFT: -1.0},
    {CAME: 1.0, LEFT: -1.0},
    {CAME: -1.0, LEFT: 1.0},
)
"""Where to look for a table that proves a cell: nobody moves, many come, many leave."""
_EXACT = 1e-6


@dataclass(frozen=True)
class Publication:
    """All cells of a publication, hidden ones too, and the rule that they were protected by."""

    cells: Sequence[Printed]
    rule: Rule


def revealed(before: Publication, now: Publication, ties: Sequence[Tie[CellRef]]) -> str:
    """Return what comparing two publications of different responses reveals, empty for nothing.

    Each is read by its own rule. Of their thresholds the higher one is kept to: a change concerns
    the people of both.

    Args:
        before: one of them.
        now: the other.
        ties: what always holds between cells, whatever people answered.
    """
    threshold = max(before.rule.threshold, now.rule.threshold)
    return _cell_by_cell(before, now, threshold) or _together(before, now, threshold, ties)


def ranges_of(publication: Publication) -> dict[CellRef, Range]:
    """Return what a publication says of single cells: by a number, or by "nearly all"."""
    counts, rule = {cell.ref: cell for cell in publication.cells}, publication.rule
    ranges: dict[CellRef, Range] = {}
    for ref, cell in counts.items():
        base = counts.get(ref._replace(category=""))
        if cell.count is not None:
            ranges[ref] = rule.behind(cell.count)
        elif cell.nearly_all and base is not None and base.count is not None:
            ranges[ref] = rule.nearly_all_of(base.count), None
    return ranges


def _cell_by_cell(before: Publication, now: Publication, threshold: int) -> str:
    earlier = {cell.ref: cell for cell in before.cells}
    later = {cell.ref: cell for cell in now.cells}
    for ref, cell in later.items():
        old = earlier.get(ref)
        if old is None or old == cell:
            continue
        if old.count is None or cell.count is None:
            return f"the number at {_place(ref)} was hidden in one and is printed in the other."
        if _least_between(before.rule.behind(old.count), now.rule.behind(cell.count)) < threshold:
            return f"the number at {_place(ref)} changes from {old.count} to {cell.count}."
    return _only_in_one(earlier, later)


def _least_between(one: tuple[int, int], other: tuple[int, int]) -> int:
    """Return the fewest people between counts of two ranges; negative if these meet."""
    return max(other[0] - one[1], one[0] - other[1])


def _only_in_one(before: Mapping[CellRef, Printed], now: Mapping[CellRef, Printed]) -> str:
    """Return a printed cell that only one of them has although its table is in both."""
    tables = {(ref.variable, ref.by) for ref in before.keys() & now.keys()}
    for ref, cell in {**before, **now}.items():
        both = ref in before and ref in now
        if not both and (ref.variable, ref.by) in tables and cell.count is not None:
            return f"the number at {_place(ref)} is only in one of them."
    return ""


def _together(
    before: Publication, now: Publication, threshold: int, ties: Sequence[Tie[CellRef]]
) -> str:
    """Return a cell whose change is known to be of a few people when all cells are looked at."""
    # Who is in which opinion group is found anew each time, so nobody stays in a cell of these.
    ties = [tie for tie in ties if not any(map(_of_groups, tie.keys()))]
    movements = _movements(ties, ranges_of(before), ranges_of(now))
    polytope = Polytope(movements, _top(now.cells))
    possible = False
    for nobody in ([LEFT], [CAME], []):
        if nobody or not possible:
            for kind, ref in polytope.keys:
                polytope.set_range((kind, ref), (0, 0 if kind in nobody else None))
            change = _Change(polytope, threshold)
            possible |= change.is_possible
            for ref in change.told():
                return f"from all numbers together, a few came or went at {_place(ref)}."
    return ""


def _movements(
    ties: Sequence[Tie[CellRef]],
    before: Mapping[CellRef, Range],
    now: Mapping[CellRef, Range],
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


class _Change:
    """How many people each cell can have lost and won, with tables that prove it."""

    def __init__(self, polytope: Polytope[Moved], threshold: int) -> None:
        self._polytope, self._threshold = polytope, threshold
        self._refs = [ref for kind, ref in polytope.keys if kind == STAYED]
        size = len(self._refs)
        self._left, self._came = slice(size, 2 * size), slice(2 * size, 3 * size)
        self._open = np.ones(size, dtype=bool)
        self.is_possible = polytope.extreme({}) is not None

    def told(self) -> Iterator[CellRef]:
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
        return True


def _of_groups(ref: CellRef) -> bool:
    return are_groups(ref.by) or are_groups(ref.variable)


def _top(cells: Sequence[Printed]) -> float:
    return 4.0 * max((cell.count or 0 for cell in cells), default=0) + 1000


def _place(ref: CellRef) -> str:
    return "/".join(part for part in ref if part)
