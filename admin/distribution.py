"""Means and quartiles of numbers that are counted in categories, from printed counts alone.

They are functions of what stands in the tables, so they tell nothing more. A hidden number is not
guessed: a mean is given as the range within which hidden answers can move it, and a quartile as the
band that holds it wherever the hidden answers are; else there is none. That printed counts are
rounded is not looked at.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from admin.analysis.variables import UNPLACED, Category
from admin.disclosure import ProtectedTable

QUARTILES = (0.25, 0.5, 0.75)


@dataclass(frozen=True)
class Mean:
    """The least and the most that a mean can be, as far as the printed counts tell."""

    least: float
    most: float


def mean_points(table: ProtectedTable, group: str = "") -> Mean | None:
    """Return the mean of the points that an option was given."""
    return _mean(table, group, {one.id: _span(one) for one in table.variable.substance})


def mean_place(table: ProtectedTable, group: str = "") -> Mean | None:
    """Return the mean place of an option; None where it need not be in any."""
    if any(one.id == UNPLACED for one in table.variable.substance):
        return None
    return _mean(table, group, {one.id: _span(one) for one in table.variable.substance})


def borda(table: ProtectedTable, group: str = "") -> Mean | None:
    """Return the mean Borda score: the last place scores 1, the one before 2, no place 0.

    Borda, "Mémoire sur les élections au scrutin" (1781).
    """
    places = [one for one in table.variable.substance if one.id != UNPLACED]
    scores = {one.id: (len(places) - i, len(places) - i) for i, one in enumerate(places)}
    return _mean(table, group, {UNPLACED: (0, 0), **scores})


def quartiles(table: ProtectedTable, group: str = "") -> tuple[Category | None, ...]:
    """Return the bands that the quartiles lie in, None for one that the counts leave open."""
    return tuple(_quantile(table, group, part) for part in QUARTILES)


def _mean(
    table: ProtectedTable, group: str, values: Mapping[str, tuple[float, float]]
) -> Mean | None:
    shown, hidden = _split(table, group)
    unknown = _unknown(table, group)
    if unknown is None or (not shown and not hidden):
        return None
    people = sum(shown.values())
    some = [0 if _gone_is_hidden(table, group) else unknown, unknown] if hidden else [0]
    ends = []
    for end, pick in ((0, min), (1, max)):
        total = sum(count * values[name][end] for name, count in shown.items())
        extreme = pick((values[name][end] for name in hidden), default=0.0)
        means = [(total + more * extreme) / (people + more) for more in some if people + more]
        if not means:
            return None
        ends.append(pick(means))
    return Mean(ends[0], ends[1])


def _quantile(table: ProtectedTable, group: str, part: float) -> Category | None:
    shown, hidden = _split(table, group)
    unknown, people = _unknown(table, group), sum(shown.values())
    if unknown is None:
        return None
    below = 0
    order = [one.id for one in table.variable.substance]
    for category in table.variable.substance:
        within = shown.get(category.id, 0)
        before = any(order.index(name) < order.index(category.id) for name in hidden)
        after = any(order.index(name) > order.index(category.id) for name in hidden)
        low = below + unknown < part * (people + unknown) if before else below < part * people
        reach = part * (people + unknown) if after else part * people
        if within and low and reach <= below + within:
            return category
        below += within
    return None


def _split(table: ProtectedTable, group: str) -> tuple[dict[str, int], list[str]]:
    """Return the answers with a printed count, and those without."""
    cells = {one.id: table.cell(one.id, group) for one in table.variable.substance}
    shown = {name: cell.count for name, cell in cells.items() if cell.count is not None}
    return shown, [name for name in cells if name not in shown]


def _unknown(table: ProtectedTable, group: str) -> int | None:
    """Return how many people of a row have no printed count; None where its base is hidden."""
    base = table.base(group).count
    if base is None:
        return None
    counts = (table.cell(one.id, group).count for one in table.variable.categories)
    return max(0, base - sum(count or 0 for count in counts))


def _gone_is_hidden(table: ProtectedTable, group: str) -> bool:
    gone = (one for one in table.variable.categories if one not in table.variable.substance)
    return any(not table.cell(one.id, group).shown for one in gone)


def _span(category: Category) -> tuple[float, float]:
    return category.span or (0.0, 0.0)
