"""What ties together the numbers of single options: the places and the points that each has.

- Whoever ranked has put one option in each place; what is put first, and what is among the places,
  is the same in all tables.
- Whoever shared out points gave all of them, so all points of all options are known. Few options
  can have many points: `total` divided by `j` of them have `j` or more, and not all can have few.
- Two options cannot both have more than there is to give.

An option that somebody was not offered counts as one they gave no points to, or have in no place.
"""

from collections.abc import Iterator
from itertools import combinations

from admin.analysis.variables import ANSWERED, UNPLACED, Plan, Variable, among_id, parts_of
from admin.cells import CellRef
from admin.suppression import Tie, adds_up
from dialogs.questions import Points, Ranking
from dialogs.round import Round

Ties = Iterator[Tie[CellRef]]


def over_parts(plan: Plan, round_: Round) -> Ties:
    """Yield every such fact about the rankings and the shared points of a round."""
    for question in round_.questions:
        if isinstance(question, Ranking):
            yield from _over_places(question, parts_of(plan, question.id))
        if isinstance(question, Points):
            yield from _over_points(question, parts_of(plan, question.id))


def _over_places(question: Ranking, options: tuple[Variable, ...]) -> Ties:
    firsts = [(CellRef(question.id, one.id), 1) for one in question.levels()]
    for variable in options:
        option = variable.part.id if variable.part else ""
        places = [CellRef(variable.id, one.id) for one in variable.substance if one.id != UNPLACED]
        yield adds_up(CellRef(question.id, option), places[:1])
        yield adds_up(CellRef(among_id(question.id), option), places)
    for place in range(1, question.length + 1):
        taken = ((CellRef(variable.id, str(place)), -1) for variable in options)
        yield Tie((*firsts, *taken), 0, None if question.filter_by else 0)


def _over_points(question: Points, options: tuple[Variable, ...]) -> Ties:
    answered, total = CellRef(question.id, ANSWERED), question.total
    for end in (0, 1):
        given = [(ref, int(span[end])) for one in options for ref, span in _bands(one)]
        most, least = (0, None) if end == 0 else (None, 0)
        yield Tie(((answered, -total), *((ref, n) for ref, n in given if n)), least, most)
    for bound in {int(span[0]) for one in options for _, span in _bands(one)} - {0}:
        many = tuple((ref, -1) for one in options for ref in _from(one, bound))
        yield Tie(((answered, total // bound), *many), 0, None)
        if few := _fewest(question, bound):
            yield Tie(((answered, few), *many), None, 0)
    for one, other in combinations(options, 2):
        yield from _not_both(answered, total, one, other)


def _fewest(question: Points, bound: int) -> int:
    """Return how many options must have `bound` points or more, for all points to be given."""
    below = bound - question.step
    left = question.total - len(question.options) * below
    return -(-left // (question.total - below)) if left > 0 else 0


def _not_both(answered: CellRef, total: int, one: Variable, other: Variable) -> Ties:
    """Yield that nobody gave one option much, and another more than was left."""
    for _, span in _bands(one):
        more = [high[0] for _, high in _bands(other) if span[0] + high[0] > total]
        if span[0] and more:
            parts = (*_from(one, span[0]), *_from(other, min(more)))
            yield Tie(((answered, 1), *((part, -1) for part in parts)), 0, None)


def _from(variable: Variable, bound: float) -> list[CellRef]:
    """Return the cells of those who gave `bound` points or more."""
    return [ref for ref, span in _bands(variable) if span[0] >= bound]


def _bands(variable: Variable) -> Iterator[tuple[CellRef, tuple[float, float]]]:
    for category in variable.substance:
        if category.span is not None:
            yield CellRef(variable.id, category.id), category.span
