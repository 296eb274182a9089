"""Who was asked is tied to the bands, points and places that the condition is about."""

import pytest

from admin.analysis.planning import plan_of
from admin.analysis.routing import Part, routed
from dialogs.conditions import Condition
from tests.support import datasets
from tests.support.number_rounds import OPTIONS, number_round

ROUND = number_round()
GONE = ":skipped"


def parts(condition: Condition) -> list[Part]:
    """Return what is said of a question as it is counted over everybody."""
    every = routed(condition, plan_of(ROUND), ROUND)
    return [part for part in every if not part.variable.endswith(":merged")]


@pytest.mark.parametrize(
    ("condition", "categories"),
    [
        (Condition(question="minutes", at_least=60), ("60..79", "80..100")),
        (Condition(question="minutes", at_most=19), ("0..19",)),
        (Condition(question="minutes", at_least=101), ()),
        (Condition(question="since", at_least="2025"), ("2025", "2026")),
        (Condition(question="since", at_most="2023-12"), ("2022", "2023")),
        (Condition(none_of=Condition(question="since", at_least="2023")), ("2022", GONE)),
    ],
)
def test_where_bands_are_whole_those_asked_are_their_people(
    condition: Condition, categories: tuple[str, ...]
) -> None:
    question = condition.question or "since"
    assert parts(condition) == [Part(question, categories)]


def test_where_a_band_is_cut_there_is_a_least_and_a_most() -> None:
    assert parts(Condition(question="minutes", at_least=30)) == [
        Part("minutes", ("40..59", "60..79", "80..100"), 0, None),
        Part("minutes", ("20..39", "40..59", "60..79", "80..100"), None, 0),
    ]
    assert parts(Condition(question="since", at_least="2025-04")) == [
        Part("since", ("2026",), 0, None),
        Part("since", ("2025", "2026"), None, 0),
    ]


def test_wider_bands_are_tied_as_well() -> None:
    condition = Condition(question="minutes", at_least=60)
    assert list(routed(condition, plan_of(ROUND), ROUND))[1:] == [
        Part("minutes:merged", ("80..100",), 0, None),
        Part("minutes:merged", ("40..79", "80..100"), None, 0),
    ]


def test_a_scale_is_tied_as_points_and_as_merged_parts() -> None:
    scale = datasets.example_round()
    condition = Condition(question="safe", at_most=3)
    points, merged = routed(condition, plan_of(scale), scale)
    assert points == Part("safe", ("1", "2", "3"))
    assert merged == Part("safe:merged", ("low", "middle"))
    cut = list(routed(Condition(question="safe", at_most=4), plan_of(scale), scale))
    assert cut[1:] == [
        Part("safe:merged", ("low", "middle"), 0, None),
        Part("safe:merged", ("low", "middle", "high"), None, 0),
    ]


def test_an_option_is_included_when_it_was_placed_or_given_points() -> None:
    example = datasets.example_round()
    placed = routed(Condition(question="first", includes="yard"), plan_of(example), example)
    assert list(placed) == [Part("first:among", ("yard",))]
    given = parts(Condition(question="budget", includes="yard"))
    assert given == [Part("budget:points:yard", ("1", "2", "3", "4"))]


def test_whoever_ranks_every_option_has_placed_each() -> None:
    placed = parts(Condition(question="first", includes="yard"))
    assert placed == [Part("first", OPTIONS)]


def test_whether_there_is_an_answer_is_known_of_every_kind() -> None:
    assert parts(Condition(question="budget", answered=True)) == [Part("budget", (":answered",))]
    assert parts(Condition(question="first", answered=False)) == [Part("first", (GONE,))]
