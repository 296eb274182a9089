"""Rounds and answers made up by chance, to be counted, protected and attacked.

A design takes the example round and replaces its questions: one or two that say who somebody is,
and some of every kind that is counted, with any number of options, skewed to any degree, sometimes
asked of some people only, sometimes nearly always answered alike.
"""

import random

from msgspec.structs import replace

from dialogs.conditions import Condition
from dialogs.questions import AnyQuestion, PickMany, PickOne, Ranking, Scale
from dialogs.questions.options import Option
from dialogs.round import Round
from tests.support import datasets
from tests.support.datasets import Row, Value

_EXAMPLE = datasets.example_round()
_SINGLE = next(question for question in _EXAMPLE.questions if isinstance(question, PickOne))
_OPTION = _SINGLE.options[0]
_KINDS: tuple[type[AnyQuestion], ...] = (PickOne, PickMany, Scale, Ranking)


def design(seed: int) -> Round:
    """Return the round of a design; the same seed gives the same round."""
    dice = random.Random(seed)
    groups = dice.randint(2, 5)
    person = replace(_SINGLE, id="place", options=_options(groups), breakdown=True)
    questions: list[AnyQuestion] = [person]
    for index in range(dice.randint(1, 3)):
        question = _question(f"q{index}", dice)
        if isinstance(question, Ranking):
            question = replace(question, id="first")  # as the plain count knows rankings
        if question.id in {one.id for one in questions}:
            continue
        questions.append(_perhaps_conditional(question, questions, dice))
    breakdowns = dice.choice([("place",), ("age", "place"), ("age",)])
    publication = replace(_EXAMPLE.publication, breakdowns=breakdowns, asks=())
    return replace(_EXAMPLE, questions=tuple(questions), publication=publication)


def answers(round_: Round, people: int, seed: int) -> list[Row]:
    """Return the responses of a design."""
    dice = random.Random(seed)
    taste = {q.id: _weights(len(q.levels()), dice) for q in round_.questions}
    silent = dice.choice([0.0, 0.02, 0.1])
    bands = [band.id for band in round_.age_bands]
    ages, tongues = _weights(len(bands), dice), _weights(len(round_.languages), dice)
    rows: list[Row] = []
    for number in range(people):
        row: Row = {"response": f"{number:032x}", "respondent": "person", "invited": False}
        row["language"] = dice.choices(list(round_.languages), tongues)[0]
        row["age"] = dice.choices(bands, ages)[0]
        for question in round_.questions:
            _answer(row, question, taste[question.id], silent, dice)
        rows.append(row)
    return rows


def _one(kind: type[AnyQuestion]) -> AnyQuestion:
    return next(question for question in _EXAMPLE.questions if isinstance(question, kind))


def _options(number: int) -> tuple[Option, ...]:
    return tuple(replace(_OPTION, id=f"o{index}") for index in range(number))


def _question(name: str, dice: random.Random) -> AnyQuestion:
    question = _one(dice.choice(_KINDS))
    changes: dict[str, object] = {"id": name, "show_if": None}
    if isinstance(question, PickOne | PickMany | Ranking):
        changes["options"] = _options(dice.randint(3, 7))
    if isinstance(question, PickOne):
        changes["breakdown"] = False
    if isinstance(question, PickMany):
        changes["most"] = dice.choice([None, 2, 3])
    if isinstance(question, Ranking):
        changes["places"] = 2
    return replace(question, **changes)


def _perhaps_conditional(
    question: AnyQuestion, before: list[AnyQuestion], dice: random.Random
) -> AnyQuestion:
    single = [one for one in before if isinstance(one, PickOne)]
    if dice.random() < 0.7:
        return question
    about = dice.choice(single)
    return replace(question, show_if=Condition(question=about.id, equals=about.options[0].id))


def _weights(number: int, dice: random.Random) -> list[float]:
    """Return shares of any shape: even, falling, or one that is nearly all."""
    steep = dice.choice([0.0, 0.3, 0.5, 0.8, 1.0, 1.6, 4.0])
    weights = [1 / (1 + rank) ** steep for rank in range(number)]
    dice.shuffle(weights)
    return weights


def _answer(
    row: Row, question: AnyQuestion, weights: list[float], silent: float, dice: random.Random
) -> None:
    condition = question.show_if
    asked = condition is None or row[condition.question] == condition.equals
    row[question.id] = None
    row[f"{question.id}__outcome"] = "not_asked"
    if asked:
        spoke = dice.random() >= silent
        row[f"{question.id}__outcome"] = "answered" if spoke else "skipped"
        row[question.id] = _value(question, weights, dice) if spoke else None


def _value(question: AnyQuestion, weights: list[float], dice: random.Random) -> Value:
    ids = [level.id for level in question.levels()]
    if isinstance(question, Scale):
        return int(dice.choices(ids, weights)[0])
    if isinstance(question, PickOne):
        return dice.choices(ids, weights)[0]
    wanted = 1
    if isinstance(question, Ranking):
        wanted = question.length
    if isinstance(question, PickMany):
        wanted = dice.randint(1, question.ceiling)
    liked = sorted(ids, key=lambda id_: dice.random() ** (1 / weights[ids.index(id_)]))
    return liked[::-1][:wanted]
