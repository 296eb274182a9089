"""Which numbers of a round are cells, and everything that ties them to each other.

A tie is a fact that holds whatever people answered: it follows from the round and the way of
counting, both of which are public. Whoever reads the tables can use every tie, so the audit does.
Each family of them has a file in `admin.ties`.

Complements ("did not choose it", "was not asked") are numbers too: they are never printed, but
whoever subtracts has them. They are cells whose category begins with `NOT`.
"""

import logging
from collections.abc import Collection, Iterable, Iterator, Mapping

from admin.addresses import (
    APART,
    EVERYONE,
    asked_apart,
    base_of,
    groups_of,
    tables_of,
    tally,
)
from admin.analysis.counting import EVERYBODY, Group, UnprotectedCounts
from admin.analysis.process import of_language
from admin.analysis.variables import Kind, Plan
from admin.cells import FINISHED, NOT, TALLY, CellRef
from admin.suppression import Counted, Rule, Tie
from admin.ties.answers import over_categories, over_rankings
from admin.ties.groups import over_groups, over_joined, over_unions, same_number
from admin.ties.offers import over_offers
from admin.ties.parts import over_parts
from admin.ties.people import over_quarantined, over_tallies
from admin.ties.process import over_process
from admin.ties.routes import over_routes
from admin.ties.themes import COUNTED, OTHERS, numbers_of_texts, over_themes
from admin.ties.votes import over_votes
from dialogs.round import Round

__all__ = [
    "APART", "EVERYONE", "FINISHED", "NOT", "TALLY", "CellRef", "answers_alone", "base_of",
    "groups_of", "linked", "tables_of", "tally", "without_finer", "without_texts",
]  # fmt: skip

log = logging.getLogger(__name__)

_NEVER_PRINTED = frozenset({APART, COUNTED, OTHERS})

_COST_OF_BASE, _COST_OVER_ALL, _COST_OF_FINER, _COST_OF_COMPARING = 12.0, 4.0, 0.5, 0.01
"""What a base, a number about everybody, one of a finer table by group, and one with the
quarantined cost to hide, in cells of a group: the comparison gives way before anything else."""


def linked(raw: UnprotectedCounts, round_: Round, rule: Rule) -> Counted[CellRef]:
    """Return all cells of a round with every tie between them."""
    counts = dict(_counts(raw))
    ties = [
        *over_categories(raw, round_),
        *over_rankings(raw, round_),
        *over_groups(raw),
        *over_unions(raw),
        *same_number(raw),
        *over_joined(raw, round_, rule),
        *over_routes(raw, round_),
        *over_offers(raw, round_),
        *over_quarantined(raw),
        *over_votes(raw.plan, round_, rule),
        *over_parts(raw.plan, round_),
        *over_themes(raw, round_),
    ]
    of_process = [*over_tallies(raw), *over_process(raw, round_)]
    unprinted = frozenset(k for k in counts if k.category.startswith(NOT) or k.by in _NEVER_PRINTED)
    costs = {
        key: _cost(key, number, raw.plan) for key, number in counts.items() if key not in unprinted
    }
    return Counted(
        counts,
        [*_kept(ties, counts, _mended(raw.plan)), *_kept(of_process, counts, {TALLY})],
        costs,
        dict(_shares(raw)),
        shared=frozenset(_shared(raw, counts)),
    )


def _kept(
    ties: Iterable[Tie[CellRef]], counts: Mapping[CellRef, int], doubtful: Collection[str]
) -> list[Tie[CellRef]]:
    """Return the ties between cells that there are.

    One that does not hold is no fact, and left out. About doubtful questions that can be; any other
    is a mistake, of the tie or of the counts, and the log says so: no dataset breaks one.
    """
    between = [tie for tie in ties if tie.keys() <= counts.keys()]
    broken = [tie for tie in between if not tie.holds(counts)]
    wrong = [tie for tie in broken if not any(_about(key) & {*doubtful} for key, _ in tie.terms)]
    if wrong:
        log.error("ties that must hold between counts do not, please report it: %d", len(wrong))
    return [tie for tie in between if tie.holds(counts)]


def _about(key: CellRef) -> set[str]:
    """Return the question that a cell counts, and the one it is grouped by."""
    return {key.variable.partition(":")[0], key.by}


def _mended(plan: Plan) -> set[str]:
    """Return the questions that stand apart in editions: each was asked of some people only."""
    ids = {variable.question for variable in plan.variables}
    later = {one: one.rpartition("_v")[0] for one in ids if one.rpartition("_v")[2].isdecimal()}
    return {one for pair in later.items() if pair[1] in ids for one in pair}


