"""Joining neighbouring age bands that are too small to be compared, before tables are protected.

Whether a band is too small is read from its rounded size, which is published anyway. The bands
themselves stay in the table of who took part; only the breakdowns use the joined ones.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from admin.analysis.counting import EVERYBODY, Group, UnprotectedCounts
from admin.analysis.variables import AGE, Category, Kind, Variable
from admin.suppression import Rule
from dialogs.round import AgeBand, Round

Bands = tuple[AgeBand, ...]


def join_small_bands(raw: UnprotectedCounts, round_: Round, rule: Rule) -> UnprotectedCounts:
    """Return the counts with every age group large enough for percentages, where possible."""
    sizes = {band.id: raw.counts[AGE, band.id, EVERYBODY] for band in round_.age_bands}
    *_, (groups, _) = joinings(round_.age_bands, sizes, rule)
    if AGE not in raw.plan.breakdowns or len(groups) == len(round_.age_bands):
        return raw
    categories = tuple(_category(bands, tuple(round_.languages)) for bands in groups)
    grouping = Variable(AGE, "", Kind.PARTS, categories)
    return _regrouped(raw, grouping)


def joinings(
    bands: Iterable[AgeBand], sizes: Mapping[str, int], rule: Rule
) -> Iterator[tuple[list[Bands], int | None]]:
    """Yield the groups before each step, and the place of the one that is too small; None at last.

    The first group that is too small is joined with the next older one, the last with the one
    before. The order is declared, so that which bands are joined says nothing of their order of
    size. What each step tells of the sizes is a tie (`admin.tied_groups`).
    """
    groups: list[Bands] = [(band,) for band in bands]
    while len(groups) > 1:
        people = (sum(sizes[band.id] for band in group) for group in groups)
        too_small = (i for i, n in enumerate(people) if rule.rounded(n) < rule.percent_base)
        small = next(too_small, None)
        if small is None:
            break
        yield groups, small
        first = min(small, len(groups) - 2)
        joined = groups[first] + groups[first + 1]
        groups = [*groups[:first], joined, *groups[first + 2 :]]
    yield groups, None


def _category(bands: Bands, languages: Sequence[str]) -> Category:
    whole = AgeBand(
        id="+".join(band.id for band in bands), least=bands[0].least, most=bands[-1].most
    )
    ids = tuple(band.id for band in bands)
    return Category(whole.id, dict.fromkeys(languages, whole.label), ids)


def _regrouped(raw: UnprotectedCounts, grouping: Variable) -> UnprotectedCounts:
    asked = {k: n for k, n in raw.asked.items() if k[1][0] != grouping.id}
    counts = {k: n for k, n in raw.counts.items() if k[2][0] != grouping.id}
    absent = {row for row in raw.plan.absent if row[1] != grouping.id}
    for category in grouping.categories:
        group: Group = (grouping.id, category.id)
        counts[(grouping.id, category.id, EVERYBODY)] = sum(
            raw.counts[grouping.id, level, EVERYBODY] for level in category.levels
        )
        for variable in (raw.plan.variable(v) for v, by in raw.plan.pairs if by == grouping.id):
            rows = [(variable.id, (grouping.id, level)) for level in category.levels]
            if not any(row in raw.asked for row in rows):
                absent.add((variable.id, *group))
                continue
            asked[variable.id, group] = sum(raw.asked.get(row, 0) for row in rows)
            for one in variable.categories:
                cells = ((variable.id, one.id, row[1]) for row in rows)
                counts[variable.id, one.id, group] = sum(raw.counts.get(cell, 0) for cell in cells)
    wrote = {k: n for k, n in raw.wrote.items() if k[1][0] != grouping.id}
    for question in {question for question, group in raw.wrote if group[0] == grouping.id}:
        for category in grouping.categories:
            rows = [(question, (grouping.id, level)) for level in category.levels]
            wrote[question, (grouping.id, category.id)] = sum(raw.wrote.get(r, 0) for r in rows)
    groupings = (*raw.plan.groupings, grouping)
    plan = replace(raw.plan, groupings=groupings, absent=frozenset(absent))
    return replace(raw, plan=plan, asked=asked, counts=counts, wrote=wrote)
