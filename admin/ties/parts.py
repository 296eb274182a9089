"""What ties together the numbers of single options: the places and the points that each has.

- Whoever ranked has put one option in each place; what is put first, and what is among the places,
  is the same in all tables.
- Whoever shared out points gave all of them, so all points of all options are known. Few options
  can have many points: `total` divided by `j` of them have `j` or more, and not all can have few.
- Two options cannot both have more than there is to give.
- Whoever gave no answer gave none for any option.

All of it holds over everybody and in each group. An option that somebody was not offered counts as
one they gave no points to, or have in no place.
"""

from collections.abc import Iterator
from itertools import combinations

from admin.analysis.variables import (
    ANSWERED,
    UNPLACED,
    Plan,
    Variable,
    among_id,
    parts_of,
)
from admin.cells import CellRef
from admin.suppression import Tie, adds_up
from dialogs.questions import Points, Ranking
from dialogs.round import Round

Ties = Iterator[Tie[CellRef]]
Where = tuple[str, str]
"""Breakdown and group; ("", "") is everybody."""
Terms = tuple[tuple[CellRef, int], ...]

_EVERYBODY: Where = ("", "")


def over_parts(plan: Plan, round_: Round) -> Ties:
    """Yield every such fact about the rankings and the shared points of a round."""
    for question in round_.questions:
        options = parts_of(plan, question.id)
        for where in _wheres(plan, options):
            if where != _EVERYBODY and isinstance(question, Points | Ranking):
                yield from _same_silence(question, options, where)
            if isinstance(question, Ranking):
                yield from _over_places(question, options, where)
                if where == _EVERYBODY:
                    yield from _over_choices(plan, question, options)
            if isinstance(question, Points):
                yield from _over_points(question, options, where)


def _wheres(plan: Plan, options: tuple[Variable, ...]) -> Iterator[Where]:
    if options:
        yield _EVERYBODY
        broken_down = (by for variable, by in plan.pairs if variable == options[0].id)
        yield from ((by, group) for by in broken_down for group in plan.groups(options[0].id, by))


def _same_silence(question: Points | Ranking, options: tuple[Variable, ...], where: Where) -> Ties:
    """Yield that all options, and first places, have one "no answer"."""
    first = options[0]
    for name in (one.id for one in first.categories if one not in first.substance):
        others = [CellRef(variable.id, name, *where) for variable in options[1:]]
        if isinstance(question, Ranking):
            others.append(CellRef(question.id, name, *where))
        yield from (adds_up(CellRef(first.id, name, *where), (other,)) for other in others)


def _over_places(question: Ranking, options: tuple[Variable, ...], where: Where) -> Ties:
    firsts = [(CellRef(question.id, one.id, *where), 1) for one in question.levels()]
    for variable in options:
        first = CellRef(question.id, variable.part.id if variable.part else "", *where)
        yield adds_up(first, [CellRef(variable.id, "1", *where)])
    for place in range(1, question.length + 1):
        taken = ((CellRef(variable.id, str(place), *where), -1) for variable in options)
        yield Tie((*firsts, *taken), 0, None if question.filter_by else 0)


def _over_choices(plan: Plan, question: Ranking, options: tuple[Variable, ...]) -> Ties:
    """Yield that what is among the choices is in one of the places, where that is counted."""
    among = among_id(question.id)
    for variable in options if any(one.id == among for one in plan.variables) else ():
        ids = [one.id for one in variable.substance if one.id != UNPLACED]
        chosen = CellRef(among, variable.part.id if variable.part else "")
        yield adds_up(chosen, [CellRef(variable.id, name) for name in ids])


def _over_points(question: Points, options: tuple[Variable, ...], where: Where) -> Ties:
    total = question.total
    for end in (0, 1):
        given = [(ref, int(span[end])) for one in options for ref, span in _bands(one, where)]
        most, least = (0, None) if end == 0 else (None, 0)
        points = tuple((ref, number) for ref, number in given if number)
        yield _tie((*_answered(options, where, -total), *points), least, most)
    for bound in {int(span[0]) for one in options for _, span in _bands(one, where)} - {0}:
        many = tuple((ref, -1) for one in options for ref in _from(one, bound, where))
        yield _tie((*_answered(options, where, total // bound), *many), 0, None)
        if few := _fewest(question, bound):
            yield _tie((*_answered(options, where, few), *many), None, 0)
    for one, other in combinations(options, 2):
        yield from _not_both(_answered(options, where, 1), total, (one, other), where)


def _answered(options: tuple[Variable, ...], where: Where, times: int) -> Terms:
    """Return those who answered: over everybody one number, in a group those of any option."""
    if where == _EVERYBODY:
        return ((CellRef(options[0].question, ANSWERED), times),)
    return tuple((ref, times) for ref, _ in _bands(options[0], where))


def _fewest(question: Points, bound: int) -> int:
    """Return how many options must have `bound` points or more, for all points to be given."""
    below = bound - question.step
    left = question.total - len(question.options) * below
    return -(-left // (question.total - below)) if left > 0 else 0


def _not_both(
    answered: Terms, total: int, options: tuple[Variable, Variable], where: Where
) -> Ties:
    """Yield that nobody gave one option much, and another more than was left."""
    one, other = options
    for _, span in _bands(one, where):
        more = [high[0] for _, high in _bands(other, where) if span[0] + high[0] > total]
        if span[0] and more:
            parts = (*_from(one, span[0], where), *_from(other, min(more), where))
            yield _tie((*answered, *((part, -1) for part in parts)), 0, None)


def _tie(terms: Terms, least: float | None, most: float | None) -> Tie[CellRef]:
    """Return a tie in which each cell stands once."""
    sums: dict[CellRef, int] = {}
    for ref, times in terms:
        sums[ref] = sums.get(ref, 0) + times
    return Tie(tuple((ref, times) for ref, times in sums.items() if times), least, most)


def _from(variable: Variable, bound: float, where: Where) -> list[CellRef]:
    """Return the cells of those who gave `bound` points or more."""
    return [ref for ref, span in _bands(variable, where) if span[0] >= bound]


def _bands(variable: Variable, where: Where) -> Iterator[tuple[CellRef, tuple[float, float]]]:
    for category in variable.substance:
        if category.span is not None:
            yield CellRef(variable.id, category.id, *where), category.span
