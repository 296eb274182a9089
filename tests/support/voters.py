"""Rounds with statements, and people of planted opinion groups who vote on some of them."""

import random
from collections.abc import Sequence

from dialogs.questions import Statements
from dialogs.round import Round
from tests.support.datasets import Row
from tests.support.small_rounds import small_round

QUESTION = "views"


def round_of(statements: Sequence[str], *, most: int = 10, threshold: int = 10) -> Round:
    """Return a round with one question of these statements, of which each person sees `most`."""
    seeds = [{"id": f"s{n}", "text": {"en": text, "mk": text}} for n, text in enumerate(statements)]
    publication = {"breakdowns": ["age"], "threshold": threshold}
    question = {"kind": "statements", "id": QUESTION, "most": most, "seeds": seeds}
    return small_round(question, publication=publication)


def rows_of(
    round_: Round, sizes: Sequence[int], *, seed: int = 1, silent: float = 0.05
) -> list[Row]:
    """Return responses of groups of these sizes: they share the odd statements, not the even ones.

    Group g agrees with the even statement s when s // 2 % groups is g; nobody is of one mind.
    """
    dice = random.Random(seed)
    groups = [group for group, size in enumerate(sizes) for _ in range(size)]
    dice.shuffle(groups)
    rows = []
    for number, group in enumerate(groups):
        votes = _votes(round_, group, len(sizes), dice) if dice.random() >= silent else None
        rows.append(_row(round_, number, votes, dice))
    return rows


def _row(
    round_: Round, number: int, votes: list[tuple[str, int]] | None, dice: random.Random
) -> Row:
    return {
        "response": f"{number:032x}",
        "respondent": "person",
        "invited": False,
        "language": dice.choice(list(round_.languages)),
        "age": dice.choice([band.id for band in round_.age_bands]),
        QUESTION: votes,
        f"{QUESTION}__outcome": "skipped" if votes is None else "answered",
    }


def _votes(round_: Round, group: int, groups: int, dice: random.Random) -> list[tuple[str, int]]:
    question = next(one for one in round_.questions if isinstance(one, Statements))
    ids = [statement.id for statement in question.seeds]
    shown = dice.sample(ids, min(len(ids), question.most))
    return sorted((one, _vote(int(one[1:]), group, groups, dice)) for one in shown)


def _vote(statement: int, group: int, groups: int, dice: random.Random) -> int:
    if dice.random() < 0.1:
        return 0
    agrees = statement % 2 == 1 or statement // 2 % groups == group
    return (1 if agrees else -1) * (1 if dice.random() < 0.85 else -1)
