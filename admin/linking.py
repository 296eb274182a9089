"""Which numbers of a round are cells, and everything that ties them to each other.

A tie is a fact that holds whatever people answered: it follows from the round and the way of
counting, both of which are public. Whoever reads the tables can use every tie, so the audit does.

- The categories of a variable add up to its base, "no answer" among them.
- With several answers, each chosen option is at most those who answered, and together they are
  between the least and the most that one person may choose.
- The groups of a breakdown add up to everybody; a merged category or a joined group is the sum of
  what it gathers; "no answer" is one number, however its question is counted.
- What is put first is among the choices.
- Those who were asked and those who were not are the whole group. Where `show_if` looks at one
  question, those who were asked are the people of certain categories.
- Whoever started has finished or left in one of the counted ways.
- An age band that stands alone in comparisons has the size of a percentage's base.
- What is known of votes on statements stands in `admin.tied_votes`, of places and shared points in
  `admin.tied_parts`, of coded texts in `admin.tied_themes`.
- The headline numbers with the quarantined are those without, and those of the quarantined alone.

Complements ("did not choose it", "was not asked") are numbers too: they are never printed, but
whoever subtracts has them. They are cells whose category begins with `NOT`.
"""

from collections.abc import Iterator, Mapping

from admin.analysis.counting import EVERYBODY, ORGANISATIONS, Group, UnprotectedCounts
from admin.analysis.routing import Part, routed
from admin.analysis.statements import are_groups
from admin.analysis.variables import (
    AGE,
    DECLINED,
    NO_THEME,
    QUARANTINED,
    SKIPPED,
    Kind,
    Plan,
    Variable,
    among_id,
)
from admin.cells import FINISHED, NOT, TALLY, CellRef
from admin.suppression import Counted, Rule, Tie, adds_up
from admin.tied_parts import over_parts
from admin.tied_themes import numbers_of_writers, over_themes
from admin.tied_votes import over_votes
from dialogs.questions import AnyQuestion, PickMany, Ranking
from dialogs.round import Round

__all__ = [
    "APART", "EVERYONE", "FINISHED", "NOT", "NOT_FINISHED", "TALLY", "CellRef",
    "answers_alone", "base_of", "groups_of", "linked", "tables_of", "tally", "without_texts",
]  # fmt: skip

NOT_FINISHED = (ORGANISATIONS, QUARANTINED, "stopped", "unfinished", "withdrawn", "blocked")

EVERYONE = ":everyone"
"""Stands for the breakdown where a cell holds the quarantined as well."""
APART = ":apart"
"""Stands for it where a cell holds the quarantined alone; such a cell is never printed."""

_COST_OF_BASE, _COST_OVER_ALL, _COST_OF_PART, _COST_OF_COMPARING = 12.0, 4.0, 0.5, 0.01
"""What a base, a number about everybody, one of a single option in a group, and one with the
quarantined cost to hide, in cells of a group: the comparison gives way before anything else."""


def tally(name: str) -> CellRef:
    """Return the address of a number about people who have no response in the dataset."""
    return CellRef(TALLY, name)


def tables_of(plan: Plan) -> Iterator[tuple[Variable, str]]:
    """Yield every table: a variable, and the breakdown or an empty text."""
    yield from ((variable, "") for variable in plan.variables)
    yield from ((plan.variable(variable), by) for variable, by in plan.pairs)


def groups_of(plan: Plan, variable: Variable, by: str) -> list[Group]:
    """Return the rows of a table."""
    return [(by, group) for group in plan.groups(variable.id, by)] if by else [EVERYBODY]


def base_of(raw: UnprotectedCounts, variable: Variable, group: Group) -> CellRef:
    """Return the cell that a row is a share of.

    Where everybody is asked it is the group itself, so that one number is published once. A
    question with `show_if` has its own base even if everybody happened to be asked.
    """
    return CellRef(variable.id, "", *group) if _asked_apart(raw, variable) else _size(group)


