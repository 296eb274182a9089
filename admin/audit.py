"""What can be worked out about hidden cells from everything published, and what to hide besides.

The attacker solved for here knows every printed number, the rule of rounding, the threshold and
every tie. The set of tables that agree with all that is a polytope; HiGHS walks its corners, each
solution starting from the one before.

A corner of whole numbers is a witness: a table that could be the real one. Two witnesses that
differ in a cell by the threshold prove that the cell is safe, so most cells are proved in a few
solutions together and only the remaining ones are looked at one by one.
"""

import random
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Generic

import highspy
import numpy as np
from numpy.typing import NDArray

from admin.suppression import (
    Counted,
    DisclosureError,
    Key,
    Range,
    Rule,
    Suppressed,
    primary,
    printed_range,
    unprinted,
)

Vector = NDArray[np.float64]
TOGETHER = 12
"""Solutions that look at all cells together before the rest are looked at one by one."""
_EXACT = 1e-6
_ROUGH = 0.05
"""How near to the best a table of whole numbers must be that is to witness for many cells."""


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


class Polytope(Generic[Key]):
    """All tables that agree with what is published: a range for each cell, and the ties."""

    def __init__(self, counted: Counted[Key]) -> None:
        self.keys = list(counted.counts)
        self.place = {key: index for index, key in enumerate(self.keys)}
        self.top = 4.0 * max(counted.counts.values(), default=0) + 1000
        self.ranges = np.tile([0.0, self.top], (len(self.keys), 1))
        self._solver = _solver(_model(counted, self.place, self.top))

    def set_range(self, key: Key, published: Range) -> None:
        """Say what is published of a cell."""
        least, most = published
        place, top = self.place[key], self.top if most is None else float(most)
        self.ranges[place] = least, top
        self._solver.changeColBounds(place, float(least), top)

    def extreme(self, direction: Mapping[Key, float]) -> Vector | None:
        """Return the table that is largest in a direction, None when there is no table at all."""
        cost = np.zeros(len(self.keys))
        for key, weight in direction.items():
            cost[self.place[key]] = -weight
        return _solved(self._solver, cost)

    def whole_extreme(self, direction: Mapping[Key, float]) -> Vector | None:
        """Return the same among tables of whole numbers: slower, and exact for one cell."""
        gap = _EXACT if len(direction) == 1 else _ROUGH
        self._solver.setOptionValue("mip_rel_gap", gap)
        self._set_kinds(highspy.HighsVarType.kInteger)
        try:
            return self.extreme(direction)
        finally:
            self._set_kinds(highspy.HighsVarType.kContinuous)

    def _set_kinds(self, kind: highspy.HighsVarType) -> None:
        columns = np.arange(len(self.keys), dtype=np.int32)
        kinds = np.full(len(columns), kind.value, dtype=np.uint8)
        self._solver.changeColsIntegrality(len(columns), columns, kinds)


class GivingWay(Generic[Key]):
    """The search for what to hide: cells may leave their published range, at a price.

    Each cell is its range as published, plus what it gives way upwards, less what downwards.
    """

    def __init__(self, counted: Counted[Key], polytope: Polytope[Key]) -> None:
        self._polytope = polytope
        self._size = len(polytope.keys)
        model = _model(counted, polytope.place, polytope.top)
        self._solver = _solver(_with_room(model, self._size))

    def cheapest(
        self, key: Key, target: Range, costs: Mapping[Key, float]
    ) -> tuple[float, Vector] | None:
        """Return the cheapest way to bring a cell into `target`: its price, and moves by cell."""
        size, polytope, place = self._size, self._polytope, self._polytope.place[key]
        least, most = polytope.ranges[:, 0].copy(), polytope.ranges[:, 1].copy()
        least[place] = target[0]
        most[place] = polytope.top if target[1] is None else target[1]
        cost, room = np.zeros(3 * size), np.zeros((2, size))
        for other, price in costs.items():
            cell = polytope.place[other]
            if cell != place:
                cost[[cell + size, cell + 2 * size]] = price
                room[:, cell] = polytope.top - most[cell], least[cell]
        columns = np.arange(3 * size, dtype=np.int32)
        lower = np.concatenate([least, np.zeros(2 * size)])
        upper = np.concatenate([most, room[0], room[1]])
        self._solver.changeColsBounds(3 * size, columns, lower, upper)
        found = _solved(self._solver, cost)
        if found is None:
            return None
        return float(cost @ found), found[size : 2 * size] + found[2 * size :]


