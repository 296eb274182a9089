"""Options are put together as the round says, and everything that hangs on them follows."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from msgspec.structs import replace

from admin.analysis.counting import EVERYBODY, UnprotectedCounts, count
from admin.briefs.compiling import compiled, context_of
from admin.briefs.model import Table
from admin.briefs.population import compared
from admin.dataset import Dataset
from admin.disclosure import Protected, protect, rule_of
from admin.exports.synthetic import drawn
from admin.findings.finding import group_of
from admin.linking import CellRef, linked
from admin.merging import join_small_groups
from admin.population import Population
from admin.suppression import Tie
from dialogs.conditions import Condition
from dialogs.questions import AnyQuestion, PickOne
from dialogs.questions.options import Wider
from dialogs.round import Round
from tests.admin.conftest import ISSUED
from tests.support import datasets

EXAMPLE = datasets.example_round()
PLACE = next(one for one in EXAMPLE.questions if isinstance(one, PickOne) and one.id == "place")
WAY = EXAMPLE.question("way_home")
OUTSIDE = Wider(id="outside", label=dict.fromkeys(PLACE.text, "Outside"), of=("hill", "villages"))

LARGE = {"centre": 60, "riverside": 45, "hill": 40, "villages": 35, None: 20}
SMALL = {"centre": 60, "riverside": 45, "hill": 40, "villages": 7, None: 20}
People = Mapping[str | None, int]


def round_of(way: AnyQuestion = WAY, wider: tuple[Wider, ...] = (OUTSIDE,)) -> Round:
    """Return a round that compares how people get home by where they live."""
    place = replace(PLACE, wider=wider)
    publication = replace(EXAMPLE.publication, breakdowns=("place",), asks=())
    return replace(EXAMPLE, questions=(place, way), publication=publication)


def answered(folder: Path, people: People, round_: Round | None = None) -> Dataset:
    """Write the responses of so many people of each place; two in three go home on foot."""
    round_ = round_ or round_of()
    rows = datasets.rows_of(round_, sum(people.values()))
    homes = [home for home, number in people.items() for _ in range(number)]
    condition = round_.questions[1].show_if
    for number, (row, home) in enumerate(zip(rows, homes, strict=True)):
        row["place"], row["place__outcome"] = home, "answered" if home else "skipped"
        asked = condition is None or home == condition.equals
        row["way_home"] = ("walk" if number % 3 else "bus") if asked else None
        row["way_home__outcome"] = "answered" if asked else "not_asked"
    return Dataset.open(datasets.write(folder / "dataset", round_, rows))


def counted(dataset: Dataset) -> UnprotectedCounts:
    return join_small_groups(count(dataset), dataset.round, rule_of(dataset.round))


def protected(dataset: Dataset) -> Protected:
    return protect(count(dataset), dataset.round)


def ties_of(dataset: Dataset) -> list[Tie[CellRef]]:
    return list(linked(counted(dataset), dataset.round, rule_of(dataset.round)).ties)


def test_options_stand_alone_while_all_are_large_enough(tmp_path: Path) -> None:
    dataset = answered(tmp_path, LARGE)
    names = ["centre", "riverside", "hill", "villages", ":skipped"]
    assert protected(dataset).plan.groups("way_home", "place") == names
    ties = ties_of(dataset)
    for name in OUTSIDE.of:
        assert Tie(((CellRef("place", name), 1),), 28, None) in ties


def test_where_one_is_too_small_the_wider_category_takes_their_place(tmp_path: Path) -> None:
    dataset = answered(tmp_path, SMALL)
    tables = protected(dataset)
    table = tables.table("way_home", "place")
    assert table.groups == ("centre", "riverside", "outside", ":skipped")
    assert table.base("outside").count == 45
    assert table.cell("walk", "outside").percent
    ties = ties_of(dataset)
    assert Tie(((CellRef("place", "hill"), 1),), 28, None) in ties
    assert Tie(((CellRef("place", "villages"), 1),), None, 27) in ties


def test_its_own_table_has_both_and_the_small_one_stays_hidden(tmp_path: Path) -> None:
    tables = protected(answered(tmp_path, SMALL))
    own, wider = tables.table("place"), tables.table("place:merged")
    assert not any(own.cell(name).shown for name in OUTSIDE.of)
    assert wider.cell("outside").count == 45
    assert wider.cell("centre").count == own.cell("centre").count == 60
    assert wider.cell(":skipped").count == 20


def test_no_answer_is_never_put_together_with_answers(tmp_path: Path) -> None:
    raw = counted(answered(tmp_path, {**SMALL, None: 2}))
    assert raw.counts["place", ":skipped", EVERYBODY] == 2
    assert raw.asked["way_home", ("place", ":skipped")] == 2
    assert raw.asked["way_home", ("place", "outside")] == 47


@pytest.mark.parametrize("people", [LARGE, SMALL])
def test_whoever_is_asked_because_of_an_option_is_counted_in_the_wider_group(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, people: People
) -> None:
    way = replace(WAY, show_if=Condition(question="place", equals="hill"))
    dataset = answered(tmp_path, people, round_of(way))
    raw = counted(dataset)
    group = "hill" if people is LARGE else "outside"
    assert raw.plan.groups("way_home", "place") == [group]
    assert raw.asked["way_home", ("place", group)] == 40
    asked, hill = CellRef("way_home", "", "place", group), CellRef("place", "hill")
    assert Tie(((asked, 1), (hill, -1)), 0, 0) in ties_of(dataset)
    assert caplog.messages == []


def test_an_option_offered_to_one_place_is_chosen_in_the_wider_group(tmp_path: Path) -> None:
    assert isinstance(WAY, PickOne)
    first, *others = WAY.options
    options = (replace(first, belongs_to=("hill",)), *others)
    round_ = round_of(replace(WAY, options=options, filter_by="place"))
    dataset = answered(tmp_path, {"hill": 40, "villages": 7}, round_)
    ties = ties_of(dataset)
    walk, hill = CellRef("way_home", "walk", "place", "outside"), CellRef("place", "hill")
    assert Tie(((walk, -1), (hill, 1)), 0, None) in ties


def test_several_wider_categories_stand_apart(tmp_path: Path) -> None:
    town = replace(OUTSIDE, id="town", of=("centre", "riverside"))
    dataset = answered(tmp_path, SMALL, round_of(wider=(OUTSIDE, town)))
    groups = protected(dataset).plan.groups("way_home", "place")
    assert groups == ["centre", "riverside", "outside", ":skipped"]


def test_the_brief_shows_and_says_what_was_put_together(tmp_path: Path) -> None:
    dataset = answered(tmp_path, SMALL)
    context = context_of(dataset, language="en", generated_on=dataset.closing.closed)
    place = context.tables.plan.variable("place")
    names = [one.id for one, _ in context.shown(place)]
    assert names == ["centre", "riverside", "outside", ":skipped"]
    sections = {one.id: str(one.blocks) for one in compiled(context).sections}
    assert "“On the hill” and “Villages around” together as “Outside”" in sections["who"]
    assert "a wider category takes the place of its answers" in sections["protection"]


def test_a_brief_says_the_rule_where_nothing_was_put_together(tmp_path: Path) -> None:
    dataset = answered(tmp_path, LARGE)
    context = context_of(dataset, language="en", generated_on=dataset.closing.closed)
    sections = {one.id: str(one.blocks) for one in compiled(context).sections}
    assert "together as" not in sections["who"]
    assert "a wider category takes the place of its answers" in sections["protection"]


def test_the_population_is_compared_with_what_is_shown(tmp_path: Path) -> None:
    shares = {"centre": 40.0, "riverside": 25.0, "hill": 20.0, "villages": 15.0}
    dataset = answered(tmp_path, SMALL)
    people = Population({"place": shares}, {"place": "Town register"}, "place", "")
    day = dataset.closing.closed
    context = context_of(dataset, language="en", generated_on=day, population=people)
    [table] = [one for one in compared(context) if isinstance(one, Table)]
    assert table.rows[-1] == ("Outside", "26%", "35%")
    assert context.weighting is not None
    assert context.weighting.wanted["outside"] == 35


def test_synthetic_responses_are_drawn_within_the_wider_group(tmp_path: Path) -> None:
    dataset = answered(tmp_path, SMALL)
    tables = protected(dataset)
    columns = {one.id: one.values for one in drawn(tables, dataset.round, "place")}
    ways = [
        way
        for way, place in zip(columns["way_home"], columns["place:merged"], strict=True)
        if place == "outside"
    ]
    cell = tables.table("way_home", "place").cell("walk", "outside")
    assert cell.count is not None
    assert abs(ways.count("walk") - cell.count) <= 2
    assert set(columns["place"]).isdisjoint(OUTSIDE.of)


def test_a_sentence_names_the_answers_that_a_wider_category_holds(tmp_path: Path) -> None:
    context = context_of(answered(tmp_path, SMALL), language="en", generated_on=ISSUED)
    by = context.tables.plan.grouping("place")
    cell = context.tables.table("way_home", "place").cell("walk", "outside")
    assert group_of(by, cell, context.labels).text == "“On the hill” or “Villages around”"
