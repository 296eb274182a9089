"""An attack on two publications of one round, written apart from the method that compares them.

Each is read as `tests.support.auditor` reads one: ranges of counts, and what always ties them. Who
knows that nobody left, or that nobody came, knows more: the larger of the two tables is the smaller
one and some more people, who are a table of their own. What is looked for in all three at once:

- a number hidden in either that comes out narrower than the threshold ("narrowed");
- an answer that some of those who moved have surely given, and fewer than the threshold ("few");
- an answer that surely none of them has given ("none"): of two answers, then all gave the other.

Every table of whole numbers that the solver meets proves many numbers safe; what is left is solved
one by one, over fractions first, and over whole numbers if that leaves a doubt.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import ceil, floor

import highspy
import numpy as np
from numpy.typing import NDArray

from tests.support.auditor import FAR, SLACK, Attack, Place, Terms

FINISHED: Place = ("participation", "finished", "", "")
Row = tuple[Mapping[int, float], float, float]
Vector = NDArray[np.float64]
_BROAD = 6
"""Directions that every number is looked at in together, before single ones are."""


class Told(StrEnum):
    """What comparing gives away of a number."""

    NARROWED = "narrowed"
    FEW = "few"
    NONE = "none"


@dataclass(frozen=True)
class Check:
    """A number of one of the three tables, and what must not be known of it."""

    told: Told
    place: Place
    column: int


def united(before: Attack, now: Attack) -> Attack:
    """Return the attack on the same people published twice: all that either says of them."""
    both = Attack(now.round, max(before.threshold, now.threshold), now.rounding, now.themes_each)
    for place in {**before.known, **now.known}:
        ranges = [one.known[place] for one in (before, now) if place in one.known]
        both.known[place] = max(low for low, _ in ranges), min(high for _, high in ranges)
    both.rows = before.rows + now.rows
    both.joined = [*before.joined, *(some for some in now.joined if some not in before.joined)]
    shown = {place for one in (before, now) for place in one.known} - {*before.hidden, *now.hidden}
    once = {place for one in (before, now) for place in one.known if place not in one.hidden}
    both.hidden = [p for p in both.known if p not in shown and p not in once]
    both.unprinted = [*dict.fromkeys([*before.unprinted, *now.unprinted])]
    return both


class Growth:
    """Two publications, of which the reader knows that one counts all people of the other.

    Attributes:
        number: how many more they are, if that is known too.
    """

    def __init__(self, small: Attack, large: Attack, number: int | None = None) -> None:
        self.small, self.large, self.number = small, large, number
        self.threshold = max(small.threshold, large.threshold)
        self.places = [p for p in {**small.known, **large.known} if not _found_anew(p)]
        self.index = {place: index for index, place in enumerate(self.places)}
        size = len(self.places)
        self._fewest = np.full(3 * size, np.inf)
        self._most = np.full(3 * size, -np.inf)
        self._solver = _model(self._columns(), list(self._rows()))

    def findings(self) -> Iterator[tuple[Told, Place]]:
        """Yield what is given away, and of which number."""
        checks = list(self._checks())
        self._look_broadly(checks)
        for check in checks:
            if self._open(check) and self._is_told(check) and not self._by_design(check):
                yield check.told, check.place

    def _checks(self) -> Iterator[Check]:
        size = len(self.places)
        if self.small.known != self.large.known:  # else each table of one is one of both
            for attack, first in ((self.small, 0), (self.large, 2 * size)):
                for place in (place for place in attack.hidden if place in self.index):
                    yield Check(Told.NARROWED, place, first + self.index[place])
            if self.number is None:
                for place, index in self.index.items():
                    yield Check(Told.FEW, place, size + index)
        for place, index in self.index.items():
            yield Check(Told.NONE, place, size + index)

    def _open(self, check: Check) -> bool:
        """Return whether no table met so far proves a number safe."""
        return self._gives_away(check, self._fewest[check.column], self._most[check.column])

    def _gives_away(self, check: Check, fewest: float, most: float) -> bool:
        match check.told:
            case Told.NARROWED:
                return most - fewest < self.threshold
            case Told.FEW:
                return fewest > 0 and most < self.threshold
        return most <= 0

    def _look_broadly(self, checks: Sequence[Check]) -> None:
        """Look for tables that prove many numbers at once."""
        dice = np.random.default_rng(1)
        size = len(self.places)
        more = range(size, 2 * size)
        self._solved(dict.fromkeys(more, 1.0))
        self._solved(dict.fromkeys(more, -1.0))
        for _ in range(_BROAD):
            columns = [check.column for check in checks if self._open(check)]
            signs = dice.choice([-1.0, 1.0], len(columns))
            for sign in (1.0, -1.0) if columns else ():
                self._solved(dict(zip(columns, sign * signs, strict=True)))

    def _is_told(self, check: Check) -> bool:
        for whole in (False, True):
            ends = self._ends(check.column, whole=whole)
            if self._gives_away(check, *ends):
                return True
            if not self._open(check):
                return False
        return False

    def _ends(self, column: int, *, whole: bool) -> tuple[int, int]:
        """Return the fewest and the most people that a number can stand for."""
        low = self._solved({column: 1.0}, whole=whole)[column]
        high = self._solved({column: -1.0}, whole=whole)[column]
        return ceil(low - SLACK), floor(high + SLACK)

    def _by_design(self, check: Check) -> bool:
        """Return whether the round gives it away with nothing published."""
        if check.told is Told.NARROWED:
            small = check.column < len(self.places)
            return (self.small if small else self.large).by_design(check.place)
        bare = Growth(_bare(self.small), _bare(self.large), self.number)
        return bare._gives_away(check, *bare._ends(check.column, whole=False))

    def _columns(self) -> list[tuple[float, float]]:
        """Return the range of each number: of the smaller table, of those more, of the larger."""
        more = {FINISHED: (1.0, FAR) if self.number is None else (self.number, self.number)}
        ranges: list[tuple[float, float]] = []
        for known in (self.small.known, more, self.large.known):
            ranges += [known.get(place, (0.0, FAR)) for place in self.places]
        return ranges

    def _rows(self) -> Iterator[Row]:
        size = len(self.places)
        for index in range(size):
            yield {index: 1.0, size + index: 1.0, 2 * size + index: -1.0}, 0.0, 0.0
        always = [row for one in (self.small, self.large) for row in one.rows if _is_of_any(row)]
        always += self._joined()
        for terms, least, most in [*{_key(row): row for row in always}.values()]:
            for first in (0, size):
                yield from self._row(terms, first, least, most)
        for attack, first in ((self.small, 0), (self.large, 2 * size)):
            for terms, least, most in (row for row in attack.rows if not _is_of_any(row)):
                yield from self._row(terms, first, least, most)

    def _joined(self) -> Iterator[tuple[Terms, float, float]]:
        """Yield that a group joined in one of them holds those who are apart in the other."""
        for place in self.places:
            parts: list[Place] = [(*place[:3], part) for part in place[3].split("+")]
            if len(parts) > 1 and all(part in self.index for part in parts):
                yield {place: 1.0, **dict.fromkeys(parts, -1.0)}, 0.0, 0.0

    def _row(self, terms: Terms, first: int, least: float, most: float) -> Iterator[Row]:
        if terms and terms.keys() <= self.index.keys():
            yield {first + self.index[place]: value for place, value in terms.items()}, least, most

    def _solved(self, costs: Mapping[int, float], *, whole: bool = False) -> Vector:
        """Return the table that is least in a direction, and keep what it proves."""
        solver, size = self._solver, 3 * len(self.places)
        cost, every = np.zeros(size), np.arange(size, dtype=np.int32)
        cost[list(costs)] = list(costs.values())
        kind = highspy.HighsVarType.kInteger if whole else highspy.HighsVarType.kContinuous
        solver.changeColsCost(size, every, cost)
        if whole:
            solver.changeColsIntegrality(size, every, np.full(size, kind.value, dtype=np.uint8))
        solver.run()
        status = solver.getModelStatus()
        if status != highspy.HighsModelStatus.kOptimal:
            raise AssertionError(f"No two tables agree with what is published: {status}")
        table: Vector = np.array(solver.getSolution().col_value)
        if whole:
            solver.changeColsIntegrality(size, every, np.zeros(size, dtype=np.uint8))
        if np.abs(table - table.round()).max() < SLACK:
            self._fewest = np.minimum(self._fewest, table.round())
            self._most = np.maximum(self._most, table.round())
        return table


class _Silent(highspy.Highs):
    def enableCallbacks(self) -> None:  # noqa: N802 - its own name
        self.setOptionValue("output_flag", False)
        super().enableCallbacks()  # type: ignore[no-untyped-call]  # has no types


def _model(columns: Sequence[tuple[float, float]], rows: Sequence[Row]) -> highspy.Highs:
    solver = _Silent()  # type: ignore[no-untyped-call]  # has no types
    low, high = (np.array(ends, dtype=float) for ends in zip(*columns, strict=True))
    solver.addVars(len(columns), low, high)
    starts = np.cumsum([0, *(len(terms) for terms, _, _ in rows)], dtype=np.int32)
    index = np.array([c for terms, _, _ in rows for c in terms], dtype=np.int32)
    value = np.array([v for terms, _, _ in rows for v in terms.values()], dtype=float)
    least, most = np.array([r[1] for r in rows]), np.array([r[2] for r in rows])
    solver.addRows(len(rows), least, most, len(index), starts[:-1], index, value)
    solver.setOptionValue("mip_rel_gap", 0.0)
    solver.setOptionValue("mip_abs_gap", 0.5)
    return solver


def _bare(attack: Attack) -> Attack:
    """Return what the round says with nothing published."""
    bare = Attack(attack.round, attack.threshold, attack.rounding, attack.themes_each)
    bare.known, bare.rows = dict.fromkeys(attack.known, (0, FAR)), attack.rows
    return bare


def _is_of_any(row: tuple[Terms, float, float]) -> bool:
    """Return whether a fact is true of any people, and not of all who took part alone."""
    return {row[1], row[2]} <= {0.0, highspy.kHighsInf, -highspy.kHighsInf}


def _key(row: tuple[Terms, float, float]) -> tuple[object, ...]:
    return frozenset(row[0].items()), row[1], row[2]


def _found_anew(place: Place) -> bool:
    """Return whether it is about opinion groups: who is in which is found anew each time."""
    return "::groups" in place[0] + place[2]