def answers_alone(counted: Counted[CellRef]) -> Counted[CellRef]:
    """Return the cells and ties of the answers: no quarantined, and nobody who has no answers."""
    return counted.only(
        {k for k in counted.counts if k.by not in {EVERYONE, APART} and k.variable != TALLY}
    )


def without_texts(counted: Counted[CellRef], plan: Plan) -> Counted[CellRef]:
    """Return the cells and ties of all but coded texts."""
    of_texts = {variable.id for variable in plan.variables if variable.of_texts}
    return counted.only({key for key in counted.counts if key.variable not in of_texts})


def without_finer(counted: Counted[CellRef], plan: Plan) -> Counted[CellRef]:
    """Return the cells and ties of all but finer tables by group."""
    return counted.only({key for key in counted.counts if (key.variable, key.by) not in plan.finer})


def _shared(raw: UnprotectedCounts, counts: Mapping[CellRef, int]) -> Iterator[CellRef]:
    """Yield who took part, the sizes of groups, who voted on anything, and who was set apart."""
    people = {variable.id for variable in raw.plan.variables if not variable.question}
    people |= {variable.question for variable in raw.plan.variables if variable.statement}
    people |= {FINISHED.variable, TALLY, *raw.plan.breakdowns}
    for key in counts:
        if key.variable in people or (key.by in {EVERYONE, APART} and not key.category):
            yield key


def _cost(key: CellRef, count: int, plan: Plan) -> float:
    """Return what it costs to hide a cell: first by what it is for, then by its people.

    The size of a group is the base of its row; what is counted of a single option, a single point
    or a narrow band gives way before its question does.
    """
    small = 1 + count / 1000
    if key.by == EVERYONE:
        return _COST_OF_COMPARING * small
    if key == FINISHED:
        return 1000 * small
    if key.variable == TALLY and of_language(key.category)[1]:
        return small
    if not key.category or key.variable == TALLY or key.variable in plan.breakdowns:
        return _COST_OF_BASE * small
    if key.by:
        return (_COST_OF_FINER if (key.variable, key.by) in plan.finer else 1) * small
    return (1 if plan.variable(key.variable).part else _COST_OVER_ALL) * small


def _counts(raw: UnprotectedCounts) -> Iterator[tuple[CellRef, int]]:
    yield FINISHED, raw.finished
    yield from ((tally(name), number) for name, number in raw.tallies.items())
    for (variable, category, group), number in raw.counts.items():
        yield CellRef(variable, category, *group), number
        if raw.plan.variable(variable).kind is Kind.SEVERAL:
            yield CellRef(variable, NOT + category, *group), raw.asked[variable, group] - number
    for (variable, group), number in raw.asked.items():
        one = raw.plan.variable(variable)
        if asked_apart(raw, one):
            yield CellRef(variable, "", *group), number
            if not one.of_texts:
                yield CellRef(variable, NOT, *group), _people(raw, group) - number
    yield from _counts_of_everyone(raw)
    yield from numbers_of_texts(raw)


def _counts_of_everyone(raw: UnprotectedCounts) -> Iterator[tuple[CellRef, int]]:
    for (variable, category), number in raw.everyone.items():
        whole = raw.asked[variable, EVERYBODY]
        without = raw.counts[variable, category, EVERYBODY] if category else whole
        yield CellRef(variable, category, EVERYONE), number
        yield CellRef(variable, category, APART), number - without
        if category and raw.plan.variable(variable).kind is Kind.SEVERAL:
            apart = raw.everyone[variable, ""] - whole
            yield CellRef(variable, NOT + category, APART), apart - (number - without)


def _people(raw: UnprotectedCounts, group: Group) -> int:
    return raw.finished if group == EVERYBODY else raw.counts[group[0], group[1], EVERYBODY]


def _shares(raw: UnprotectedCounts) -> Iterator[tuple[CellRef, CellRef]]:
    """Yield each answer, and the cell that it is a share of.

    What people are grouped by is left out: the sizes of groups are what everything else stands on.
    So is what says no more than that somebody answered: that points were shared out.
    """
    answered = set(_saying_no_more(raw.plan))
    for variable, by in tables_of(raw.plan):
        apart = variable.question in {"", *raw.plan.breakdowns} or variable.id in answered
        for group in () if apart else groups_of(raw.plan, variable, by):
            for category in variable.categories:
                ref = CellRef(variable.id, category.id, *group)
                yield ref, base_of(raw, variable, group)
    for variable_id, category_id in raw.everyone:
        if category_id:
            ref = CellRef(variable_id, category_id, EVERYONE)
            yield ref, ref._replace(category="")


def _saying_no_more(plan: Plan) -> Iterator[str]:
    """Yield the variables that hold everybody who shared out points."""
    for one in (variable for variable in plan.variables if variable.part):
        if one.id.startswith(f"{one.question}:points:"):
            yield one.question
