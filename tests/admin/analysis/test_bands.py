"""Bands follow from the round alone, hold every possible answer once, and are few."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from admin.analysis import bands
from dialogs.questions import DatePart, Number, Points
from dialogs.questions.options import Option
from tests.support import datasets

TEXT = {"en": "How much?", "mk": "Колку?"}
ROUND = datasets.example_round()


def number(least: float, most: float, decimals: int = 0) -> Number:
    return Number(id="n", text=TEXT, least=least, most=most, decimals=decimals)


def points(total: int, step: int = 1) -> Points:
    return Points(id="p", text=TEXT, options=(Option(id="a", label=TEXT),), total=total, step=step)


@pytest.mark.parametrize(
    ("question", "ids"),
    [
        (number(0, 180), ["0..49", "50..99", "100..149", "150..180"]),
        (number(0, 100), ["0..19", "20..39", "40..59", "60..79", "80..100"]),
        (number(1, 5), ["1", "2", "3", "4", "5"]),
        (number(-5, 14), ["-5..-1", "0..4", "5..9", "10..14"]),
        (number(0, 1, 1), ["0.0..0.1", "0.2..0.3", "0.4..0.5", "0.6..0.7", "0.8..1.0"]),
        (number(0, 120), ["0..19", "20..39", "40..59", "60..79", "80..99", "100..120"]),
        (number(0, 60), ["0..9", "10..19", "20..29", "30..39", "40..49", "50..60"]),
        (number(7, 7), ["7"]),
    ],
)
def test_numbers_are_counted_in_round_bands(question: Number, ids: list[str]) -> None:
    assert [band.id for band in bands.of_number(question)] == ids


@given(st.integers(-10_000, 10_000), st.integers(0, 100_000), st.integers(0, 2))
def test_each_number_is_in_one_band(least: int, width: int, decimals: int) -> None:
    found = bands.of_number(number(least, least + width, decimals))
    step = 10**-decimals
    assert len(found) <= bands.MOST
    assert (found[0].span[0], found[-1].span[1]) == (least, least + width)
    for one, other in pairwise(found):
        assert other.span[0] - one.span[1] == pytest.approx(step)


def test_a_unit_stands_behind_the_numbers_in_each_language() -> None:
    question = Number(id="n", text=TEXT, least=-9, most=9, unit={"en": "degrees", "mk": "степени"})
    first = bands.of_number(question)[0]
    assert first.label == {"en": "−9–−6 degrees", "mk": "−9–−6 степени"}


def test_dates_are_counted_by_years() -> None:
    few = DatePart(id="d", text=TEXT, earliest="2022-09", latest="2024-03")
    assert [band.id for band in bands.of_date(few, ROUND)] == ["2022", "2023", "2024"]
    many = DatePart(id="d", text=TEXT, earliest=2000, latest=2026)
    assert bands.of_date(many, ROUND)[0].id == "2000..2004"


def test_without_a_latest_date_the_last_band_is_open() -> None:
    last = bands.of_date(DatePart(id="d", text=TEXT, earliest=2024), ROUND)[-1]
    assert ROUND.closes.year == 2026
    assert last == bands.Band("2026..", dict.fromkeys(TEXT, "2026+"), (2026, bands.LAST_YEAR))


def test_points_are_counted_one_by_one_if_they_are_few() -> None:
    assert [band.id for band in bands.of_points(points(3))] == ["0", "1", "2", "3"]
    assert [band.id for band in bands.of_points(points(20, 5))] == ["0", "5", "10", "15", "20"]
    assert len(bands.of_points(points(10))) == bands.POINTS_APART


def test_many_points_are_counted_in_bands_with_nothing_apart() -> None:
    found = bands.of_points(points(100))
    assert [band.id for band in found[:3]] == ["0", "1..10", "11..20"]
    assert len(found) == bands.POINTS_APART
    assert bands.of_points(points(24))[-1].id == "22..24"


def test_points_from_twice_an_even_share_on_are_one_band() -> None:
    four = tuple(Option(id=name, label=TEXT) for name in "abcd")
    question = Points(id="p", text=TEXT, options=four, total=10)
    assert [band.id for band in bands.of_points(question)] == ["0", "1", "2", "3", "4", "5..10"]


def test_two_neighbours_each_are_compared() -> None:
    hours = number(0, 180)
    found = bands.wider(hours, [band.span for band in bands.of_number(hours)])
    assert [band.id for band in found] == ["0..99", "100..180"]
    since = DatePart(id="d", text=TEXT, earliest=2021)
    open_ = bands.wider(since, [band.span for band in bands.of_date(since, ROUND)])
    assert [band.id for band in open_] == ["2021..2022", "2023..2024", "2025.."]
    assert bands.wider(number(1, 3), [(1, 1), (2, 2), (3, 3)]) == ()
