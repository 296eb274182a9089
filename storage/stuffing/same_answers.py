"""Sets of answers that occur far more often than chance.

Compared are the answers to all lists, scales and rankings, but for those about the person. How
often a set is to be expected follows from how often each of its answers was given by everybody who
did not give this very set, as if the questions had nothing to do with each other. They have, in
part; so a set counts as stuffed only when it occurs ten times as often.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from math import prod

from dialogs.answers import Answer, Outcome
from dialogs.questions import PickOne
from dialogs.questions.base import Measure
from dialogs.round import Round

LEAST_ANSWERED = 4
"""A set of fewer answers is not compared."""

LEAST_TIMES = 10
"""How often a set must occur at least."""

TIMES_CHANCE = 10
"""How many times more often than expected."""

_COMPARED = {Measure.ONE, Measure.MANY, Measure.SCALE, Measure.ORDER}

Given = str | int | float | tuple[str, ...] | None
AnswerSet = tuple[Given, ...]
"""An answer to each compared question, None without one; () for too few to be compared."""


def compared(round_: Round) -> tuple[str, ...]:
    """Return the questions that are compared."""
    return tuple(
        one.id
        for one in round_.questions
        if one.measure in _COMPARED and not (isinstance(one, PickOne) and one.breakdown)
    )


def answer_set(answers: Mapping[str, Answer], questions: Iterable[str]) -> AnswerSet:
    """Return what somebody answered to these questions; () when it is too little."""
    given = tuple(_given(answers.get(question)) for question in questions)
    return given if sum(one is not None for one in given) >= LEAST_ANSWERED else ()


def stuffed(sets: Counter[AnswerSet]) -> frozenset[AnswerSet]:
    """Return the sets that occur far more often than chance, given how often each occurs."""
    often = [one for one, times in sets.items() if one and times >= LEAST_TIMES]
    if not often:
        return frozenset()
    total = sum(times for one, times in sets.items() if one)
    by_question = _counts(sets)
    return frozenset(
        one
        for one in often
        if sets[one] >= TIMES_CHANCE * _expected(one, sets[one], total, by_question)
    )


def _counts(sets: Counter[AnswerSet]) -> list[Counter[Given]]:
    """Return how often each answer was given, question by question."""
    length = max(map(len, sets))
    counts: list[Counter[Given]] = [Counter() for _ in range(length)]
    for one, times in sets.items():
        for place, answer in enumerate(one):
            counts[place][answer] += times
    return counts


def _expected(one: AnswerSet, times: int, total: int, by_question: list[Counter[Given]]) -> float:
    """Return how often a set is to be expected, judging by those who did not give it.

    One is added to every count, so that an answer that nobody else gave is rare, not impossible.
    """
    others = total - times
    shares = (
        (counts[answer] - times + 1) / (others + len(counts))
        for answer, counts in zip(one, by_question, strict=True)
    )
    return total * prod(shares)


def _given(answer: Answer | None) -> Given:
    if answer is None or answer.outcome is not Outcome.ANSWERED or isinstance(answer.value, dict):
        return None
    return answer.value
