"""What the search says of a question is true: tried with answers drawn at random, and by hand."""

import math
import random
from collections.abc import Callable
from functools import cache

import pytest

from dialogs import round_file
from dialogs.answers import SKIPPED, Answer, Value, answered
from dialogs.conditions import Condition, Facts, holds
from dialogs.lints.tools import reach
from dialogs.lints.tools.reach import can_hold, is_asked
from dialogs.path import facts_of, path
from dialogs.problems import RoundFileError
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
from dialogs.questions.options import WithOptions
from dialogs.round import Round
from dialogs.session import Respondent, Session
from tests.support.mutations import conditioned
from tests.support.world import EVERYTHING, EVERYTHING_TEXT

ROUNDS = 30
TRIES = 150


@cache
def rounds_with_conditions() -> list[Round]:
    """Return rounds with random conditions that were accepted, `ROUNDS` of them."""
    found: list[Round] = []
    seed = 0
    while len(found) < ROUNDS:
        seed += 1
        try:
            found.append(round_file.load(conditioned(seed), file="r.yaml"))
        except RoundFileError:
            continue
    return found


@pytest.fixture(params=range(ROUNDS))
def round_(request: pytest.FixtureRequest) -> Round:
    """One of them after the other."""
    number: int = request.param
    return rounds_with_conditions()[number]


def random_answer(question: AnyQuestion, dice: random.Random) -> Answer:
    draw = DRAWN.get(type(question))
    return SKIPPED if draw is None or dice.random() < 0.2 else answered(draw(question, dice))


def _number(question: Number, dice: random.Random) -> int | float:
    within = dice.randint(math.ceil(question.least), math.floor(question.most))
    return dice.choice([question.least, question.most, within]) if question.decimals else within


def _some(question: PickMany | Ranking, dice: random.Random) -> tuple[str, ...]:
    if isinstance(question, Ranking):
        return tuple(one.id for one in dice.sample(question.options, question.length))
    exclusive = [one.id for one in question.options if one.exclusive]
    if exclusive and dice.random() < 0.3:
        return (dice.choice(exclusive),)
    others = [one.id for one in question.options if not one.exclusive]
    most = min(question.ceiling, len(others))
    size = dice.randint(min(question.least, most), most)
    return tuple(dice.sample(others, size))


DRAWN: dict[type, Callable[..., Value]] = {
    PickOne: lambda question, dice: dice.choice(question.options).id,
    Scale: lambda question, dice: dice.choice(question.numbers),
    Number: _number,
    DatePart: lambda question, dice: f"{str(question.earliest)[:4]}-{dice.randrange(1, 13):02}",
    PickMany: _some,
    Ranking: _some,
    Points: lambda question, _: {one.id: 1 for one in question.options},
}


def random_session(round_: Round, dice: random.Random) -> Session:
    organisation = round_.hear_organisations and dice.random() < 0.3
    return Session(
        language=dice.choice(list(round_.languages)),
        respondent=Respondent.ORGANISATION if organisation else Respondent.PERSON,
        age="" if organisation else dice.choice(round_.age_bands).id,
        answers={one.id: random_answer(one, dice) for one in round_.questions},
    )


def test_nobody_reaches_what_is_said_to_be_out_of_reach(round_: Round) -> None:
    dice = random.Random(1)
    reached = {
        question.id
        for _ in range(TRIES)
        for question in path(round_, random_session(round_, dice)).questions
    }
    for question in round_.questions:
        assert question.id not in reached or is_asked(round_, question) is not False


def test_what_is_said_to_be_impossible_never_holds(round_: Round) -> None:
    dice = random.Random(2)
    sessions = [random_session(round_, dice) for _ in range(TRIES)]
    facts: list[Facts] = [facts_of(round_, one, one.answers) for one in sessions]
    for question in round_.questions:
        condition = question.show_if
        if condition is not None and can_hold(round_, condition) is False:
            assert not any(holds(condition, each) for each in facts)
        if condition is not None and can_hold(round_, Condition(none_of=condition)) is False:
            assert all(holds(condition, each) for each in facts)


def test_every_question_of_the_example_is_in_reach_in_the_languages_it_is_meant_for() -> None:
    for question in EVERYTHING.questions:
        assert is_asked(EVERYTHING, question) is True
    fair = EVERYTHING.question("fair")
    assert is_asked(EVERYTHING, fair, "mk") is True
    assert is_asked(EVERYTHING, fair, "en") is False
    assert is_asked(EVERYTHING, EVERYTHING.question("minutes"), "mk") is True


def test_a_search_that_is_too_long_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reach, "MOST_STEPS", 2)
    assert is_asked(EVERYTHING, EVERYTHING.question("why_later")) is None


def test_a_filtered_list_is_followed_through() -> None:
    text = EVERYTHING_TEXT.replace(
        "show_if: {question: language, is_not: en}",
        "show_if: {all: [{question: region, is: east}, {question: town, is: NAME}]}",
    )
    for name, found in (("shtip", True), ("elsewhere", True), ("ohrid", False)):
        round_ = round_file.load(text.replace("NAME", name), file="r.yaml")
        town = round_.question("town")
        assert isinstance(town, WithOptions)
        assert is_asked(round_, round_.question("fair")) is found
