"""What a round says of its options is known to every reader, so it is known to the audit."""

from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace

from admin.analysis.counting import count
from admin.dataset import Dataset
from admin.disclosure import rule_of
from admin.linking import CellRef, linked
from admin.suppression import Tie
from dialogs.questions import PickMany, PickOne
from dialogs.questions.options import Option
from dialogs.round import Round, Unfinished
from tests.support import datasets
from tests.support.datasets import Row

EXAMPLE = datasets.example_round()
PLACE = next(one for one in EXAMPLE.questions if isinstance(one, PickOne))
DISCARD, KEEP = Unfinished.DISCARD, Unfinished.KEEP_ANSWERS
MANY = next(one for one in EXAMPLE.questions if isinstance(one, PickMany))

People = dict[tuple[str, str | tuple[str, ...] | None], int]
"""Region and answer, None for no answer, to how many people."""


def options(*names: str) -> tuple[Option, ...]:
    """Return options; “town of region” belongs to the region, “!none” stands alone."""
    made = []
    for name in names:
        own, _, belongs = name.partition(" of ")
        made.append(
            replace(
                PLACE.options[0],
                id=own.strip("!"),
                belongs_to=(belongs,) if belongs else (),
                exclusive=own.startswith("!"),
            )
        )
    return tuple(made)


REGION = replace(PLACE, id="region", options=options("north", "south"), may_decline=False)
TOWN = replace(
    PLACE,
    id="town",
    options=options("hill of north", "lake of north", "port of south", "bay of south"),
    filter_by="region",
    breakdown=False,
    may_decline=False,
)


LIVING: People = {
    ("north", "hill"): 40,
    ("north", "lake"): 30,
    ("south", "port"): 35,
    ("south", None): 20,
}


def round_of(*questions: PickOne | PickMany) -> Round:
    """Return a round of these questions, compared by region."""
    publication = replace(EXAMPLE.publication, breakdowns=("region",), asks=())
    return replace(EXAMPLE, questions=(REGION, *questions), publication=publication)


def answered(folder: Path, round_: Round, people: People) -> Dataset:
    """Write the responses of so many people for each region and answer to the last question."""
    rows: list[Row] = []
    last = round_.questions[-1].id
    for (region, answer), number in people.items():
        value = list(answer) if isinstance(answer, tuple) else answer
        outcome = "skipped" if answer is None else "answered"
        if answer is None and round_.questions[-1].required:
            outcome = "declined"
        for _ in range(number):
            rows.append(
                {
                    "response": f"{len(rows):032x}",
                    "respondent": "person",
                    "invited": False,
                    "language": "en",
                    "age": "15_17",
                    "region": region,
                    "region__outcome": "answered",
                    last: value,
                    f"{last}__outcome": outcome,
                }
            )
    return Dataset.open(datasets.write(folder / "dataset", round_, rows))


def ties_of(dataset: Dataset) -> Sequence[Tie[CellRef]]:
    """Return everything that is known of its numbers."""
    return linked(count(dataset), dataset.round, rule_of(dataset.round)).ties


def test_towns_of_other_regions_hold_nobody_of_a_region(tmp_path: Path) -> None:
    ties = ties_of(answered(tmp_path, round_of(TOWN), LIVING))
    refs = tuple((CellRef("town", name, "region", "north"), -1) for name in ("port", "bay"))
    assert Tie(refs, 0, None) in ties


def test_over_everybody_a_town_holds_people_of_its_region_or_of_none(tmp_path: Path) -> None:
    ties = ties_of(answered(tmp_path, round_of(TOWN), LIVING))
    refs = tuple((CellRef("town", name), -1) for name in ("port", "bay"))
    people = ((CellRef("region", "south"), 1), (CellRef("region", ":skipped"), 1))
    assert Tie((*refs, *people), 0, None) in ties
    whole = tuple((CellRef("town", name), 1) for name in ("port", "bay", ":skipped"))
    assert Tie(((CellRef("region", "south"), -1), *whole), 0, None) in ties


def test_what_is_required_cannot_be_skipped(tmp_path: Path) -> None:
    asked = replace(PLACE, id="yes", options=options("yes", "no"), required=True, breakdown=False)
    people: People = {("north", "yes"): 43, ("north", "no"): 7, ("south", "yes"): 40}
    for unfinished, ways in ((DISCARD, [":declined"]), (KEEP, [":skipped", ":declined"])):
        round_ = replace(round_of(asked), unfinished=unfinished)
        raw = count(answered(tmp_path / unfinished, round_, people))
        assert [one.id for one in raw.plan.variable("yes").categories] == ["yes", "no", *ways]


def test_whoever_chose_what_stands_alone_chose_nothing_else(tmp_path: Path) -> None:
    asked = replace(MANY, options=options("a", "b", "!none"), least=2, most=2)
    people: People = {
        ("north", ("a", "b")): 30,
        ("north", ("none",)): 25,
        ("south", ("a", "b")): 20,
        ("south", None): 15,
    }
    ties = ties_of(answered(tmp_path, round_of(asked), people))
    a, b, none, silent = (CellRef(MANY.id, one) for one in ("a", "b", "none", ":skipped"))
    base = CellRef("finished")
    assert Tie(((base, 1), (silent, -1), (none, -1), (a, -1)), 0, None) in ties
    assert Tie(((a, 1), (b, 1), (base, -2), (silent, 2), (none, 2)), 0, None) in ties
