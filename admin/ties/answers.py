"""What ties the answers of one question together, in each row of its tables.

- The categories of a variable add up to its base, "no answer" among them.
- With several answers, each chosen option is at most those who answered, and together they are
  between the least and the most that one person may choose. Whoever chose an option that stands
  alone ("none of these") chose nothing else.
- What is put first is among the choices.
- Those who were asked and those who were not are the whole group.
"""

from collections.abc import Iterator

from admin.addresses import base_of, groups_of, size_of, tables_of
from admin.analysis.counting import Group, UnprotectedCounts
from admin.analysis.variables import (
    DECLINED,
    NO_THEME,
    SKIPPED,
    Kind,
    Variable,
    among_id,
)
from admin.cells import NOT, CellRef
from admin.suppression import Tie, adds_up
from admin.ties.offers import fewest_offered
from dialogs.questions import PickMany, Ranking
from dialogs.round import Round


def over_categories(raw: UnprotectedCounts, round_: Round) -> Iterator[Tie[CellRef]]:
    for variable, by in tables_of(raw.plan):
        for group in groups_of(raw.plan, variable, by):
            base = base_of(raw, variable, group)
            if variable.kind is Kind.PARTS:
                parts = (CellRef(variable.id, c.id, *group) for c in variable.categories)
                yield adds_up(base, tuple(parts))
            else:
                yield from several(variable, group, base, round_)
            if base != size_of(group) and not variable.of_texts:
                yield adds_up(size_of(group), (base, CellRef(variable.id, NOT, *group)))


def several(
    variable: Variable, group: Group, base: CellRef, round_: Round
) -> Iterator[Tie[CellRef]]:
    """Yield what is true where one person may be in several categories."""
    none = [CellRef(variable.id, c.id, *group) for c in variable.categories]
    none = [ref for ref in none if ref.category in {SKIPPED, DECLINED, NO_THEME}]
    options = [CellRef(variable.id, c.id, *group) for c in variable.substance]
    for ref in (*options, *none):
        yield adds_up(base, (ref, ref._replace(category=NOT + ref.category)))
    least, most, alone = _choices(variable, round_)
    others = [*none, *(ref for ref in options if ref.category in alone)]
    free = [ref for ref in options if ref not in others]
    for ref in free:
        yield Tie(((base, 1), *((one, -1) for one in (*others, ref))), 0, None)
    chosen = tuple((ref, 1) for ref in free)
    yield Tie((*chosen, (base, -least), *((one, least) for one in others)), 0, None)
    yield Tie((*chosen, (base, -most), *((one, most) for one in others)), None, 0)


def _choices(variable: Variable, round_: Round) -> tuple[int, int, frozenset[str]]:
    """Return how many options one person may choose at least and at most, and which only alone."""
    if variable.of_texts:
        return 1, variable.most, frozenset()
    question = round_.question(variable.question)
    if isinstance(question, Ranking):
        return min(question.length, fewest_offered(question, round_)), question.length, frozenset()
    if isinstance(question, PickMany):
        alone = frozenset(option.id for option in question.options if option.exclusive)
        return question.least, question.ceiling, alone
    return 1, len(question.levels()), frozenset()


def over_rankings(raw: UnprotectedCounts, round_: Round) -> Iterator[Tie[CellRef]]:
    for variable in raw.plan.variables:
        if variable.question and isinstance(round_.question(variable.question), Ranking):
            among = among_id(variable.question)
            for category in variable.substance:
                first = CellRef(variable.question, category.id)
                yield Tie(((CellRef(among, category.id), 1), (first, -1)), 0, None)
