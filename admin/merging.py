"""Joining groups that are too small to be compared, before tables are protected.

By rules that are declared before anybody answers: an age band is joined with its neighbour, options
of a question that says who somebody is with those beside which the round put them under `wider`.
Whether a group is too small is read from its rounded size, which is published anyway. The bands and
options themselves stay in the table of who took part; only the breakdowns use the joined ones.

A rule goes step by step. What each step tells of the sizes is a tie (`admin.ties.groups`), and so
nobody learns more than that: which groups are joined says nothing else of their order of size.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from admin.analysis.counting import EVERYBODY, Group, UnprotectedCounts
from admin.analysis.variables import AGE, Category, Variable, gathered, wide
from admin.suppression import Rule
from dialogs.questions import PickOne
from dialogs.questions.options import Wider
from dialogs.round import AgeBand, Round

Members = tuple[str, ...]
"""Categories that are one group, by their ids."""
Sizes = Mapping[str, int]


@dataclass(frozen=True)
class Step:
    """What was looked at in one step: groups that were large enough, then one that was not, if any.

    Attributes:
        joined: what takes the place of its members from here on.
    """

    large: tuple[Members, ...]
    small: Members | None = None
    joined: Category | None = None


def join_small_groups(raw: UnprotectedCounts, round_: Round, rule: Rule) -> UnprotectedCounts:
    """Return the counts with every group large enough for percentages, as far as is declared."""
    for by in raw.plan.compared:
        unions = [step.joined for step in steps(raw, by, round_, rule) if step.joined]
        if unions:
            variable = raw.plan.variable(by)
            categories = gathered(variable.categories, unions)
            raw = _regrouped(raw, replace(variable, categories=categories))
    return raw


def steps(raw: UnprotectedCounts, by: str, round_: Round, rule: Rule) -> Iterator[Step]:
    """Yield the steps in which groups of a breakdown are joined."""
    every = raw.plan.variable(by).substance
    sizes = {one.id: raw.counts[by, one.id, EVERYBODY] for one in every}
    if by == AGE:
        yield from _with_neighbours(round_.age_bands, sizes, tuple(round_.languages), rule)
        return
    question = round_.question(by)
    for one in question.in_wider if isinstance(question, PickOne) else ():
        yield _into_wider(one, sizes, rule)


def _with_neighbours(
    bands: Sequence[AgeBand], sizes: Sizes, languages: Sequence[str], rule: Rule
) -> Iterator[Step]:
    """Join the first group that is too small with the next older one, the last with the one before.

    Where all are joined, the only group left may be of any size.
    """
    groups: list[tuple[AgeBand, ...]] = [(band,) for band in bands]
    while len(groups) > 1:
        members = [tuple(band.id for band in group) for group in groups]
        small = _first_small(members, sizes, rule)
        if small is None:
            yield Step(tuple(members))
            return
        first = min(small, len(groups) - 2)
        joined = groups[first] + groups[first + 1]
        yield Step(tuple(members[:small]), members[small], _band(joined, languages))
        groups = [*groups[:first], joined, *groups[first + 2 :]]


def _into_wider(one: Wider, sizes: Sizes, rule: Rule) -> Step:
    """Put a wider category in the place of options of which one at least is too small."""
    members = [(option,) for option in one.of]
    small = _first_small(members, sizes, rule)
    if small is None:
        return Step(tuple(members))
    return Step(tuple(members[:small]), members[small], wide(one))


def _first_small(groups: Sequence[Members], sizes: Sizes, rule: Rule) -> int | None:
    people = (sum(sizes[one] for one in group) for group in groups)
    return next((i for i, n in enumerate(people) if rule.rounded(n) < rule.percent_base), None)


def _band(bands: Sequence[AgeBand], languages: Sequence[str]) -> Category:
    ids = tuple(band.id for band in bands)
    whole = AgeBand(id="+".join(ids), least=bands[0].least, most=bands[-1].most)
    return Category(whole.id, dict.fromkeys(languages, whole.label), ids)


def _regrouped(raw: UnprotectedCounts, grouping: Variable) -> UnprotectedCounts:
    """Return the counts with the groups of a breakdown added up to those of `grouping`."""
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