def linked(raw: UnprotectedCounts, round_: Round, rule: Rule) -> Counted[CellRef]:
    """Return all cells of a round with every tie between them."""
    counts = dict(_counts(raw))
    ties = [
        *_over_tallies(raw),
        *_over_categories(raw, round_),
        *_over_groups(raw),
        *_over_unions(raw),
        *_same_number(raw),
        *_over_rankings(raw, round_),
        *_over_routes(raw, round_),
        *_over_quarantined(raw),
        *over_votes(raw.plan, round_, rule),
        *over_parts(raw.plan, round_),
        *_over_band_sizes(raw, rule),
        *over_themes(raw),
    ]
    unprinted = frozenset(k for k in counts if k.category.startswith(NOT) or k.by == APART)
    costs = {
        key: _cost(key, number, raw.plan) for key, number in counts.items() if key not in unprinted
    }
    return Counted(
        counts,
        [tie for tie in ties if tie.keys() <= counts.keys() and tie.holds(counts)],
        costs,
        dict(_shares(raw)),
        shared=frozenset(_shared(raw, counts)),
    )


def answers_alone(counted: Counted[CellRef]) -> Counted[CellRef]:
    """Return the cells and ties of the answers: no quarantined, and nobody who has no answers."""
    return counted.only(
        {k for k in counted.counts if k.by not in {EVERYONE, APART} and k.variable != TALLY}
    )


def without_texts(counted: Counted[CellRef], plan: Plan) -> Counted[CellRef]:
    """Return the cells and ties of all but coded texts."""
    of_texts = {variable.id for variable in plan.variables if variable.of_texts}
    return counted.only({key for key in counted.counts if key.variable not in of_texts})


def _shared(raw: UnprotectedCounts, counts: Mapping[CellRef, int]) -> Iterator[CellRef]:
    """Yield who took part, the sizes of groups, and how many were set apart."""
    people = {variable.id for variable in raw.plan.variables if not variable.question}
    people |= {FINISHED.variable, TALLY, *raw.plan.breakdowns}
    for key in counts:
        if key.variable in people or (key.by in {EVERYONE, APART} and not key.category):
            yield key


def _cost(key: CellRef, count: int, plan: Plan) -> float:
    """Return what it costs to hide a cell: first by what it is for, then by its people.

    The size of a group is the base of its row; what is counted of a single option gives way before
    its question does.
    """
    small = 1 + count / 1000
    if key.by == EVERYONE:
        return _COST_OF_COMPARING * small
    if key == FINISHED:
        return 1000 * small
    if not key.category or key.variable == TALLY or key.variable in plan.breakdowns:
        return _COST_OF_BASE * small
    part = plan.variable(key.variable).part is not None
    if key.by:
        return (_COST_OF_PART if part else 1) * small
    return (1 if part else _COST_OVER_ALL) * small


def _size(group: Group) -> CellRef:
    return FINISHED if group == EVERYBODY else CellRef(group[0], group[1])


def _asked_apart(raw: UnprotectedCounts, variable: Variable) -> bool:
    return variable.conditional or raw.asked[variable.id, EVERYBODY] != raw.finished


def _counts(raw: UnprotectedCounts) -> Iterator[tuple[CellRef, int]]:
    yield FINISHED, raw.finished
    yield from ((tally(name), number) for name, number in raw.tallies.items())
    for (variable, category, group), number in raw.counts.items():
        yield CellRef(variable, category, *group), number
        if raw.plan.variable(variable).kind is Kind.SEVERAL:
            yield CellRef(variable, NOT + category, *group), raw.asked[variable, group] - number
    for (variable, group), number in raw.asked.items():
        one = raw.plan.variable(variable)
        if _asked_apart(raw, one):
            yield CellRef(variable, "", *group), number
            if not one.of_texts:
                yield CellRef(variable, NOT, *group), _people(raw, group) - number
    yield from _counts_of_everyone(raw)
    yield from numbers_of_writers(raw)


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


def _over_tallies(raw: UnprotectedCounts) -> Iterator[Tie[CellRef]]:
    """Those who started and are not among the finished persons are in one of these."""
    ways = tuple(tally(name) for name in NOT_FINISHED if name in raw.tallies)
    if "started" in raw.tallies:
        yield adds_up(tally("started"), (FINISHED, *ways))
    if "kept_unsent" in raw.tallies:
        yield Tie(((FINISHED, 1), (tally("kept_unsent"), -1)), 0, None)