def _model(counted: Counted[Key], place: Mapping[Key, int], top: float) -> highspy.HighsLp:
    """Return a column for each cell and a row for each tie."""
    model, size, ties = highspy.HighsLp(), len(place), counted.ties
    model.num_col_, model.num_row_ = size, len(ties)
    model.col_cost_, model.col_lower_ = np.zeros(size), np.zeros(size)
    model.col_upper_ = np.full(size, top)
    infinity = highspy.kHighsInf
    model.row_lower_ = np.array([-infinity if t.least is None else t.least for t in ties])
    model.row_upper_ = np.array([infinity if t.most is None else t.most for t in ties])
    terms = [(row, place[key], value) for row, t in enumerate(ties) for key, value in t.terms]
    matrix = np.array(terms, dtype=np.int32).reshape(-1, 3)
    starts = np.searchsorted(matrix[:, 0], np.arange(len(ties) + 1))
    _set_matrix(model, starts, matrix[:, 1], matrix[:, 2])
    return model


def _with_room(model: highspy.HighsLp, size: int) -> highspy.HighsLp:
    """Return the model with a column more for upwards and for downwards of each cell."""
    starts, index = np.array(model.a_matrix_.start_), np.array(model.a_matrix_.index_)
    value = np.array(model.a_matrix_.value_)
    index = np.column_stack([index, index + size, index + 2 * size]).ravel()
    model.num_col_ = 3 * size
    model.col_cost_, model.col_lower_ = np.zeros(3 * size), np.zeros(3 * size)
    model.col_upper_ = np.zeros(3 * size)
    _set_matrix(model, 3 * starts, index, np.column_stack([value, value, -value]).ravel())
    return model


def _set_matrix(
    model: highspy.HighsLp,
    starts: NDArray[np.integer],
    index: NDArray[np.integer],
    value: NDArray[np.generic],
) -> None:
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = starts.astype(np.int32)
    model.a_matrix_.index_ = index.astype(np.int32)
    model.a_matrix_.value_ = value.astype(np.float64)


class Quiet(highspy.Highs):
    """A solver that never writes on standard output, not even its name when it is made."""

    def enableCallbacks(self) -> None:  # noqa: N802 - its own name
        self.setOptionValue("output_flag", False)
        super().enableCallbacks()  # type: ignore[no-untyped-call]  # has no types


def _solver(model: highspy.HighsLp) -> highspy.Highs:
    solver = Quiet()  # type: ignore[no-untyped-call]  # has no types
    for name, value in (("threads", 1), ("random_seed", 1)):
        solver.setOptionValue(name, value)
    solver.passModel(model)
    return solver


def _solved(solver: highspy.Highs, cost: Vector) -> Vector | None:
    """Return the cheapest point, None when there is none."""
    solver.changeColsCost(len(cost), np.arange(len(cost), dtype=np.int32), cost)
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    return np.array(solver.getSolution().col_value)


