"""What a reader learns who compares two publications about nearly the same people.

Cell by cell, a printed number must stay as it was, or change by so much that at least the threshold
of people came or went whatever the rounding did; none may appear or disappear.

Then all cells at once, as subtraction works through ties too (`admin.movements`). A reader may know
that nobody left (answers came late) or that nobody came (some were taken back); so each of these is
looked at where it can be.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from admin.analysis.statements import are_groups
from admin.cells import CellRef, Printed
from admin.movements import CAME, LEFT, Movements, Told
from admin.suppression import Range, Rule, Tie


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
    """Return a printed cell that only one of them has although it should be in both.

    A whole table may be new, but not gone: what ties the numbers of it is not known any more.
    """
    tables = {(ref.variable, ref.by) for ref in before if ref in now or not _of_groups(ref)}
    for ref, cell in {**before, **now}.items():
        both = ref in before and ref in now
        if not both and (ref.variable, ref.by) in tables and cell.count is not None:
            return f"the number at {_place(ref)} is only in one of them."
    return ""


def _together(
    before: Publication, now: Publication, threshold: int, ties: Sequence[Tie[CellRef]]
) -> str:
    """Return a cell that is known too closely when all cells of both are looked at."""
    # Who is in which opinion group is found anew each time, so nobody stays in a cell of these.
    ties = [tie for tie in ties if not any(map(_of_groups, tie.keys()))]
    movements = Movements(ties, ranges_of(before), ranges_of(now), _top(now.cells))
    possible = False
    for nobody in ([LEFT], [CAME], []):
        if nobody or not possible:
            told = Told(movements, nobody, threshold)
            possible |= told.is_possible
            for saying, refs in (
                ("a few came or went at {}", told.few()),
                ("nobody came or went at {}", told.still()),
                ("the hidden one at {} follows", told.narrowed()),
            ):
                if ref := next(refs, None):
                    return f"from all numbers together, {saying.format(_place(ref))}."
    return ""


def _of_groups(ref: CellRef) -> bool:
    return are_groups(ref.by) or are_groups(ref.variable)


def _top(cells: Sequence[Printed]) -> float:
    return 4.0 * max((cell.count or 0 for cell in cells), default=0) + 1000


def _place(ref: CellRef) -> str:
    return "/".join(part for part in ref if part)
