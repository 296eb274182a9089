"""Faster than reading: one bit is kept, and the beginning only for a few minutes."""

import datetime as dt

import pytest
from msgspec.structs import replace

from dialogs.answers import SKIPPED, Answer, answered
from dialogs.round import Invitation
from dialogs.speed import WATCHED, forgetting, grain
from tests.support.person import Person
from tests.support.stuffing import ROUND, sent
from tests.support.world import EXAMPLE, NOW, world

ANSWERS: dict[str, Answer] = {
    "gender": answered("boy"),
    "place": answered("hill"),
    "way_home": answered("bus"),
    "better": answered(("traffic",)),
    "safe": answered(4),
    "first": answered(("pitches", "lamps", "open_house")),
    "own_words": answered("More buses"),
}


@pytest.mark.parametrize(
    ("seconds", "fast"), [(0, True), (5, True), (30, False), (86_400, False), (-5, False)]
)
def test_only_what_is_faster_than_reading_is_fast(seconds: float, fast: bool) -> None:
    assert sent(ANSWERS, seconds=seconds).fast is fast


@pytest.mark.parametrize("left", [0, 4])
def test_who_skips_much_is_not_fast(left: int) -> None:
    few = dict(list(ANSWERS.items())[:left])
    assert not sent(dict.fromkeys(ANSWERS, SKIPPED) | few, seconds=1).fast


def test_simulated_people_need_not_read() -> None:
    assert not sent(ANSWERS, seconds=1, round_=EXAMPLE).fast


def test_a_whole_conversation_in_a_moment_is_fast() -> None:
    assert _conversation(seconds_between=0.1)


def test_a_whole_conversation_at_leisure_is_not() -> None:
    assert not _conversation(seconds_between=4)


def test_the_beginning_is_forgotten_at_the_first_step_after_a_few_minutes() -> None:
    person = Person(ROUND)
    person.consent()
    assert person.stored is not None
    assert person.stored.began == grain(NOW)
    person.world = world(now=NOW + dt.timedelta(seconds=WATCHED + 1))
    person.tap("Boy or man")
    assert person.stored.began == 0
    again = forgetting(replace(person.stored, began=grain(NOW)), NOW)
    assert again.began == grain(NOW)


def _conversation(*, seconds_between: float) -> bool:
    """Return whether somebody who answers five questions and skips the others was fast."""
    person, now = Person(replace(ROUND, invitation=Invitation.OPEN)), NOW
    person.consent()
    taps = (
        "Boy or man",
        "On the hill",
        "By bus",
        "Slower traffic",
        "Done",
        "4",
        "Skip ➡",
        "Skip ➡",
    )
    for words in taps:
        now += dt.timedelta(seconds=seconds_between)
        person.world = world(now=now)
        person.tap(words)
    person.tap("Send my answers")
    assert person.kept is not None
    return person.kept.response.fast
