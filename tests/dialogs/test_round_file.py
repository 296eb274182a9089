"""What a round file may not be, and what its author is told."""

import random
import re

import pytest

from dialogs import round_file
from dialogs.problems import RoundFileError
from tests.support.world import EXAMPLE_TEXT


def refused(text: str) -> str:
    with pytest.raises(RoundFileError) as caught:
        round_file.load(text, file="r.yaml")
    return str(caught.value)


def line_of(fragment: str) -> int:
    return EXAMPLE_TEXT[: EXAMPLE_TEXT.index(fragment)].count("\n") + 1


@pytest.mark.parametrize(
    ("fragment", "instead", "says"),
    [
        ("  mk: Нашите вечери\n", "", "The text in “mk” is missing"),
        ("id: our_evenings", "id: Our-Evenings", "cannot be an id"),
        ("least: 15, most: 17", "least: 16, most: 17", "leave a gap"),
        ("  threshold: 10", "  threshold: 5", "only be stricter"),
        ("option: transport", "option: trains", "rests on an option that is not there"),
        ("closes: 2026-11-22", "closes: 2026-11-02", "closes before it opens"),
        ("decision_date: 2027-02-15", "decision_date: 2026-11-20", "before the round closes"),
        ("keep_drafts_days: 7", "keep_drafts_days: 90", "1 to 30 days"),
        ("points: 5", "points: 12", "3 to 11 points"),
        ("most: 3", "most: 9", "do not fit"),
        ("breakdowns: [age, gender, place]", "breakdowns: [age, way_home]", "is no breakdown"),
        ("minimum_age: 12", "minimum_age: eleven", "Expected `int`"),
        ("    id: place\n", "    id: gender\n", "is used twice"),
        ("    kind: pick_many", "    kind: pick_any", ""),
        ("practice: true", "practise: true", "practise"),
    ],
)
def test_each_mistake_is_named_with_a_remedy(fragment: str, instead: str, says: str) -> None:
    text = EXAMPLE_TEXT.replace(fragment, instead, 1)
    if text == EXAMPLE_TEXT:
        text = EXAMPLE_TEXT.replace(fragment.strip(), instead.strip(), 1)
    message = refused(text)
    assert says in message
    assert re.match(r"r\.yaml:\d+: ", message)


def test_the_line_is_the_right_one() -> None:
    message = refused(EXAMPLE_TEXT.replace("least: 15, most: 17", "least: 16, most: 17"))
    assert message.startswith(f"r.yaml:{line_of('least: 15, most: 17')}: ")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "empty"),
        ("a: &x 1\nb: *x", "Anchors"),
        ("a: !!python/name:os.system x", "Tags"),
        ("a: 1\na: 2", "there twice"),
        ("a: [1", "Not readable"),
        ("a: 2027-02-31", "does not exist"),
        ("a: 2027-02-15 10:00:00", "time of day"),
        ("? [a]\n: 1", "plain word"),
        ("a: " + "[" * 30 + "]" * 30, "too deeply"),
        ("a: " + "x" * 300_000, "256 KiB"),
        ("a: \x07", "does not allow"),
        ("- 1\n- 2", "Expected"),
    ],
)
def test_hostile_yaml_is_refused(text: str, says: str) -> None:
    assert says in refused(text)


@pytest.mark.parametrize("seed", range(60))
def test_a_damaged_file_is_refused_or_read_but_never_crashes(seed: int) -> None:
    dice = random.Random(seed)
    text = EXAMPLE_TEXT
    for _ in range(dice.randrange(1, 4)):
        at = dice.randrange(len(text))
        text = (
            text[:at]
            + dice.choice(["", ":", "-", "{", "'", "\t", "\n", "é", "99"])
            + text[at + 1 :]
        )
    try:
        round_file.load(text, file="r.yaml")
    except RoundFileError as refusal:
        problems = refusal.problems
    else:
        problems = ()
    assert all(problem.remedy for problem in problems)
