"""Weighted shares, from published numbers alone.

A weighted share of the exact answers would be one more equation over hidden numbers. So weights and
weighted shares are computed from protected tables, and from the population, which is public: they
tell a reader nothing that was not printed.

1. Post-stratification (`admin.analysis.post_stratification`) by one breakdown, over the printed
   sizes of those groups that have a share of the population. Everybody else counts once: those who
   gave no answer to it, and groups whose share is not known.
2. The weighted share of an answer, where C of B gave it, and c of b in each group of weight w, is
   (C + sum of (w - 1) c) / (B + sum of (w - 1) b). That is the sum over all people by their
   weights. Written so, rounding counts only as far as weights differ from 1, and what is hidden of
   those who count once does not matter.
3. An answer without a printed share, over all or in a group that is weighted, has no weighted one.

Only one breakdown: to rake over several, one has to know how many people are in each group of the
one and of the other at once. Such tables are never made, and to take breakdowns as unrelated counts
twice whatever goes together.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from admin.analysis.post_stratification import Array, Weights, design_effect, post_stratified
from admin.analysis.variables import Variable
from admin.disclosure import Protected
from admin.population import Population, together

Shares = Mapping[str, float | None]
"""By group, in per cent of the population; None for those whose share is not known."""


@dataclass(frozen=True)
class Weighting:
    """Weights for the groups of a breakdown.

    Attributes:
        by: the breakdown.
        sizes: people by group, as printed, of the groups that are weighted.
        wanted: the shares that they are to have among them, in per cent.
        weights: of these groups.
        design_effect: at least 1, over everybody; the people divided by it are the effective base.
    """

    tables: Protected
    by: str
    sizes: Mapping[str, int]
    wanted: Mapping[str, float]
    weights: Weights
    design_effect: float

    @classmethod
    def of(cls, tables: Protected, population: Population) -> "Weighting | None":
        """Return the weights by the breakdown that was chosen; None if there are none to be had.

        That is when none was chosen, nobody can speak for one of its groups (`silent`), or every
        group with a share was joined with one that has none.
        """
        by = population.weight_by
        if not by or silent(tables, population):
            return None
        shares = _shares(tables, by, population.shares[by])
        least = tables.rule.percent_base
        named = {group: share for group, share in shares.items() if share is not None}
        sizes = {group: _size(tables, by, group) for group in named}
        sizes = {group: size for group, size in sizes.items() if size >= least}
        total = sum(named.values())
        if not total:
            return None
        wanted = {group: 100 * named[group] / total for group in sizes}
        weights = post_stratified(_array(sizes), _array(wanted) / 100)
        everybody = max(tables.finished.count or 0, sum(sizes.values()))
        effect = _design_effect(sizes, weights, everybody)
        return cls(tables, by, sizes, wanted, weights, effect)

    def effective(self, base: int | None) -> int | None:
        """Return a base divided by the design effect, as if all had been weighted alike."""
        return None if base is None else round(base / self.design_effect)

    @property
    def reached(self) -> Mapping[str, float]:
        """The weighted share of each group among those that are weighted, in per cent."""
        shares = zip(self.sizes, self.weights.reached, strict=True)
        return {group: 100 * float(share) for group, share in shares}

    def percent(self, variable: Variable, category: str) -> int | None:
        """Return the weighted share of an answer in whole per cent, None where there is none."""
        if (variable.id, self.by) not in self.tables.tables:
            return None
        whole = self.tables.table(variable.id).cell(category)
        table = self.tables.table(variable.id, self.by)
        weights = dict(zip(self.sizes, self.weights.values, strict=True))
        asked = [group for group in self.sizes if group in table.groups]
        cells = [table.cell(category, group) for group in asked]
        if any(cell.percent is None for cell in (whole, *cells)):
            return None
        more = np.array([float(weights[group]) - 1 for group in asked])
        counts = np.array([cell.count or 0 for cell in cells])
        bases = np.array([cell.base or 0 for cell in cells])
        share = ((whole.count or 0) + more @ counts) / ((whole.base or 0) + more @ bases)
        return int(100 * float(np.clip(share, 0, 1)) + 0.5)


def silent(tables: Protected, population: Population) -> tuple[str, ...]:
    """Return the groups of the chosen breakdown that have a share, and too few to speak for them.

    Too few can be shown, that is: a large group may be hidden for the sake of a small one.
    """
    by = population.weight_by
    shares = _shares(tables, by, population.shares[by]) if by else {}
    least = tables.rule.percent_base
    return tuple(
        group for group, share in shares.items() if share and _size(tables, by, group) < least
    )


def _shares(tables: Protected, by: str, shares: Shares) -> Shares:
    """Return the share of each group of a breakdown, which may join several of the population's."""
    return {one.id: together(shares, one) for one in tables.plan.grouping(by).categories}


def _size(tables: Protected, by: str, group: str) -> int:
    """Return the printed size of a group, 0 where none is printed."""
    for (_, breakdown), table in tables.tables.items():
        if breakdown == by and not table.variable.conditional:
            return table.base(group).count or 0
    return 0


def _design_effect(sizes: Mapping[str, int], weights: Weights, everybody: int) -> float:
    """Return the design effect over everybody, of whom those in no weighted group count once."""
    once = everybody - sum(sizes.values())
    people = np.array([*sizes.values(), once], dtype=float)
    return design_effect(people, np.append(weights.values, 1.0))


def _array(numbers: Mapping[str, float]) -> Array:
    return np.array(list(numbers.values()), dtype=float)
