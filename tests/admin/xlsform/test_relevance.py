"""`relevant` as `show_if`: the same answers make both true."""

import pytest

from admin.xlsform.expressions import parse
from admin.xlsform.known import Above, Known, NoCounterpartError, Plain
from admin.xlsform.relevance import condition

ABOVE = Above(
    below=frozenset({"later"}),
    questions={
        "Way": Known({"kind": "pick_one", "id": "way"}, {"bus": "bus", "On foot": "on_foot"}),
        "rate": Known({"kind": "pick_one", "id": "rate"}, {"1": "o_1", "2": "o_2", "3": "o_3"}),
        "many": Known({"kind": "pick_many", "id": "many"}, {"a": "a", "B": "b"}),
        "rank": Known({"kind": "ranking", "id": "rank"}, {"a": "a"}),
        "n": Known({"kind": "number", "id": "n"}),
        "d": Known({"kind": "number", "id": "d", "decimals": 1}),
        "scale": Known({"kind": "scale", "id": "scale"}),
        "t": Known({"kind": "free_text", "id": "t"}),
        "month": Known({"kind": "date_part", "id": "month"}),
        "year": Known({"kind": "date_part", "id": "year", "precision": "year"}),
        "note": Known({"kind": "info", "id": "note"}),
    },
    lost={"gps": "a place on the map"},
)


def said(text: str) -> Plain:
    return condition(parse(text), ABOVE, [])


@pytest.mark.parametrize(
    ("relevant", "show_if"),
    [
        ("${Way} = 'bus'", {"question": "way", "is": "bus"}),
        ("'bus' = ${Way}", {"question": "way", "is": "bus"}),
        ("${Way} != 'On foot'", {"question": "way", "is_not": "on_foot"}),
        ("selected(${Way}, 'bus')", {"question": "way", "is": "bus"}),
        ("selected(${many}, 'B')", {"question": "many", "includes": "b"}),
        ("selected(${rank}, 'a')", {"question": "rank", "includes": "a"}),
        ("not(selected(${many}, 'a'))", {"not": {"question": "many", "includes": "a"}}),
        ("${rate} = 2", {"question": "rate", "is": "o_2"}),
        (
            "${rate} >= 2",
            {"any": [{"question": "rate", "is": "o_2"}, {"question": "rate", "is": "o_3"}]},
        ),
        ("${n} > 5", {"question": "n", "at_least": 6}),
        ("${n} > 5.5", {"question": "n", "at_least": 6}),
        ("5 < ${n}", {"question": "n", "at_least": 6}),
        ("${n} >= '5'", {"question": "n", "at_least": 5}),
        ("${n} < 5", {"question": "n", "at_most": 4}),
        ("number(${n}) > 5", {"question": "n", "at_least": 6}),
        ("${d} > 5", {"question": "d", "at_least": 5.1}),
        ("${d} <= 5", {"question": "d", "at_most": 5}),
        ("${n} = 3", {"question": "n", "is": 3}),
        ("${scale} != -1", {"question": "scale", "is_not": -1}),
        ("${t} = 'x'", {"question": "t", "is": "x"}),
        ("${t} != ''", {"question": "t", "answered": True}),
        ("${n} = ''", {"question": "n", "answered": False}),
        ("string-length(${t}) > 0", {"question": "t", "answered": True}),
        ("count-selected(${many}) = 0", {"question": "many", "answered": False}),
        ("${month} >= date('2026-03-01')", {"question": "month", "at_least": "2026-03"}),
        ("${month} >= date('2026-03-02')", {"question": "month", "at_least": "2026-04"}),
        ("${month} < date('2026-03-01')", {"question": "month", "at_most": "2026-02"}),
        ("${month} < '2026-03-15'", {"question": "month", "at_most": "2026-03"}),
        ("${month} > date('2026-12-01')", {"question": "month", "at_least": "2027-01"}),
        ("${month} <= date('2026-03-15')", {"question": "month", "at_most": "2026-03"}),
        ("${year} > date('2020-06-01')", {"question": "year", "at_least": "2021"}),
        (
            "${Way} = 'bus' and (${n} = 1 or ${n} = 2) and ${t} != ''",
            {
                "all": [
                    {"question": "way", "is": "bus"},
                    {"any": [{"question": "n", "is": 1}, {"question": "n", "is": 2}]},
                    {"question": "t", "answered": True},
                ]
            },
        ),
    ],
)
def test_says_the_same(relevant: str, show_if: Plain) -> None:
    assert said(relevant) == show_if


@pytest.mark.parametrize(
    ("relevant", "why"),
    [
        ("${later} = 1", "stands below"),
        ("${nowhere} = 1", "There is no question"),
        ("${gps} != ''", "a place on the map"),
        ("${Way} = 'train'", "no choice"),
        ("${Way} > 'bus'", "no order"),
        ("${rate} > 3", "No choice"),
        ("${n} = ${d}", "Two answers"),
        ("${n} + 1 = 3", r"operator \+"),
        ("count-selected(${many}) > 2", "How many"),
        ("coalesce(${n}, 1) = 1", r"coalesce\(\)"),
        ("${n}", "without a comparison"),
        ("if(${n} = 1, 'a', 'b')", r"if\(\)"),
        ("${note} = 'x'", "cannot be compared"),
        ("selected(${n}, '1')", "no choices"),
        ("${month} > today()", "fixed date"),
        ("${month} > date('0001-01-01') and ${month} < date('0001-01-01')", "out of reach"),
        ("region = 1", "no counterpart"),
        ("//x = 1", "path"),
        ("false()", "without a comparison"),
    ],
)
def test_what_has_no_counterpart_says_why(relevant: str, why: str) -> None:
    with pytest.raises(NoCounterpartError, match=why):
        said(relevant)


def test_equals_on_several_choices_is_noted() -> None:
    notes: list[str] = []
    assert condition(parse("${many} != 'a'"), ABOVE, notes) == {
        "not": {"question": "many", "includes": "a"}
    }
    assert len(notes) == 1