@dataclass
class _Suppression(Generic[Key]):
    """One run: which cells are hidden so far, and the witnesses found for them."""

    counted: Counted[Key]
    rule: Rule
    settled: Suppressed[Key] | None = None
    hidden: set[Key] = field(init=False)
    nearly_all: set[Key] = field(init=False)
    forced: set[Key] = field(default_factory=set)
    """Cells that the ties alone determine, whatever is published: nothing can protect them."""
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
        self.polytope = Polytope(counted)
        self.giving_way = GivingWay(counted, self.polytope)
        self.chance = random.Random(1)  # noqa: S311 - where to look first; the same every time
        exact = np.array([counted.counts[key] for key in self.polytope.keys], dtype=float)
        self.lows, self.highs = exact.copy(), exact.copy()
        for key in self.polytope.keys:
            self._publish(key)

    def run(self) -> Suppressed[Key]:
        while narrow := self._narrow():
            for key in narrow:
                if not self._is_wide(key):
                    self._make_room(key)
        decided = frozenset(self.counted.counts)
        return Suppressed(frozenset(self.hidden), frozenset(self.nearly_all), decided)

    def _publish(self, key: Key) -> None:
        least, most = printed_range(self.counted, key, self.rule, self.hidden, self.nearly_all)
        low, high = self.counted.known.get(key, (0, None))
        tops = [top for top in (most, high) if top is not None]
        self.polytope.set_range(key, (max(least, low), min(tops) if tops else None))

    def _width(self, key: Key) -> float:
        place = self.polytope.place[key]
        return float(self.highs[place] - self.lows[place])

    def _is_wide(self, key: Key) -> bool:
        return self._width(key) >= self.rule.threshold

    def _open(self) -> list[Key]:
        """Return the cells that are not proved yet, in the order of the tables."""
        keys = self.polytope.keys
        return [k for k in keys if k in self.guarded - self.forced and not self._is_wide(k)]

    def _witness(self, table: Vector | None) -> bool:
        """Remember a table if it could be the real one: if it is of whole numbers."""
        if table is None or np.abs(table - table.round()).max(initial=0.0) > _EXACT:
            return False
        np.minimum(self.lows, table.round(), out=self.lows)
        np.maximum(self.highs, table.round(), out=self.highs)
        return True

    def _narrow(self) -> list[Key]:
        """Return the hidden cells that are known more closely than the threshold."""
        for _ in range(TOGETHER):
            keys = self._open()
            if not keys:
                break
            signs = {key: self.chance.choice((-1.0, 1.0)) for key in keys}
            self._look(signs)
            self._look({key: -sign for key, sign in signs.items()})
            if len(self._open()) == len(keys):
                break
        return [key for key in self._open() if not self._is_wide(key) and self._is_narrow(key)]

    def _look(self, direction: Mapping[Key, float]) -> None:
        if not self._witness(self.polytope.extreme(direction)):
            self._witness(self.polytope.whole_extreme(direction))

    def _is_narrow(self, key: Key) -> bool:
        if self._reach(key, self.polytope.extreme) < self.rule.threshold - _EXACT:
            return True
        if not self._is_wide(key):
            self._reach(key, self.polytope.whole_extreme)
        return not self._is_wide(key)

    def _reach(self, key: Key, solve: Callable[[Mapping[Key, float]], Vector | None]) -> float:
        """Look for the fewest and the most of one cell and return how far they are apart."""
        ends = []
        for sign in (1.0, -1.0):
            table = solve({key: sign})
            self._witness(table)
            if table is not None:
                ends.append(float(table[self.polytope.place[key]]))
        return max(ends, default=0.0) - min(ends, default=0.0)

    def _make_room(self, key: Key) -> None:
        """Hide what must give way so that a cell can be the threshold larger, or smaller."""
        found = [one for target in self._targets(key) if (one := self._giving_way(key, target))]
        if not found:
            self._give_up(key)
            return
        _, moved = min(found, key=lambda one: one[0])
        more = [k for k in self.polytope.keys if moved[self.polytope.place[k]] > _EXACT]
        if not more:
            # Fractions of people have room enough and whole people have not: ask for more.
            self.extra[key] = self.extra.get(key, 0) + 1
        self._hide(more)

    def _targets(self, key: Key) -> Iterable[Range]:
        place = self.polytope.place[key]
        room = self.rule.threshold + self.extra.get(key, 0)
        low, high = self.counted.known.get(key, (0, None))
        if high is None or self.lows[place] + room <= high:
            yield int(self.lows[place]) + room, high
        if self.highs[place] - room >= low:
            yield low, int(self.highs[place]) - room

    def _giving_way(self, key: Key, target: Range) -> tuple[float, Vector] | None:
        known = self.counted.known
        prices = {
            other: cost
            for other, cost in self.counted.costs.items()
            if other not in known and self._may_give_way(other) and not self._is_settled(other)
        }
        return self.giving_way.cheapest(key, target, prices)

    def _may_give_way(self, key: Key) -> bool:
        return key not in self.hidden or key in self.nearly_all

    def _is_settled(self, key: Key) -> bool:
        return self.settled is not None and key in self.settled.decided

    def _hide(self, keys: Iterable[Key]) -> None:
        changed = set(keys)
        self.nearly_all -= changed
        self.hidden |= changed
        self.guarded |= changed
        lost = {key for key in self.nearly_all if self.counted.shares[key] in self.hidden}
        self.nearly_all -= lost
        for key in changed | lost:
            self._publish(key)

    def _give_up(self, key: Key) -> None:
        """Set a cell apart that no hiding can protect, or refuse because of what is out already."""
        bare = Polytope(self.counted)
        ends = [bare.extreme({key: sign}) for sign in (1.0, -1.0)]
        place = bare.place[key]
        most, least = (0.0 if end is None else end[place] for end in ends)
        if most - least >= self.rule.threshold:
            raise DisclosureError(
                f"The number at {'/'.join(map(str, key)) if isinstance(key, tuple) else key} is "
                "hidden, and what is known of it from earlier publications would give it away."
            )
        self.forced.add(key)
