"""A conversation that took place, held again: 26 young people in London vote on 36 statements.

The data is the Polis conversation `london.youth.policing` of The Computational Democracy Project
(CC BY 4.0). Twelve statements were there from the beginning; the others were added meanwhile, and
each voter meets those that were there before their last vote.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from functools import cache

import pytest
from msgspec import Struct
from msgspec.structs import replace

from dialogs.events import Expose
from dialogs.questions.base import Statement
from dialogs.round import Round
from tests.support.person import Person
from tests.support.shared_data import SHARED, reason, rows
from tests.support.small_rounds import small_round

FOLDER = "data/statements/london.youth.policing"
BUTTONS = {1: "👍 Agree", -1: "👎 Disagree", 0: "🤷 Pass"}
ORGANISERS = "0"

pytestmark = pytest.mark.skipif(not (SHARED / FOLDER).exists(), reason=reason(FOLDER))

Totals = dict[str, Counter[int]]
"""How often each vote was cast, by statement."""


class Vote(Struct, frozen=True):
    """One vote, as it was cast."""

    time: int
    voter: str
    statement: str
    value: int


@cache
def votes() -> tuple[Vote, ...]:
    cast = [
        Vote(int(row["timestamp"]), row["voter-id"], f"s{row['comment-id']}", int(row["vote"]))
        for row in rows(FOLDER, "votes.csv")
    ]
    return tuple(sorted(cast, key=lambda vote: (vote.time, int(vote.statement[1:]))))


@cache
def statements() -> tuple[tuple[int, str, Statement], ...]:
    """Return when each statement was written, by whom, and the statement; the earliest first."""
    voted_on = {vote.statement for vote in votes()}
    written = [
        (int(row["timestamp"]), row["author-id"], f"s{row['comment-id']}", row["comment-body"])
        for row in rows(FOLDER, "comments.csv")
    ]
    return tuple(
        (time, author, Statement(name, {"en": text, "mk": text}))
        for time, author, name, text in sorted(written)
        if name in voted_on
    )


@cache
def the_round() -> Round:
    seeds = [
        {"id": one.id, "text": one.text} for _, author, one in statements() if author == ORGANISERS
    ]
    return small_round({"kind": "statements", "id": "views", "seeds": seeds, "most": 60, "own": 0})


def voters() -> dict[str, list[Vote]]:
    """Return everybody's votes in their order; whoever began first comes first."""
    cast: dict[str, list[Vote]] = {}
    for vote in votes():
        cast.setdefault(vote.voter, []).append(vote)
    return cast


def added_before(time: int) -> tuple[Statement, ...]:
    return tuple(
        one for written, author, one in statements() if author != ORGANISERS and written <= time
    )


def somebody(last: int, shown: Mapping[str, int]) -> Person:
    """Return somebody before whom the question is opening."""
    person = Person(the_round())
    added = {"views": added_before(last)}
    person.world = replace(person.world, added=added, shown=shown)
    person.consent()
    return person


def open_statement(person: Person) -> str:
    """Return the statement on the screen; empty when there is none."""
    held = person.stored.held if person.stored else ()
    return held[-1][1:] if held and held[-1].startswith("?") else ""


def vote_while(person: Person, goes_on: Callable[[str], bool], ballot: Mapping[str, int]) -> None:
    while (statement := open_statement(person)) and goes_on(statement):
        person.tap(BUTTONS[ballot.get(statement, 0)])


def finished(person: Person) -> dict[str, int]:
    person.tap("✔ Done")
    person.tap("Send my answers")
    assert person.kept is not None
    value = person.kept.response.answers["views"].value
    assert isinstance(value, dict)
    return value


def totals(ballots: list[dict[str, int]]) -> Totals:
    counted: Totals = {}
    for ballot in ballots:
        for statement, value in ballot.items():
            counted.setdefault(statement, Counter())[value] += 1
    return counted


def expected() -> Totals:
    """Return the totals of the data set: the last vote of each person on each statement."""
    last = {(vote.voter, vote.statement): vote.value for vote in votes()}
    return totals([{statement: value} for (_, statement), value in last.items()])


def test_the_totals_are_those_of_the_data_set() -> None:
    """Everybody meets the statements in the order in which they voted, and then ends."""
    ballots = []
    for cast in voters().values():
        ballot = {vote.statement: vote.value for vote in cast}
        order = {statement: place for place, statement in enumerate(ballot)}
        unseen = {one.id: len(order) for _, _, one in statements()}
        person = somebody(cast[-1].time, {**unseen, **order})
        vote_while(person, ballot.__contains__, ballot)
        repeated = [s for s, times in Counter(v.statement for v in cast).items() if times > 1]
        for statement in repeated:
            while open_statement(person) != statement:
                person.tap("↩ Undo")
            vote_while(person, ballot.__contains__, ballot)
        ballots.append(finished(person))
    assert len(ballots) == 26
    assert totals(ballots) == expected()


def test_they_are_the_same_in_the_order_that_the_engine_chooses() -> None:
    """Whoever meets a statement that they never voted on passes; those passes are taken off."""
    ballots = []
    shown: Counter[str] = Counter()
    for cast in voters().values():
        ballot = {vote.statement: vote.value for vote in cast}
        person = somebody(cast[-1].time, shown)
        while statement := open_statement(person):
            shown.update(e.statement for e in person.effects if isinstance(e, Expose))
            vote_while(person, statement.__eq__, ballot)
        given = finished(person)
        assert set(ballot) <= set(given)
        assert not any(given[statement] for statement in given.keys() - ballot.keys())
        ballots.append({statement: given[statement] for statement in ballot})
    assert totals(ballots) == expected()
    assert shown.total() > len(votes()) - 2


def test_the_data_set_says_the_same_of_itself() -> None:
    """Its table of statements counts a vote twice that was cast twice; nothing else differs."""
    counted = totals([{vote.statement: vote.value} for vote in votes()])
    for row in rows(FOLDER, "comments.csv"):
        if (name := f"s{row['comment-id']}") in counted:
            assert counted[name][1] == int(row["agrees"])
            assert counted[name][-1] == int(row["disagrees"])
    once = sum(total.total() for total in expected().values())
    assert (len(votes()), once) == (640, 638)
