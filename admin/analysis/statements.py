"""What is counted of votes on statements: two variables for each, and the opinion groups.

Over everybody a statement has three parts, agree, disagree and pass. Opinion groups are compared by
two, agree and the rest, of those who voted: few people pass, or vote on nothing, and to hide them
would hide most of a small group. By age and the like each way of counting a statement is broken
down where enough have voted on it; who answered its question is then broken down as well.

Where everybody may see every statement, the base of a statement is everybody, as with any question.
Where each person sees only some, which ones is chance: then its base is those who voted on it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from admin.analysis.planning import absent, people_for
from admin.analysis.variables import NO_VOTE, Category, Kind, Plan, Variable
from dialogs.questions import Statements
from dialogs.questions.base import Statement
from dialogs.round import Round

AGREE, DISAGREE, PASS = ":agree", ":disagree", ":pass"
NOT_AGREE = ":not_agree"
UNGROUPED = ":ungrouped"
VOTES: Mapping[str, int] = {AGREE: 1, DISAGREE: -1, PASS: 0}
"""Category to what a dataset holds."""
LETTERS = "ABCDE"
"""The ids of opinion groups, the largest first."""

Voted = Mapping[str, tuple[Statement, ...]]
"""The statements that could be voted on, by question."""
Votes = Mapping[tuple[str, str], int]
"""How many voted on a statement, by question and statement."""

_GROUPS = "::groups"


def groups_id(question: str) -> str:
    """Return the id of the opinion groups of a question, as a variable and as a breakdown."""
    return question + _GROUPS


def are_groups(breakdown: str) -> bool:
    """Return whether a breakdown is by opinion groups, which are made of the votes themselves."""
    return breakdown.endswith(_GROUPS)


def voting(round_: Round) -> tuple[Statements, ...]:
    """Return the questions whose statements are voted on."""
    return tuple(one for one in round_.questions if isinstance(one, Statements))


def least_votes(question: Statements, statements: int, usual: int) -> int:
    """Return on how many statements somebody must have voted to be in an opinion group."""
    return min(usual, question.most, statements)


def statement_id(question: str, statement: str) -> str:
    """Return the id of the variable of a statement."""
    return f"{question}:{statement}"


def agreed_id(question: str, statement: str) -> str:
    """Return the id of its variable in two parts."""
    return f"{question}:{statement}:agreed"


def with_votes(
    plan: Plan, round_: Round, voted: Voted, groups: Mapping[str, int], votes: Votes
) -> Plan:
    """Return the plan with the tables of all statements.

    Args:
        plan: the tables of the other questions.
        round_: the round.
        voted: its statements.
        groups: how many opinion groups there are, if any, by question.
        votes: how many voted on each statement, as printed.
    """
    variables, merged, groupings = [*plan.variables], [*plan.merged], [*plan.groupings]
    by_opinion: list[tuple[str, str]] = []
    for question in voting(round_):
        for one in voted[question.id]:
            fine, agreed = _variables(question, one, len(voted[question.id]))
            variables += (fine, agreed)
            merged.append((agreed.id, fine.id))
            if groups.get(question.id):
                by_opinion.append((agreed.id, groups_id(question.id)))
        if number := groups.get(question.id, 0):
            variables.append(_groups(question, (*LETTERS[:number], UNGROUPED)))
            groupings.append(_groups(question, tuple(LETTERS[:number])))
    whole = replace(
        plan, variables=tuple(variables), merged=tuple(merged), groupings=tuple(groupings)
    )
    finer = list(_by_people(whole, round_, votes))
    whole = replace(whole, pairs=(*plan.pairs, *finer, *by_opinion), finer=plan.finer | {*finer})
    return replace(whole, absent=plan.absent | frozenset(absent(whole, round_)))


def _by_people(plan: Plan, round_: Round, votes: Votes) -> Iterator[tuple[str, str]]:
    for by in round_.publication.breakdowns:
        found = [
            one
            for one in plan.variables
            if one.statement is not None
            and votes[one.question, one.statement.id] >= people_for(plan, one, by)
        ]
        yield from ((question, by) for question in dict.fromkeys(one.question for one in found))
        yield from ((one.id, by) for one in found)


def _variables(question: Statements, one: Statement, voted: int) -> tuple[Variable, Variable]:
    all_seen = voted <= question.most
    names = (AGREE, DISAGREE, PASS, NO_VOTE) if all_seen else (AGREE, DISAGREE, PASS)
    fine = Variable(
        statement_id(question.id, one.id),
        question.id,
        Kind.PARTS,
        tuple(_category(name, name) for name in names),
        conditional=not all_seen or question.show_if is not None,
        statement=one,
    )
    two = (_category(AGREE, AGREE), _category(NOT_AGREE, DISAGREE, PASS))
    agreed_name = agreed_id(question.id, one.id)
    return fine, replace(fine, id=agreed_name, categories=two, conditional=True)


def _category(name: str, *levels: str) -> Category:
    return Category(name, {}, levels)


def _groups(question: Statements, names: tuple[str, ...]) -> Variable:
    """Return the opinion groups; as a breakdown, without those who have no votes to break down."""
    categories = tuple(_category(name, name) for name in names)
    return Variable(groups_id(question.id), "", Kind.PARTS, categories)
