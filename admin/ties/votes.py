"""What ties the numbers of votes on statements together, whatever people voted.

- Whoever voted on a statement answered its question, and voted on as many as a person is shown at
  most; the same in each group that votes are counted in.
- By which groups a statement is counted tells whether so many have voted on it as that takes.
- An opinion group holds at least the threshold of people who voted on as many statements as that
  takes, and otherwise people who voted on one or more; who is in none has not voted, so the votes
  of the groups add up to those of everybody.
"""

from collections.abc import Iterator
from itertools import product

from admin.analysis.counting import EVERYBODY, Group
from admin.analysis.opinion_groups import LEAST_VOTES
from admin.analysis.planning import people_for
from admin.analysis.statements import (
    AGREE,
    NOT_AGREE,
    UNGROUPED,
    agreed_id,
    groups_id,
    least_votes,
    statement_id,
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
        yield from _over_those_who_answered(question, counted, EVERYBODY)
        for by in round_.publication.breakdowns:
            some = [one for one in counted if (one.id, by) in plan.pairs]
            for group in plan.groups(question.id, by) if some else ():
                yield from _over_those_who_answered(question, some, (by, group))
        yield from _over_the_plan(plan, round_, counted, rule)
        for groups in (one for one in plan.variables if one.id == groups_id(question.id)):
            yield from _over_groups(question, counted, groups, rule)


def _over_those_who_answered(
    question: Statements, counted: list[Variable], group: Group
) -> Iterator[Tie[CellRef]]:
    answered = CellRef(question.id, ANSWERED, *group)
    for variable in counted:
        yield _at_least((answered, 1), *_cast([variable], *group, -1))
    yield _at_least((answered, question.most), *_cast(counted, *group, -1), across=True)


def _over_the_plan(
    plan: Plan, round_: Round, counted: list[Variable], rule: Rule
) -> Iterator[Tie[CellRef]]:
    """Yield what it tells of the votes on a statement by which groups they are counted.

    Where finer tables are withheld, that tells nothing of how many have voted.
    """
    for agreed in () if plan.withheld else counted:
        votes = ((CellRef(agreed.id, ""), 1),)
        for name, by in product((agreed.id, _fine(agreed)), round_.publication.breakdowns):
            least = rule.least_shown_as(people_for(plan, plan.variable(name), by))
            planned = (name, by) in plan.pairs
            yield Tie(votes, least, None) if planned else Tie(votes, None, least - 1)


def _fine(agreed: Variable) -> str:
    """Return the statement in its finer parts."""
    return statement_id(agreed.question, agreed.statement.id if agreed.statement else "")


def _over_groups(
    question: Statements, counted: list[Variable], groups: Variable, rule: Rule
) -> Iterator[Tie[CellRef]]:
    least = least_votes(question, len(counted), LEAST_VOTES)
    sizes = [CellRef(groups.id, one.id) for one in groups.categories if one.id != UNGROUPED]
    for variable in counted:
        yield from _over_statement(variable, sizes)
    for size in sizes:
        votes = _cast(counted, groups.id, size.category, -1)
        yield _at_least((size, question.most), *votes, across=True)
        cast = _cast(counted, groups.id, size.category, 1)
        yield Tie(((size, -1), *cast), rule.threshold * (least - 1), None, across=True)
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


def _at_least(*terms: tuple[CellRef, int], across: bool = False) -> Tie[CellRef]:
    """Return the tie "these terms add up to nothing less than zero"."""
    return Tie(terms, 0, None, across)