def _over_categories(raw: UnprotectedCounts, round_: Round) -> Iterator[Tie[CellRef]]:
    for variable, by in tables_of(raw.plan):
        for group in groups_of(raw.plan, variable, by):
            base = base_of(raw, variable, group)
            if variable.kind is Kind.PARTS:
                parts = (CellRef(variable.id, c.id, *group) for c in variable.categories)
                yield adds_up(base, tuple(parts))
            else:
                yield from _several(variable, group, base, round_)
            if base != _size(group) and not variable.of_texts:
                yield adds_up(_size(group), (base, CellRef(variable.id, NOT, *group)))


def _several(
    variable: Variable, group: Group, base: CellRef, round_: Round
) -> Iterator[Tie[CellRef]]:
    """Yield what is true where one person may be in several categories."""
    none = [CellRef(variable.id, c.id, *group) for c in variable.categories]
    none = [ref for ref in none if ref.category in {SKIPPED, DECLINED, NO_THEME}]
    options = [CellRef(variable.id, c.id, *group) for c in variable.substance]
    for ref in (*options, *none):
        yield adds_up(base, (ref, ref._replace(category=NOT + ref.category)))
    for ref in options:
        yield Tie(((base, 1), *((n, -1) for n in none), (ref, -1)), 0, None)
    least, most = _choices(variable, round_.question(variable.question))
    chosen = tuple((ref, 1) for ref in options)
    yield Tie((*chosen, (base, -least), *((n, least) for n in none)), 0, None)
    yield Tie((*chosen, (base, -most), *((n, most) for n in none)), None, 0)


def _choices(variable: Variable, question: AnyQuestion) -> tuple[int, int]:
    """Return how many options one person may choose at least and at most."""
    if variable.of_texts:
        return 1, variable.most
    if isinstance(question, Ranking):
        return question.length, question.length
    return 1, question.ceiling if isinstance(question, PickMany) else len(question.levels())


def _over_groups(raw: UnprotectedCounts) -> Iterator[Tie[CellRef]]:
    """Groups add up to everybody, but for opinion groups: they are those who have voted."""
    for variable, by in tables_of(raw.plan):
        rows = [category.id for category in variable.categories]
        if are_groups(by):
            continue
        if _asked_apart(raw, variable):
            rows += ["", NOT]
        for row in rows if by else ():
            groups = groups_of(raw.plan, variable, by)
            parts = [CellRef(variable.id, row, *group) for group in groups]
            parts += _never_asked(raw.plan, variable, by) if row == NOT else []
            yield adds_up(CellRef(variable.id, row), parts)


def _never_asked(plan: Plan, variable: Variable, by: str) -> list[CellRef]:
    """Return the sizes of the groups that cannot have been asked."""
    every = (category.id for category in plan.grouping(by).categories)
    return [_size((by, one)) for one in every if (variable.id, by, one) in plan.absent]


def _over_unions(raw: UnprotectedCounts) -> Iterator[Tie[CellRef]]:
    """A merged category, or a joined group, holds those of the categories it gathers."""
    for merged, fine in raw.plan.merged:
        yield from _unions(raw.plan.variable(merged), fine)
    for grouping in raw.plan.groupings:
        yield from _unions(grouping, grouping.id)


def _unions(gathered: Variable, fine: str) -> Iterator[Tie[CellRef]]:
    for category in gathered.substance:
        parts = tuple(CellRef(fine, level) for level in category.levels)
        if parts != (CellRef(gathered.id, category.id),):
            yield adds_up(CellRef(gathered.id, category.id), parts)


def _same_number(raw: UnprotectedCounts) -> Iterator[Tie[CellRef]]:
    """Yield that a question has one "no answer" and one base, whichever way it is counted."""
    for variable in raw.plan.variables:
        for category in ("", NOT, SKIPPED, DECLINED):
            if variable.question not in {"", variable.id} and not _apart(variable):
                other = CellRef(variable.question, category)
                yield adds_up(CellRef(variable.id, category), (other,))


