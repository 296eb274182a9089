"""Weighted shares, from published numbers alone.

A weighted share of the exact answers would be one more equation over hidden numbers. So weights and
weighted shares are computed from protected tables, and from the population, which is public: they
tell a reader nothing that was not printed.

1. Raking (`admin.analysis.raking`) over the printed sizes of the groups of each breakdown, taken as
   unrelated, since tables by two breakdowns at once are never made. It gives each group a weight.
2. The share of an answer moves as the groups move: printed share, plus for each breakdown the
   difference that its weights make to the mean of the printed shares of its groups. With one
   breakdown this is post-stratification; with several, what each does adds up.
3. An answer without a printed share in a group that is weighted has no weighted share.

Those who gave no answer to a breakdown, and groups whose share of the population is not known, keep
the share that they have. Of them, those too few for a percentage are left out.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from admin.analysis.raking import Array, Raked, RakingError, rake
from admin.analysis.variables import Variable
from admin.disclosure import Protected
from admin.population import Population, PopulationError

Shares = Mapping[str, float | None]
"""By group, in per cent of the population; None for those whose share is not known."""


@dataclass(frozen=True)
class Weighting:
    """Weights for the groups of the population's breakdowns.

    Attributes:
        sizes: people by breakdown and group, as printed, of the groups that are weighted.
        wanted: the shares that they are to have, in per cent.
        raked: the weights, an axis for each breakdown.
    """

    tables: Protected
    population: Population
    sizes: Mapping[str, Mapping[str, int]]
    wanted: Mapping[str, Mapping[str, float]]
    raked: Raked

    @classmethod
    def of(cls, tables: Protected, population: Population) -> "Weighting":
        """Return the weights.

        Raises:
            PopulationError: too few took part in a group that has a share of the population, or
                the weights cannot be found.
        """
        sizes, wanted = {}, {}
        for by, shares in population.shares.items():
            every = _shares(tables, by, shares)
            sizes[by] = _sizes(tables, by, every)
            wanted[by] = _wanted(sizes[by], every)
        counts = [_array(one) for one in sizes.values()]
        margins = [_array(one) / 100 for one in wanted.values()]
        try:
            raked = rake(_unrelated(counts), margins)
        except RakingError as error:
            raise PopulationError(f"No weights can be found. {error}") from None
        return cls(tables, population, sizes, wanted, raked)

    def effective(self, base: int | None) -> int | None:
        """Return a base divided by the design effect, as if all had been weighted alike."""
        return None if base is None else round(base / self.raked.design_effect)

    def reached(self, by: str) -> Mapping[str, float]:
        """Return the weighted share of each group, in per cent."""
        margin = self.raked.margins[list(self.sizes).index(by)]
        return {
            group: 100 * float(share) for group, share in zip(self.sizes[by], margin, strict=True)
        }

    def percent(self, variable: Variable, category: str) -> int | None:
        """Return the weighted share of an answer in whole per cent, None where there is none."""
        whole = self.tables.table(variable.id).cell(category)
        if whole.count is None or whole.base is None or whole.percent is None:
            return None
        share = whole.count / whole.base
        for by in self.sizes:
            moved = self._moved(variable.id, by, category)
            if moved is None:
                return None
            share += moved
        return int(100 * share + 0.5) if 0 <= share <= 1 else None

    def _moved(self, variable: str, by: str, category: str) -> float | None:
        """Return by how much the weights of a breakdown move the share of an answer."""
        if (variable, by) not in self.tables.tables:
            return None
        table = self.tables.table(variable, by)
        asked = [group in table.groups for group in self.sizes[by]]
        cells = [table.cell(category, group) for group in self.sizes[by] if group in table.groups]
        if any(cell.percent is None for cell in cells):
            return None
        rates = np.array([(cell.count or 0) / (cell.base or 1) for cell in cells])
        bases = np.array([float(cell.base or 0) for cell in cells])
        weighted = bases * self._weights(by)[asked]
        return float((rates * (weighted / weighted.sum() - bases / bases.sum())).sum())

    def _weights(self, by: str) -> Array:
        sizes = _array(self.sizes[by])
        weights: Array = np.array(list(self.reached(by).values())) / (100 * sizes / sizes.sum())
        return weights


def _shares(tables: Protected, by: str, shares: Shares) -> Shares:
    """Return the share of each group of a breakdown, which may join several of the population's."""
    found: dict[str, float | None] = {}
    for category in tables.plan.grouping(by).categories:
        levels = category.levels if len(category.levels) > 1 else (category.id,)
        parts = [shares.get(level) for level in levels]
        known = [part for part in parts if part is not None]
        found[category.id] = sum(known) if len(known) == len(parts) else None
    return found


def _sizes(tables: Protected, by: str, shares: Shares) -> dict[str, int]:
    """Return the printed size of every group that is large enough for a percentage."""
    sizes = {group: _size(tables, by, group) for group in shares}
    least = tables.rule.percent_base
    for group, share in shares.items():
        if share and (sizes[group] or 0) < least:
            raise PopulationError(
                f"{by}: “{group}” is {share:g} % of the population, and fewer than {least} of those"
                " who took part can be shown in it: nobody can speak for it. Leave this breakdown"
                " out, or the share of this group, if it need not be weighted."
            )
    return {group: size for group, size in sizes.items() if size and size >= least}


def _size(tables: Protected, by: str, group: str) -> int | None:
    for (_, breakdown), table in tables.tables.items():
        if breakdown == by and not table.variable.conditional:
            return table.base(group).count
    raise PopulationError(f"No question that all are asked is compared by {by}: leave it out.")


def _wanted(sizes: Mapping[str, int], shares: Shares) -> dict[str, float]:
    """Return the shares to reach: who has none of the population keeps theirs, in all they have."""
    everybody = sum(sizes.values())
    kept = {group: 100 * sizes[group] / everybody for group in sizes if shares[group] is None}
    named = {group: share for group in sizes if (share := shares[group]) is not None}
    rest = (100 - sum(kept.values())) / sum(named.values())
    return {group: kept[group] if group in kept else rest * named[group] for group in sizes}


def _array(numbers: Mapping[str, float]) -> Array:
    return np.array(list(numbers.values()), dtype=float)


def _unrelated(margins: list[Array]) -> Array:
    """Return the table of these margins in which they are unrelated."""
    table: Array = np.ones(())
    for margin in margins:
        table = np.multiply.outer(table, margin / margin.sum())
    return table
