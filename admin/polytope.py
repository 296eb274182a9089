"""All tables that agree with what is published, and the corners of them: linear programmes (HiGHS).

Every cell is a column with a range and every tie a row. A model is passed to the solver once; then
only ranges and objective change, so each solution starts from the one before.
"""

from collections.abc import Mapping
from functools import cached_property
from typing import Generic

import highspy
import numpy as np
from numpy.typing import NDArray

from admin.suppression import Counted, Key, Range

Vector = NDArray[np.float64]
Ranges = NDArray[np.float64]
"""Cells by two: the fewest and the most people of each."""

_EXACT = 1e-6
_ROUGH = 0.05
"""How near to the best a table of whole numbers must be that is looked for with many cells."""


class Polytope(Generic[Key]):
    """All tables that agree with what is published: a range for each cell, and the ties."""

    def __init__(self, counted: Counted[Key], top: float | None = None) -> None:
        self.keys = list(counted.counts)
        self.place = {key: index for index, key in enumerate(self.keys)}
        self.top = top_of(counted) if top is None else top
        """More people than any cell can hold."""
        self.ranges: Ranges = np.tile([0.0, self.top], (len(self.keys), 1))
        self._loosest = self.ranges.copy()
        for key in self.place.keys() & counted.known.keys():
            self._loosest[self.place[key]] = self._range(counted.known[key])
        self._model = _model(counted, self.place)
        self._solver = _solver(self._model)

    def set_range(self, key: Key, published: Range) -> None:
        """Say what is published of a cell."""
        self.ranges[self.place[key]] = self._range(published)

    def extreme(
        self,
        direction: Mapping[Key, float],
        *,
        whole: bool = False,
        within: Ranges | None = None,
    ) -> Vector | None:
        """Return the table that is largest in a direction, None when there is no table at all.

        Args:
            direction: cell to weight.
            whole: look among tables of whole numbers only: slower, and exact for one cell.
            within: ranges in place of those published.
        """
        cost = np.zeros(len(self.keys))
        for key, weight in direction.items():
            cost[self.place[key]] = -weight
        solver = self._whole if whole else self._solver
        solver.setOptionValue("mip_rel_gap", _EXACT if len(direction) == 1 else _ROUGH)
        return _solved(solver, cost, self.ranges if within is None else within)

    def cheapest_way(
        self, key: Key, target: Range, prices: Mapping[Key, float]
    ) -> tuple[float, Vector] | None:
        """Return the cheapest way to bring a cell into `target`: its price, and moves by cell.

        The cells with a price may leave their ranges, as far as nothing else is known of them. Each
        cell is its range as published, plus what it gives way upwards, less what downwards.
        """
        size, place = len(self.keys), self.place[key]
        cost, ranges = np.zeros(3 * size), np.zeros((3 * size, 2))
        ranges[:size] = self.ranges
        ranges[place] = self._range(target)
        for other, price in prices.items():
            cell = self.place[other]
            if cell != place:
                cost[[cell + size, cell + 2 * size]] = price
                ranges[cell + size, 1] = self._loosest[cell, 1] - ranges[cell, 1]
                ranges[cell + 2 * size, 1] = ranges[cell, 0] - self._loosest[cell, 0]
        found = _solved(self._giving_way, cost, ranges)
        if found is None:
            return None
        return float(cost @ found), found[size : 2 * size] + found[2 * size :]

    def _range(self, known: Range) -> tuple[float, float]:
        return known[0], self.top if known[1] is None else known[1]

    @cached_property
    def _whole(self) -> highspy.Highs:
        solver, size = _solver(self._model), len(self.keys)
        kinds = np.full(size, highspy.HighsVarType.kInteger.value, dtype=np.uint8)
        solver.changeColsIntegrality(size, np.arange(size, dtype=np.int32), kinds)
        return solver

    @cached_property
    def _giving_way(self) -> highspy.Highs:
        return _solver(_with_room(self._model, len(self.keys)))


class Quiet(highspy.Highs):
    """A solver that never writes on standard output, not even its name when it is made."""

    def enableCallbacks(self) -> None:  # noqa: N802 - its own name
        self.setOptionValue("output_flag", False)
        super().enableCallbacks()  # type: ignore[no-untyped-call]  # has no types


def top_of(counted: Counted[Key]) -> float:
    """Return more people than any of these cells can be thought to hold."""
    return 4.0 * max(counted.counts.values(), default=0) + 1000


def _model(counted: Counted[Key], place: Mapping[Key, int]) -> highspy.HighsLp:
    """Return a column for each cell and a row for each tie."""
    model, ties, infinity = highspy.HighsLp(), counted.ties, highspy.kHighsInf
    _set_columns(model, len(place))
    model.num_row_ = len(ties)
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
    roomy = highspy.HighsLp()
    _set_columns(roomy, 3 * size)
    roomy.num_row_ = model.num_row_
    roomy.row_lower_, roomy.row_upper_ = model.row_lower_, model.row_upper_
    index = np.column_stack([index, index + size, index + 2 * size]).ravel()
    _set_matrix(roomy, 3 * starts, index, np.column_stack([value, value, -value]).ravel())
    return roomy


def _set_columns(model: highspy.HighsLp, size: int) -> None:
    model.num_col_ = size
    model.col_cost_, model.col_lower_ = np.zeros(size), np.zeros(size)
    model.col_upper_ = np.zeros(size)


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


def _solver(model: highspy.HighsLp) -> highspy.Highs:
    solver = Quiet()  # type: ignore[no-untyped-call]  # has no types
    for name, value in (("threads", 1), ("random_seed", 1)):
        solver.setOptionValue(name, value)
    solver.passModel(model)
    return solver


def _solved(solver: highspy.Highs, cost: Vector, ranges: Ranges) -> Vector | None:
    """Return the cheapest point, None when there is none."""
    size = len(cost)
    columns = np.arange(size, dtype=np.int32)
    solver.changeColsCost(size, columns, cost)
    solver.changeColsBounds(size, columns, ranges[:, 0].copy(), ranges[:, 1].copy())
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    return np.array(solver.getSolution().col_value)
