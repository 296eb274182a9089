"""What the options that somebody was offered tell, where an earlier answer decides (`filter_by`).

- Whoever chose an option that belongs to certain answers of an earlier question gave one of these
  answers there, or none.
- Whoever gave one answer there chose, if anything, an option that goes together with it.
"""

from collections.abc import Iterable, Iterator

from admin.addresses import asked_apart, groups_of, is_apart, size_of
from admin.analysis.counting import EVERYBODY, Group, UnprotectedCounts
from admin.analysis.routing import including
from admin.analysis.variables import DECLINED, SKIPPED, Kind, Variable
from admin.cells import NOT, CellRef
from admin.suppression import Tie
from dialogs.questions import PickMany, PickOne, Points
from dialogs.questions.options import Option, WithOptions
from dialogs.round import Round

_NO_ANSWER = (SKIPPED, DECLINED)


def over_offers(raw: UnprotectedCounts, round_: Round) -> Iterator[Tie[CellRef]]:
    """Yield every such fact about the questions of a round."""
    for variable in raw.plan.variables:
        question = round_.question(variable.question) if variable.question else None
        if not isinstance(question, WithOptions) or not question.filter_by or is_apart(variable):
            continue
        for by in ("", *raw.plan.breakdowns):
            for group in groups_of(raw.plan, variable, by):
                source = _Source(raw, round_, question.filter_by, group)
                yield from _over_chosen(variable, question, source)
                if isinstance(source.question, PickOne) and variable.part is None:
                    yield from _over_answers(raw, variable, question, source)


def fewest_offered(question: WithOptions, round_: Round) -> int:
    """Return how many options somebody is offered at least."""
    if not question.filter_by:
        return len(question.options)
    source = round_.question(question.filter_by)
    given = [{level.id} for level in source.levels()]
    if isinstance(source, PickMany) and source.least == 0:
        given.append(set())
    return min(sum(_fits(option, answers) for option in question.options) for answers in given)


def _fits(option: Option, answers: Iterable[str]) -> bool:
    return not option.belongs_to or not set(option.belongs_to).isdisjoint(answers)


class _Source:
    """The earlier question, as it was answered in one group."""

    def __init__(self, raw: UnprotectedCounts, round_: Round, question: str, group: Group) -> None:
        self.question = round_.question(question)
        self.group = group
        self._plan, self._round = raw.plan, round_
        self._none = [one for one in _NO_ANSWER if _has(raw.plan.variable(question), one)]
        self._none += [NOT] if asked_apart(raw, raw.plan.variable(question)) else []

    def gave(self, answer: str) -> list[CellRef]:
        """Return the cells of those who gave an answer."""
        part = including(self.question.id, answer, self._plan, self._round)
        return self._cells(part.variable, part.categories)

    def gave_none(self) -> list[CellRef]:
        """Return the cells of those who were not asked, or did not answer."""
        return self._cells(self.question.id, self._none)

    def _cells(self, variable: str, categories: Iterable[str]) -> list[CellRef]:
        group = self.group
        if group != EVERYBODY and variable == group[0]:
            levels = self._plan.grouping(variable).category(group[1]).levels or (group[1],)
            return [CellRef(variable, level) for level in levels if level in categories]
        if (variable, *group) in self._plan.absent:
            return [size_of(group)] if NOT in categories else []
        return [CellRef(variable, category, *group) for category in categories]


def _over_chosen(
    variable: Variable, question: WithOptions, source: _Source
) -> Iterator[Tie[CellRef]]:
    """Yield that whoever chose options gave an answer that they belong to, or none."""
    for belonging in dict.fromkeys(frozenset(option.belongs_to) for option in question.options):
        people = [ref for answer in sorted(belonging) for ref in source.gave(answer)]
        people += source.gave_none()
        ids = [
            o.id for o in question.options if o.belongs_to and belonging.issuperset(o.belongs_to)
        ]
        for chosen in _chosen(variable, question, ids, source.group):
            yield _at_most(chosen, people)


def _chosen(
    variable: Variable, question: WithOptions, ids: list[str], group: Group
) -> Iterator[list[CellRef]]:
    """Yield cells that hold each person once: where one may choose several, of each option."""
    if variable.part is None:
        cells = [CellRef(variable.id, one, *group) for one in ids if _has(variable, one)]
        yield from ([one] for one in cells) if variable.kind is Kind.SEVERAL else [cells]
    elif isinstance(question, Points) and variable.part.id in ids:
        some = (one.id for one in variable.substance if one.span and one.span[0] > 0)
        yield [CellRef(variable.id, one, *group) for one in some]


def _over_answers(
    raw: UnprotectedCounts, variable: Variable, question: WithOptions, source: _Source
) -> Iterator[Tie[CellRef]]:
    """Yield that whoever gave an answer chose something that goes with it, or nothing."""
    nothing = [one for one in _NO_ANSWER if _has(variable, one)]
    nothing += [NOT] if asked_apart(raw, variable) else []
    for answer in (level.id for level in source.question.levels()):
        fitting = [one.id for one in question.options if _fits(one, [answer])]
        if all(_has(variable, one) for one in fitting):
            cells = [CellRef(variable.id, one, *source.group) for one in (*fitting, *nothing)]
            yield _at_most(source.gave(answer), cells)


def _has(variable: Variable, category: str) -> bool:
    return any(one.id == category for one in variable.categories)


def _at_most(part: list[CellRef], whole: list[CellRef]) -> Tie[CellRef]:
    """Return that the people of `part` are at most those of `whole`."""
    return Tie((*((ref, -1) for ref in part), *((ref, 1) for ref in whole)), 0, None)
