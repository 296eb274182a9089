"""Rounds and answers made up by chance, to be counted, protected and attacked.

A design takes the example round and replaces its questions: one or two that say who somebody is,
and some of every kind that is counted, with any number of options, skewed to any degree, sometimes
asked of some people only, sometimes nearly always answered alike.
"""

import random
from collections.abc import Mapping

from msgspec.structs import replace

from dialogs.answers import Answer, answered
from dialogs.conditions import Condition, Facts, holds
from dialogs.questions import (
    AnyQuestion,
    DatePart,
    Number,
    PickMany,
    PickOne,
    Points,
    Ranking,
    Scale,
)
from dialogs.questions.options import Option, Wider
from dialogs.round import Round
from tests.support import datasets
from tests.support.datasets import Row, Value

_EXAMPLE = datasets.example_round()
_SINGLE = next(question for question in _EXAMPLE.questions if isinstance(question, PickOne))
_OPTION = _SINGLE.options[0]
_TEXT = _SINGLE.text
_KINDS: tuple[AnyQuestion, ...] = (
    *(
        next(question for question in _EXAMPLE.questions if isinstance(question, kind))
        for kind in (PickOne, PickMany, Scale, Ranking)
    ),
    Number(id="number", text=_TEXT, least=0, most=60),
    DatePart(id="date", text=_TEXT, earliest=2021, latest="2026-06"),
    Points(id="points", text=_TEXT, options=_SINGLE.options),
)


def design(seed: int) -> Round:
    """Return the round of a design; the same seed gives the same round."""
    dice = random.Random(seed)
    groups = dice.randint(2, 5)
    person = replace(_SINGLE, id="place", options=_options(groups), breakdown=True)
    if wider := _wider(groups, random.Random(f"wider/{seed}")):
        person = replace(person, wider=wider)
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
    taste = {q.id: _weights(len(_values(q)), dice) for q in round_.questions}
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


def _options(number: int) -> tuple[Option, ...]:
    return tuple(replace(_OPTION, id=f"o{index}") for index in range(number))


def _wider(number: int, dice: random.Random) -> tuple[Wider, ...]:
    """Return up to two wider categories; their ids say what is in them, as those of joined ages."""
    names = [f"o{index}" for index in range(number)]
    dice.shuffle(names)
    parts = dice.choice([[], [names[:2]], [names[:2], names[2:4]], [names[:3]], [names[:-1]]])
    fitting = [sorted(part) for part in parts if 2 <= len(part) < number]
    return tuple(Wider(id="+".join(part), label=_TEXT, of=tuple(part)) for part in fitting)


def _question(name: str, dice: random.Random) -> AnyQuestion:
    question = dice.choice(_KINDS)
    changes: dict[str, object] = {"id": name, "show_if": None}
    if isinstance(question, PickOne | PickMany | Ranking):
        changes["options"] = _options(dice.randint(3, 7))
    if isinstance(question, Points):
        changes["options"] = _options(dice.randint(2, 5))
        changes["total"] = dice.choice([3, 5, 10, 24])
    if isinstance(question, Number):
        changes["most"] = dice.choice([4, 60, 1000])
    if isinstance(question, PickOne):
        changes["breakdown"] = False
    if isinstance(question, PickMany):
        changes["most"] = dice.choice([None, 2, 3])
    if isinstance(question, Ranking):
        changes["places"] = dice.choice([None, 2, 3])
    return replace(question, **changes)


def _perhaps_conditional(
    question: AnyQuestion, before: list[AnyQuestion], dice: random.Random
) -> AnyQuestion:
    if dice.random() < 0.6:
        return question
    return replace(question, show_if=condition(dice.choice(before), dice))


def condition(about: AnyQuestion, dice: random.Random) -> Condition:
    """Return a condition on an earlier question, of a kind that fits it."""
    match about:
        case Number():
            return Condition(question=about.id, at_least=dice.choice([2, 20, 25]))
        case DatePart():
            return Condition(question=about.id, at_least=dice.choice(["2023", "2024-05"]))
        case Scale():
            return Condition(question=about.id, at_most=dice.randint(2, 4))
        case PickOne():
            return Condition(question=about.id, equals=about.options[0].id)
    return Condition(question=about.id, includes=about.levels()[0].id)


def _weights(number: int, dice: random.Random) -> list[float]:
    """Return shares of any shape: even, falling, or one that is nearly all."""
    steep = dice.choice([0.0, 0.3, 0.5, 0.8, 1.0, 1.6, 4.0])
    weights = [1 / (1 + rank) ** steep for rank in range(number)]
    dice.shuffle(weights)
    return weights


def _answer(
    row: Row, question: AnyQuestion, weights: list[float], silent: float, dice: random.Random
) -> None:
    row[question.id] = None
    row[f"{question.id}__outcome"] = "not_asked"
    if question.show_if is None or is_asked(question.show_if, row):
        spoke = dice.random() >= silent
        row[f"{question.id}__outcome"] = "answered" if spoke else "skipped"
        row[question.id] = _value(question, weights, dice) if spoke else None


def is_asked(condition: Condition, row: Row) -> bool:
    """Return whether somebody who gave these answers so far is asked a question."""
    return holds(condition, _facts(row))


def _facts(row: Row) -> Facts:
    """Return what a condition sees of the answers given so far."""
    given: Mapping[str, Answer] = {
        name: answered(_given(value))
        for name, value in row.items()
        if row.get(f"{name}__outcome") == "answered" and value is not None
    }
    return Facts(given, "", "", "", (0, None))


def _given(value: Value) -> str | int | float | tuple[str, ...] | dict[str, int]:
    if isinstance(value, list):
        points = dict(one for one in value if isinstance(one, tuple))
        return points or tuple(one for one in value if isinstance(one, str))
    return value or 0


def _values(question: AnyQuestion) -> list[str]:
    """Return what can be answered, or chosen among, as texts."""
    match question:
        case Number():
            return [str(number) for number in range(int(question.least), int(question.most) + 1)]
        case DatePart():
            months = [f"{year}-{month:02}" for year in range(2021, 2027) for month in range(1, 13)]
            return [month for month in months if month <= "2026-06"]
    return [level.id for level in question.levels()]


def _value(question: AnyQuestion, weights: list[float], dice: random.Random) -> Value:
    ids = _values(question)
    match question:
        case Scale():
            return int(dice.choices(ids, weights)[0])
        case Number():
            return float(dice.choices(ids, weights)[0])
        case PickOne() | DatePart():
            return dice.choices(ids, weights)[0]
        case Points():
            given = dice.choices(ids, weights, k=question.total)
            return [(one, given.count(one)) for one in ids]
    wanted = 1
    if isinstance(question, Ranking):
        wanted = question.length
    if isinstance(question, PickMany):
        wanted = dice.randint(1, question.ceiling)
    liked = sorted(ids, key=lambda id_: dice.random() ** (1 / weights[ids.index(id_)]))
    return liked[::-1][:wanted]
