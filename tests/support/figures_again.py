"""Figures of `figures.csv`, worked out again from `tables.csv`, the round and the population.

Written apart from the program. A figure that follows from printed counts and public files tells an
attacker nothing; so whatever does not follow from them is a finding. What a hidden number leaves
open is gone through from end to end.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import asin, inf, isclose, sqrt

from dialogs.questions import Points, Ranking
from dialogs.round import Round
from tests.support.published import Cell

Place = tuple[str, str, str, str]
"""variable, option ("base" for the base), breakdown, group."""
Shares = Mapping[str, float | None]
Span = tuple[float, float]
_QUARTERS = {"lower_quartile": 0.25, "median": 0.5, "upper_quartile": 0.75}
_DIGITS = {"share_of_points": 0, "weighted_share": 0, "cohens_h": 2}
"""To how many digits a figure is printed, one unless it stands here."""
_ALIKE = 1e-6


@dataclass(frozen=True)
class Printed:
    """What a reader has: the rows of `tables.csv`, the round, and shares of a population by group.

    Attributes:
        by: the breakdown that the shares are of.
    """

    cells: Mapping[Place, Cell]
    round: Round
    by: str = ""
    shares: Shares | None = None

    @classmethod
    def of(
        cls, cells: Sequence[Cell], round_: Round, by: str = "", shares: Shares | None = None
    ) -> "Printed":
        """Return what a reader has of a file."""
        names = ("variable_id", "option_id", "breakdown_id", "group_id")
        where = {tuple(cell[name] for name in names): cell for cell in cells}
        places = {(a, b, c, d): cell for (a, b, c, d), cell in where.items()}
        return cls(places, round_, by, shares)

    def unexplained(self, figures: Sequence[Cell]) -> Iterator[Cell]:
        """Yield the figures that do not follow from what is printed."""
        for figure in figures:
            if figure["band"]:
                again = self._quartile(figure)
                if again != figure["band"]:
                    yield figure
                continue
            ends, digits = self._ends(figure)
            told = float(figure["least"]), float(figure["most"])
            if ends is None or not all(map(_rounds_to, ends, told, (digits, digits))):
                yield figure

    def _ends(self, figure: Cell) -> tuple[Span | None, int]:
        """Return the least and the most of a figure, and to how many digits it is printed."""
        variable, group = figure["variable_id"], (figure["breakdown_id"], figure["group_id"])
        question = self.round.question(variable.partition(":")[0])
        ends: Span | None = None
        match figure["figure"], question:
            case "mean" | "mean_place", _:
                ends = self._mean(variable, group, lambda point: (float(point), float(point)))
            case "borda_score", Ranking(length=length):
                ends = self._mean(variable, group, lambda place: _score(place, length))
            case "share_of_points", Points(total=total):
                if mean := self._mean(variable, group, _span):
                    ends = 100 * mean[0] / total, 100 * mean[1] / total
            case "cohens_h", _:
                other = figure["breakdown_id"], figure["against_id"]
                high, low = (self._angle(figure, where) for where in (group, other))
                ends = high - low, high - low
            case "weighted_share", _:
                ends = self._weighted(figure)
        return ends, _DIGITS.get(figure["figure"], 1)

    def _mean(
        self, variable: str, group: tuple[str, str], value: Callable[[str], Span]
    ) -> Span | None:
        """Return the least and the most mean over those with a printed count, and the rest."""
        options = self._options(variable, group)
        named = [one for one in options if one[:1] != ":" or one == ":unplaced"]
        base = self._count((variable, "base", *group))
        counts = {one: self._count((variable, one, *group)) for one in options}
        hidden = [one for one in named if counts[one] is None]
        if hidden and base is None:
            return None
        rest = max(0, (base or 0) - sum(count or 0 for count in counts.values()))
        silent = any(counts[one] is None for one in options if one not in named)
        found = []
        for end, pick in ((0, min), (1, max)):
            some = ({0, rest} if silent else {rest}) if hidden else {0}
            edge = pick((value(one)[end] for one in hidden), default=0.0)
            people = sum(counts[one] or 0 for one in named)
            total = sum((counts[one] or 0) * value(one)[end] for one in named)
            means = [(total + more * edge) / (people + more) for more in some if people + more]
            if not means:
                return None
            found.append(pick(means))
        return found[0], found[1]

    def _quartile(self, figure: Cell) -> str:
        """Return the band that holds a quartile wherever those without a count may be."""
        variable, part = figure["variable_id"], _QUARTERS[figure["figure"]]
        group = figure["breakdown_id"], figure["group_id"]
        every = self._options(variable, group)
        told = {one: self._count((variable, one, *group)) for one in every}
        base = self._count((variable, "base", *group)) or 0
        rest = max(0, base - sum(count or 0 for count in told.values()))
        bands = [one for one in every if one[:1] != ":"]
        hidden = [one for one in bands if told[one] is None]
        found = set()
        for place in {*hidden, ""}:
            for more in {0, rest} if place else {0}:
                counts = {one: told[one] or 0 for one in bands}
                if place:
                    counts[place] += more
                found.add(_band(counts, part))
        return found.pop() if len(found) == 1 else ""

    def _angle(self, figure: Cell, group: tuple[str, str]) -> float:
        variable, option = figure["variable_id"], figure["option_id"]
        count, base = (self._count((variable, one, *group)) for one in (option, "base"))
        return 2 * asin(sqrt(count / base)) if count is not None and base else inf

    def _weighted(self, figure: Cell) -> Span | None:
        """Return a share of the population: each group counts as it does there."""
        variable, option = figure["variable_id"], figure["option_id"]
        named = {group: share for group, share in self._groups() if share is not None}
        sizes = {group: self._size(group) for group in named}
        sizes = {group: size for group, size in sizes.items() if size >= 30}
        whole = sum(named[group] for group in sizes)
        weights = _weights(sizes, {group: named[group] / whole for group in sizes})
        top = self._count((variable, option, "", ""))
        bottom = self._count((variable, "base", "", ""))
        if top is None or bottom is None:
            return None
        gave, asked = float(top), float(bottom)
        for group, weight in weights.items():
            cell = self._count((variable, option, self.by, group))
            base = self._count((variable, "base", self.by, group))
            if (variable, "base", self.by, group) in self.cells:
                if cell is None or base is None:
                    return None
                gave, asked = gave + (weight - 1) * cell, asked + (weight - 1) * base
        share = 100 * min(1.0, max(0.0, gave / asked))
        return share, share

    def _groups(self) -> Iterator[tuple[str, float | None]]:
        """Yield the groups of the breakdown, joined ones too, with their shares."""
        shares = self.shares or {}
        names = {place[3]: None for place in self.cells if place[2] == self.by}
        for name in names:
            parts = [shares.get(part) for part in name.split("+")]
            known = [part for part in parts if part is not None]
            yield name, sum(known) if len(known) == len(parts) else None

    def _size(self, group: str) -> int:
        """Return the printed size of a group, which one or several options make up."""
        for place in self.cells:
            question = place[0].partition(":")[0]
            if place[1:] == ("base", self.by, group):
                asked = self.round.question(question)
                if asked.show_if is None:
                    return self._count(place) or 0
        return 0

    def _options(self, variable: str, group: tuple[str, str]) -> list[str]:
        return [p[1] for p in self.cells if (p[0], *p[2:]) == (variable, *group) and p[1] != "base"]

    def _count(self, place: Place) -> int | None:
        cell = self.cells.get(place)
        return int(cell["count"]) if cell and cell["count"] else None


def _weights(sizes: Mapping[str, int], wanted: Mapping[str, float]) -> dict[str, float]:
    """Return the weight of each group, at most 4 and at least a quarter, with mean 1."""
    total = sum(sizes.values())
    weights = {group: wanted[group] * total / sizes[group] for group in sizes}
    for _ in range(500):
        weights = {group: min(4.0, max(0.25, weight)) for group, weight in weights.items()}
        mean = sum(weights[group] * sizes[group] for group in sizes) / max(1, total)
        if isclose(mean, 1.0, rel_tol=1e-9) or not mean:
            break
        weights = {group: weight / mean for group, weight in weights.items()}
    return {group: min(4.0, max(0.25, weight)) for group, weight in weights.items()}


def _band(counts: Mapping[str, int], part: float) -> str:
    below, wanted = 0, part * sum(counts.values())
    for band, count in counts.items():
        below += count
        if count and wanted <= below:
            return band
    return ""


def _score(place: str, length: int) -> Span:
    score = 0.0 if place == ":unplaced" else length + 1.0 - float(place)
    return score, score


def _span(band: str) -> Span:
    """Return the least and the most points in a band, as its id says."""
    low, many, high = band.partition("..")
    return float(low), float(high) if many else float(low)


def _rounds_to(value: float, told: float, digits: int) -> bool:
    """Return whether a value is printed as another, halves either way."""
    return abs(value - told) <= 0.5 * 10.0**-digits + _ALIKE
