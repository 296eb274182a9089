"""What a translator hands back is taken, left, or refused with its place."""

import pytest

from dialogs.problems import Severity
from dialogs.translating.record import Record
from dialogs.translating.taking import Delivered, take
from tests.dialogs.translating.rounds import BUSES, by_key, example

ENTRIES = by_key(example(), "sq").values()
NOW = "Autobusë deri më vonë"


def delivered(
    translation: str = "Autobusë nate",
    *,
    key: str = BUSES,
    source: str = "Later buses",
    unsure: bool = False,
    unseen: bool = False,
) -> Delivered:
    return Delivered(
        key=key,
        source=source,
        translation=translation,
        file="r.sq.xlsx",
        line=7,
        cell="Texts!C7",
        unsure=unsure,
        unseen=unseen,
    )


def test_a_new_wording_is_taken_with_what_it_was_translated_from() -> None:
    taken = take([delivered()], ENTRIES)
    assert taken.made == {BUSES: ("Later buses", "Autobusë nate")}
    assert taken.changed == (BUSES,)
    assert (*taken.outdated, *taken.left, *taken.problems) == ()


def test_a_text_as_it_was_is_confirmed_and_not_changed() -> None:
    taken = take([delivered(NOW)], ENTRIES)
    assert (set(taken.made), taken.changed) == ({BUSES}, ())


def test_a_text_translated_from_an_old_file_is_taken_and_stays_stale() -> None:
    taken = take([delivered(source="Buses")], ENTRIES)
    assert taken.outdated == (BUSES,)
    record = Record(round="our_evenings", source="en").following("sq", taken.made)
    assert record.state("sq", BUSES, "Later buses", "Autobusë nate") == "changed"


@pytest.mark.parametrize(
    ("one", "is_taken"),
    [
        (delivered(unsure=True), False),
        (delivered(NOW, unseen=True), False),
        (delivered(unseen=True), True),
        (delivered("  "), False),
    ],
)
def test_what_is_not_finished_is_left_as_it_is(one: Delivered, *, is_taken: bool) -> None:
    taken = take([one], ENTRIES)
    assert bool(taken.made) is is_taken
    assert taken.left == (() if is_taken or not one.translation.strip() else (BUSES,))


def test_what_is_wrong_is_said_with_its_cell() -> None:
    wrong = [
        delivered(key="questions/gone/text"),
        delivered("Autobusë {nate}"),
        delivered(),
    ]
    taken = take(wrong, ENTRIES)
    assert taken.refused
    said = [str(one) for one in taken.problems]
    assert "r.sq.xlsx:7: Texts!C7: “questions/gone/text” is no text of the round." in said[0]
    assert "“{nate}” is not in the source" in said[1]
    assert "is there twice" in said[2]


def test_what_is_too_long_is_taken_with_a_warning() -> None:
    taken = take([delivered("Autobusë " * 8)], ENTRIES)
    assert not taken.refused
    (problem,) = taken.problems
    assert problem.severity is Severity.WARNING
    assert "7 characters more than the 64" in problem.what
