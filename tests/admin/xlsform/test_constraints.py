"""`constraint` as the bounds of a kind; what has no place comes back."""

import pytest

from admin.xlsform import constraints
from admin.xlsform.expressions import parse
from admin.xlsform.known import Plain

OPTIONS = {"a": "a", "B": "b", "None": "none"}


def applied(kind: str, constraint: str, **fields: object) -> tuple[Plain, int]:
    question: Plain = {"kind": kind, **fields}
    if kind == "pick_many":
        question["options"] = [{"id": one} for one in OPTIONS.values()]
    left = constraints.apply(parse(constraint), question, OPTIONS)
    return {name: value for name, value in question.items() if name != "kind"}, len(left)


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        (". >= 0 and . <= 120", {"least": 0, "most": 120}),
        ("(.>0) and (.<120)", {"least": 1, "most": 119}),
        ("0 <= . and 5 > .", {"least": 0, "most": 4}),
        (". > -10", {"least": -9}),
    ],
)
def test_numbers(constraint: str, fields: Plain) -> None:
    assert applied("number", constraint) == (fields, 0)


def test_decimals_count() -> None:
    assert applied("number", ". > 1 and . < 2", decimals=2) == (
        {"decimals": 2, "least": 1.01, "most": 1.99},
        0,
    )


@pytest.mark.parametrize(
    ("constraint", "limit"),
    [("string-length(.) <= 50", 50), ("string-length(.) < 50", 49), ("50 >= string-length()", 50)],
)
def test_texts(constraint: str, limit: int) -> None:
    assert applied("free_text", constraint) == ({"limit": limit}, 0)


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("count-selected(.) <= 3", {"most": 3}),
        ("count-selected(.) < 3 and count-selected(.) > 1", {"least": 2, "most": 2}),
        ("count-selected(.) = 2", {"least": 2, "most": 2}),
        ("count-selected(.) >= 2 or selected(., 'None')", {"least": 2}),
    ],
)
def test_counts(constraint: str, fields: Plain) -> None:
    said, left = applied("pick_many", constraint)
    del said["options"]
    assert (said, left) == (fields, 0)


@pytest.mark.parametrize(
    "constraint",
    [
        "not(selected(., 'None') and count-selected(.) > 1)",
        "not(count-selected(.) >= 2 and selected(., 'None'))",
        "not(selected(., 'None')) or count-selected(.) = 1",
        "(selected(., 'None') and count-selected(.) = 1) or not(selected(., 'None'))",
        "if(selected(., 'None'), count-selected(.) = 1, true())",
        "not(selected(., 'None') and (selected(., 'a') or selected(., 'B')))",
        "not((selected(., 'None')) and (count-selected(.) > 1))",
    ],
)
def test_none_of_these_stands_alone(constraint: str) -> None:
    said, left = applied("pick_many", constraint)
    assert said["options"] == [{"id": "a"}, {"id": "b"}, {"id": "none", "exclusive": True}]
    assert left == 0


@pytest.mark.parametrize(
    "constraint",
    [
        "not((selected(., 'a') or selected(., 'None')) and count-selected(.) > 1)",
        "not(selected(.,'a') and count-selected(.)>1 or selected(.,'None')and count-selected(.)>1)",
    ],
)
def test_several_stand_alone(constraint: str) -> None:
    said, left = applied("pick_many", constraint)
    options = said["options"]
    assert isinstance(options, list)
    assert [one["id"] for one in options if one.get("exclusive")] == ["a", "none"]
    assert left == 0


def test_alone_or_two() -> None:
    said, left = applied(
        "pick_many", "if(selected(., 'None'), count-selected(.) = 1, count-selected(.) = 2)"
    )
    assert (said["least"], said["most"], left) == (2, 2, 0)


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        (". >= date('2020-01-01') and . <= today()", {"earliest": "2020-01"}),
        (". > '2020-01-01' and . < '2021-01-01'", {"earliest": "2020-02", "latest": "2020-12"}),
    ],
)
def test_dates(constraint: str, fields: Plain) -> None:
    assert applied("date_part", constraint) == (fields, 0)


def test_years() -> None:
    said, left = applied("date_part", ". >= 1990 and . <= date('2020-06-01')", precision="year")
    assert (said["earliest"], said["latest"], left) == (1990, 2020, 0)


@pytest.mark.parametrize(
    ("kind", "constraint", "left"),
    [
        ("number", ". >= 0 and . != 5 and . mod 2 = 0", 2),
        ("number", ". > ${other}", 1),
        ("free_text", "regex(., '[a-z]+')", 1),
        ("free_text", "string-length(.) > 5", 1),
        ("pick_many", "not(selected(., 'a') and selected(., 'B'))", 1),
        ("pick_many", "count-selected(.) != 2", 1),
        ("pick_many", "not(selected(., 'nowhere') and count-selected(.) > 1)", 1),
        ("pick_one", ". != 'a'", 1),
        ("date_part", ". < ${other}", 1),
        ("date_part", ". < date('0001-01-01')", 1),
        ("date_part", ". < date('2020-99-01')", 1),
        ("number", ". > 1e400", 1),
        ("number", f". > {'9' * 400}", 1),
    ],
)
def test_what_has_no_place_comes_back(kind: str, constraint: str, left: int) -> None:
    assert applied(kind, constraint)[1] == left
