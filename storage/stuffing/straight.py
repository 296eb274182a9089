"""Straight-lining: the same place chosen in every list and on every scale.

The place of an answer is that of the option or point, counted from the first; of several options,
the first one chosen counts, of a ranking the one put first. A question in an order of chance, or in
that of the reader's alphabet, has no places that everybody saw.
"""

from collections.abc import Mapping

from dialogs.answers import Answer, Outcome
from dialogs.questions import AnyQuestion
from dialogs.questions.base import Measure
from dialogs.questions.options import WithOptions
from dialogs.round import Round

LEAST_LISTS = 5
"""With fewer lists and scales answered, the same place in all of them says nothing."""

LEAST_LEVELS = 3
"""A list of two is left out: half of all people agree on it."""

_PLACED = {Measure.ONE, Measure.MANY, Measure.SCALE, Measure.ORDER}

Places = Mapping[str, Mapping[str, int]]
"""Question to level to place, from 0."""


def places_of(round_: Round) -> Places:
    """Return the places of all lists and scales of a round that count here."""
    return {
        one.id: {level.id: place for place, level in enumerate(one.levels())}
        for one in round_.questions
        if one.measure in _PLACED and len(one.levels()) >= LEAST_LEVELS and not _reordered(one)
    }


def is_straight(answers: Mapping[str, Answer], places: Places) -> bool:
    """Return whether all answers to enough lists and scales stand at one place."""
    taken = [
        place
        for question, levels in places.items()
        if (place := _place(answers.get(question), levels)) is not None
    ]
    return len(taken) >= LEAST_LISTS and len(set(taken)) == 1


def _reordered(question: AnyQuestion) -> bool:
    return isinstance(question, WithOptions) and bool(
        question.random_order or question.sort or question.filter_by
    )


def _place(answer: Answer | None, levels: Mapping[str, int]) -> int | None:
    if answer is None or answer.outcome is not Outcome.ANSWERED:
        return None
    if not isinstance(answer.value, tuple):
        return levels.get(str(answer.value))
    return levels.get(answer.value[0]) if answer.value else None
