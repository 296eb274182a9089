"""What ties the numbers of votes on statements together, whatever people voted.

- Whoever voted on a statement answered its question, and voted on as many as a person is shown at
  most.
- An opinion group holds at least the threshold of people who voted on as many statements as that
  takes, and otherwise people who voted on one or more; who is in none has not voted, so the votes
  of the groups add up to those of everybody.
"""

from collections.abc import Iterator

from admin.analysis.opinion_groups import LEAST_VOTES
from admin.analysis.statements import (
    AGREE,
    NOT_AGREE,
    UNGROUPED,
    agreed_id,
    groups_id,
    least_votes,
    voting,
)
from admin.analysis.variables import ANSWERED, Plan, Variable
from admin.cells import CellRef
from admin.suppression import Rule, Tie, adds_up
from dialogs.questions import Statements
from dialogs.round import Round

Terms = tuple[tuple[CellRef, int], ...]


def over_votes(plan: Plan, round_: Round, rule: Rule) -> Iterator[Tie[CellRef]]:
    """Yield every such fact about the statements of a round."""
    for question in voting(round_):
        counted = [
            one
            for one in plan.variables
            if one.statement and one.id == agreed_id(question.id, one.statement.id)
        ]
        yield from _over_those_who_answered(question, counted)
        for groups in (one for one in plan.variables if one.id == groups_id(question.id)):
            yield from _over_groups(question, counted, groups, rule)


def _over_those_who_answered(
    question: Statements, counted: list[Variable]
) -> Iterator[Tie[CellRef]]:
    answered = CellRef(question.id, ANSWERED)
    for variable in counted:
        yield _at_least((answered, 1), *_cast([variable], "", "", -1))
    yield _at_least((answered, question.most), *_cast(counted, "", "", -1))


def _over_groups(
    question: Statements, counted: list[Variable], groups: Variable, rule: Rule
) -> Iterator[Tie[CellRef]]:
    least = least_votes(question, len(counted), LEAST_VOTES)
    sizes = [CellRef(groups.id, one.id) for one in groups.categories if one.id != UNGROUPED]
    for variable in counted:
        yield from _over_statement(variable, sizes)
    for size in sizes:
        yield _at_least((size, question.most), *_cast(counted, groups.id, size.category, -1))
        cast = _cast(counted, groups.id, size.category, 1)
        yield Tie(((size, -1), *cast), rule.threshold * (least - 1), None)
        yield Tie(((size, 1),), rule.threshold, None)
    yield _at_least((CellRef(question.id, ANSWERED), 1), *((size, -1) for size in sizes))


def _over_statement(variable: Variable, sizes: list[CellRef]) -> Iterator[Tie[CellRef]]:
    """Yield that the groups add up to everybody: who is in none has no vote on any statement."""
    for name in (AGREE, NOT_AGREE, ""):
        parts = [CellRef(variable.id, name, size.variable, size.category) for size in sizes]
        yield adds_up(CellRef(variable.id, name), parts)


def _cast(counted: list[Variable], by: str, group: str, sign: int) -> Terms:
    """Return the votes on some statements: all of a group, or of everybody."""
    votes = (AGREE, NOT_AGREE)
    return tuple((CellRef(one.id, vote, by, group), sign) for one in counted for vote in votes)


def _at_least(*terms: tuple[CellRef, int]) -> Tie[CellRef]:
    """Return the tie "these terms add up to nothing less than zero"."""
    return Tie(terms, 0, None)
