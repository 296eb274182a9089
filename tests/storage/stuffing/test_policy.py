"""Which flags quarantine, and that people who came one way are judged by themselves."""

import pytest

from dialogs.answers import Answer, answered
from dialogs.session import Respondent, Response
from storage.stuffing import Flag, Judge, quarantined
from storage.stuffing.policy import WAVE_LEAST
from tests.storage.stuffing.test_same_texts import LETTER
from tests.storage.stuffing.test_straight import FIRST
from tests.support.stuffing import ROUND, content, honest

LIVELY = [response for _, response in honest(120)]
OTHERWISE: dict[str, Answer] = {
    "gender": answered("boy"),
    "place": answered("hill"),
    "way_home": answered("bus"),
    "better": answered(("traffic",)),
    "safe": answered(4),
    "first": answered(("pitches", "lamps", "open_house")),
}


def said(
    answers: dict[str, Answer],
    *,
    fast: bool = False,
    invited: bool = False,
    respondent: Respondent = Respondent.PERSON,
) -> Response:
    return Response(
        round=ROUND.id,
        version="",
        language="en",
        age="15_17",
        answers=answers,
        fast=fast,
        invited=invited,
        respondent=respondent,
    )


def apart(*own: Response) -> list[bool]:
    """Return which of these are set apart in a round in which others took part as well."""
    return quarantined(ROUND, [content(one) for one in (*own, *LIVELY)])[: len(own)]


TEXT = {"own_words": answered(LETTER)}


@pytest.mark.parametrize(
    ("one", "flags", "set_apart"),
    [
        (said(OTHERWISE), Flag(0), False),
        (said(OTHERWISE, fast=True), Flag.FAST, False),
        (said(FIRST), Flag.STRAIGHT, False),
        (said(FIRST, fast=True), Flag.FAST | Flag.STRAIGHT, True),
    ],
)
def test_one_flag_is_not_enough(one: Response, flags: Flag, set_apart: bool) -> None:
    judge = Judge(ROUND, [content(each) for each in (one, *LIVELY)])
    assert judge.flags(one) == flags
    assert judge.sets_apart(one) is set_apart


def test_a_letter_that_many_copied_stays_in() -> None:
    letters = [said(answers | TEXT) for answers in _varied(30)]
    judge = Judge(ROUND, [content(each) for each in (*letters, *LIVELY)])
    assert {judge.flags(one) for one in letters} == {Flag.SAME_TEXT}
    assert not any(apart(*letters))


def test_a_letter_with_the_same_answers_is_set_apart() -> None:
    assert all(apart(*[said(OTHERWISE | TEXT)] * 30))
    assert not any(apart(*[said(OTHERWISE)] * 30))
    assert not any(apart(*[said(OTHERWISE | TEXT)] * 9))


def test_fast_ones_are_set_apart_in_a_wave_only() -> None:
    fast = [said(answers, fast=True) for answers in _varied(WAVE_LEAST)]
    assert all(apart(*fast))
    assert not any(apart(*fast[: WAVE_LEAST // 2]))


@pytest.mark.parametrize(
    "own",
    [
        said(OTHERWISE | TEXT, invited=True),
        said(OTHERWISE | TEXT, respondent=Respondent.ORGANISATION),
    ],
)
def test_nobody_is_judged_by_those_who_came_another_way(own: Response) -> None:
    assert apart(own, *[said(OTHERWISE | TEXT)] * 30) == [False, *[True] * 30]


def _varied(count: int) -> list[dict[str, Answer]]:
    levels = {one.id: [level.id for level in one.levels()] for one in ROUND.questions}
    return [
        OTHERWISE
        | {"way_home": answered(levels["way_home"][number % 5])}
        | {"safe": answered(1 + number // 5 % 5)}
        | {"better": answered((levels["better"][number // 25 % 6],))}
        for number in range(count)
    ]