def _apart(variable: Variable) -> bool:
    """Return whether its base is not those who were asked its question."""
    return variable.of_voters or variable.of_texts


def _over_rankings(raw: UnprotectedCounts, round_: Round) -> Iterator[Tie[CellRef]]:
    for variable in raw.plan.variables:
        if variable.question and isinstance(round_.question(variable.question), Ranking):
            among = among_id(variable.question)
            for category in variable.substance:
                first = CellRef(variable.question, category.id)
                yield Tie(((CellRef(among, category.id), 1), (first, -1)), 0, None)


def _over_routes(raw: UnprotectedCounts, round_: Round) -> Iterator[Tie[CellRef]]:
    """Yield who was asked a question, as far as `show_if` looks at what is counted."""
    for variable in raw.plan.variables:
        condition = round_.question(variable.question).show_if if variable.question else None
        if condition is None or _apart(variable):
            continue
        parts = list(routed(condition, raw.plan, round_))
        for by in ("", *raw.plan.breakdowns):
            for group in groups_of(raw.plan, variable, by):
                asked = CellRef(variable.id, "", *group)
                yield from (_route(asked, part, group, raw.plan) for part in parts)


def _route(asked: CellRef, part: Part, group: Group, plan: Plan) -> Tie[CellRef]:
    """Return that those asked are, or are at most or at least, the people of some categories."""
    people = [CellRef(part.variable, category, *group) for category in part.categories]
    if group != EVERYBODY and part.variable == group[0]:
        people = [_size(group)] if group[1] in part.categories else []
    elif (part.variable, *group) in plan.absent:
        people = [_size(group)] if NOT in part.categories else []
    return Tie(((asked, 1), *((ref, -1) for ref in people)), part.least, part.most)


def _over_quarantined(raw: UnprotectedCounts) -> Iterator[Tie[CellRef]]:
    """Yield what ties the numbers with the quarantined to those without."""
    for variable in (raw.plan.variable(name) for name, category in raw.everyone if not category):
        base = base_of(raw, variable, EVERYBODY)
        for category in ("", *(one.id for one in variable.categories)):
            without = CellRef(variable.id, category) if category else base
            everyone = CellRef(variable.id, category, EVERYONE)
            yield adds_up(everyone, (without, everyone._replace(by=APART)))
        if base == FINISHED:
            yield adds_up(CellRef(variable.id, "", APART), (tally(QUARANTINED),))
        for by in (EVERYONE, APART):
            yield from _within_base(variable, by)


def _within_base(variable: Variable, by: str) -> Iterator[Tie[CellRef]]:
    base = CellRef(variable.id, "", by)
    parts = tuple(CellRef(variable.id, category.id, by) for category in variable.categories)
    if variable.kind is Kind.PARTS:
        yield adds_up(base, parts)
        return
    for part in parts:
        yield Tie(((base, 1), (part, -1)), 0, None)
        if by == APART:
            yield adds_up(base, (part, part._replace(category=NOT + part.category)))


def _over_band_sizes(raw: UnprotectedCounts, rule: Rule) -> Iterator[Tie[CellRef]]:
    """Yield what can be told from which age bands were joined."""
    slack = rule.rounding // 2
    for grouping in (g for g in raw.plan.groupings if g.id == AGE):
        if len(grouping.categories) == 1:
            continue
        for category in grouping.categories:
            size = raw.counts[AGE, category.id, EVERYBODY]
            yield Tie(((CellRef(AGE, category.id), 1),), rule.percent_base - slack, None)
            small = [c for c in category.levels if not _stands(raw, c, rule)]
            if len(category.levels) > 1 and len(small) == 1 and size:
                yield Tie(((CellRef(AGE, small[0]), 1),), None, rule.percent_base - 1)


def _stands(raw: UnprotectedCounts, band: str, rule: Rule) -> bool:
    return rule.rounded(raw.counts[AGE, band, EVERYBODY]) >= rule.percent_base
