"""Tables that could be the real one, and which hidden cells they prove to be safe.

A table of whole numbers that agrees with everything published is a witness. Two witnesses that
differ in a cell by the threshold prove that the cell is safe, so a few tables prove most cells.

To find them quickly the cells are taken apart: with the shared cells (the sizes of groups) held as
they are in one witness, each question is a small model of its own, and a table found there is a
witness together with the rest of that one.
"""

import random
from collections.abc import Sequence
from typing import Generic

import numpy as np
from numpy.typing import NDArray

from admin.polytope import Polytope, Ranges, Vector
from admin.suppression import Counted, Key

TRIES = 2
"""Looks without anything new before the cells that are left are looked at one by one."""
_EXACT = 1e-6


class Part(Generic[Key]):
    """Some cells with the ties among them, or all; and where they are among all cells."""

    def __init__(self, counted: Counted[Key], place: dict[Key, int], top: float) -> None:
        self.polytope = Polytope(counted, top)
        self.keys = self.polytope.keys
        self.places = np.array([place[key] for key in self.keys], dtype=np.intp)
        self.is_whole = len(self.keys) == len(place)
        self.shared = np.array([key in counted.shared for key in self.keys], dtype=bool)


class Witnesses(Generic[Key]):
    """The fewest and the most people of each cell in all witnesses so far."""

    def __init__(self, counted: Counted[Key], threshold: int) -> None:
        self.place = {key: index for index, key in enumerate(counted.counts)}
        exact = np.array(list(counted.counts.values()), dtype=float)
        self.lows, self.highs = exact.copy(), exact.copy()
        self._tables = [exact]
        """Those that were found with all cells: they differ in the shared ones."""
        self._threshold = threshold
        self._chance = random.Random(1)  # noqa: S311 - where to look first; the same every time

    def prove(self, key: Key) -> bool:
        """Return whether two witnesses differ in a cell by the threshold."""
        place = self.place[key]
        return bool(self.highs[place] - self.lows[place] >= self._threshold)

    def add(self, part: Part[Key], table: Vector | None) -> bool:
        """Remember a table of these cells that goes with a witness; False if it is no witness."""
        if table is None or np.abs(table - table.round()).max(initial=0.0) > _EXACT:
            return False
        whole, places = table.round(), part.places
        self.lows[places] = np.minimum(self.lows[places], whole)
        self.highs[places] = np.maximum(self.highs[places], whole)
        if part.is_whole:
            self._tables.append(whole)
        return True

    def look(self, part: Part[Key], keys: Sequence[Key]) -> None:
        """Look for witnesses that prove as many of these cells as can be."""
        for table in [None] if part.is_whole else list(self._tables):
            tries = TRIES
            while tries and (left := [key for key in keys if not self.prove(key)]):
                self._look(part, left, table)
                if all(not self.prove(key) for key in left):
                    tries -= 1

    def _look(self, part: Part[Key], keys: Sequence[Key], beside: Vector | None) -> None:
        for sign in (1.0, -1.0):
            direction = {key: sign * self._chance.uniform(1, 2) for key in keys}
            within = self._within(part, keys, sign, beside)
            if not self.add(part, part.polytope.extreme(direction, within=within)):
                self.add(part, part.polytope.extreme(direction, within=within, whole=True))

    def _within(
        self, part: Part[Key], keys: Sequence[Key], sign: float, beside: Vector | None
    ) -> Ranges:
        """Return ranges that give each cell as far to go as it needs, so that many can go far."""
        ranges = part.polytope.ranges.copy()
        if beside is not None:
            ranges[part.shared] = beside[part.places[part.shared], None]
        here: NDArray[np.intp] = np.array([part.polytope.place[key] for key in keys], dtype=np.intp)
        there = part.places[here]
        if sign > 0:
            ranges[here, 1] = np.minimum(ranges[here, 1], self.lows[there] + self._threshold)
        else:
            ranges[here, 0] = np.maximum(ranges[here, 0], self.highs[there] - self._threshold)
        return ranges
