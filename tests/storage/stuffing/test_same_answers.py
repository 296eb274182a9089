"""A set of answers is stuffed when chance does not explain how often it occurs."""

import random
from collections import Counter

from dialogs.answers import SKIPPED, answered
from storage.stuffing.same_answers import AnswerSet, answer_set, compared, stuffed
from tests.support.stuffing import ROUND

PUSHED: AnswerSet = ("lift", ("events",), 5, ("concerts", "pitches"))


def by_chance(people: int, options: int, seed: int = 1) -> Counter[AnswerSet]:
    dice = random.Random(seed)
    return Counter(tuple(dice.randrange(options) for _ in range(4)) for _ in range(people))


def test_a_pushed_set_is_found_among_honest_ones() -> None:
    assert stuffed(by_chance(400, 5) + Counter({PUSHED: 30})) == {PUSHED}


def test_a_pushed_set_is_found_when_nearly_everybody_pushes_it() -> None:
    assert stuffed(by_chance(40, 5) + Counter({PUSHED: 10_000})) == {PUSHED}


def test_few_may_agree() -> None:
    assert stuffed(by_chance(400, 5) + Counter({PUSHED: 9})) == frozenset()


def test_short_lists_repeat_by_chance() -> None:
    assert stuffed(by_chance(2_000, 2)) == frozenset()


def test_what_most_people_want_is_not_stuffed() -> None:
    dice = random.Random(1)
    popular: Counter[AnswerSet] = Counter(
        tuple(dice.choices([1, 2, 3], [80, 10, 10])[0] for _ in range(4)) for _ in range(2_000)
    )
    assert popular.most_common(1)[0][1] > 700
    assert stuffed(popular) == frozenset()


def test_nothing_is_compared_of_those_who_skipped() -> None:
    assert answer_set(dict.fromkeys(compared(ROUND), SKIPPED), compared(ROUND)) == ()
    assert stuffed(Counter({(): 500})) == frozenset()


def test_who_somebody_is_does_not_count() -> None:
    assert compared(ROUND) == ("way_home", "better", "safe", "first")
    answers = {
        "way_home": answered("bus"),
        "better": answered(("sport",)),
        "safe": answered(2),
        "first": answered(("lamps", "concerts", "pitches")),
    }
    girl, boy = (answers | {"gender": answered(one)} for one in ("girl", "boy"))
    assert answer_set(girl, compared(ROUND)) == answer_set(boy, compared(ROUND))
