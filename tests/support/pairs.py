"""Two publications about nearly the same people, released by the register's rules and attacked.

Most are of small rounds, made up by chance: one question about the person and one to be answered.
Every hundredth is of a whole design (`tests.support.random_designs`), as these cost far more; in
half of these people vote on statements too.
"""

import random
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from msgspec.structs import asdict, replace

from admin import tidy
from admin.addresses import tally
from admin.analysis import count
from admin.analysis.counting import EVERYBODY, Group, UnprotectedCounts
from admin.analysis.planning import plan_of
from admin.cells import FINISHED, TALLY, CellRef, Printed
from admin.dataset import Dataset
from admin.disclosure import Protected, protect
from admin.labels import Labels
from admin.register import FIRST, Register, RegisterError, Release, printed
from admin.suppression import DisclosureError
from admin.words import Words
from dialogs.questions import PickOne
from dialogs.round import Round
from tests.support import datasets, naive, random_designs, rich_designs
from tests.support.auditor import Attack, Place
from tests.support.datasets import Row
from tests.support.pair_auditor import Growth, Told, united
from tests.support.published import Cell

_EXAMPLE = datasets.example_round()
_WORDS = Words("en")
FEW = 10
DESIGN_EVERY = 100


class Outcome(StrEnum):
    """What became of a second publication."""

    SAME = "same"
    CHANGED = "changed"
    REFUSED = "refused"
    DISCLOSED = "disclosed"


@dataclass(frozen=True)
class Found:
    """What became of a pair.

    Attributes:
        told: what comparing gives away, of which cells.
        by_number: what it gives away only to somebody who knows exactly how many came, or left.
    """

    outcome: Outcome
    told: tuple[tuple[str, Place], ...] = ()
    by_number: tuple[tuple[str, Place], ...] = ()


CHANGES = (
    "newcomer",
    "withdrawn",
    "corrected",
    "again",
    "another language",
    "without a group",
    "a class came",
    "a class left",
    "two classes came",
)
Counting = Callable[[Round, list[Row]], UnprotectedCounts]


def attacked(seed: int) -> Found:
    """Publish twice, and say what somebody learns who compares."""
    dice = random.Random(seed)
    change = CHANGES[seed % len(CHANGES)]
    if is_of_design(seed):
        round_ = random_designs.design(seed)
        rows = random_designs.answers(round_, dice.choice([50, 150, 400]), seed)
        if seed // DESIGN_EVERY % 2:
            round_ = rich_designs.voting(round_, rows, seed)
        return _published_twice(round_, *_pair(rows, change, dice), _counted_by_the_program)
    round_ = _round(dice)
    rows = _rows(round_, dice.choice([40, 80, 150, 300]), dice)
    return _published_twice(round_, *_pair(rows, change, dice), _counted)


def is_of_design(seed: int) -> bool:
    """Return whether a pair is of a whole design."""
    return seed % DESIGN_EVERY == 0


def _published_twice(
    round_: Round, before: list[Row], after: list[Row], counted: Counting
) -> Found:
    first = protect(counted(round_, before), round_)
    name = "before" if before == after else "after"
    register = Register(Path(), (_release(round_, first, "before"),), FIRST)
    known = register.known(round_.id, name)
    try:
        second = protect(counted(round_, after), round_, known)
        register.check(round_.id, name, second)
    except (DisclosureError, RegisterError):
        return Found(Outcome.REFUSED)
    outcome = _subtracted(first, second, before, after)
    attacks = [
        Attack.of(cells_of(tables, round_), round_, withheld=bool(tables.plan.withheld))
        for tables in (first, second)
    ]
    if attacks[0].known == attacks[1].known and before == after:
        return Found(outcome)  # one file twice
    if before == after:
        told = tuple((Told.NARROWED, place) for place, _ in united(*attacks).findings())
        return Found(Outcome.DISCLOSED if told else outcome, told)
    more = len(after) - len(before)
    if not more:  # an answer was corrected: it is not so that nobody left, or that nobody came
        return Found(outcome)
    small, large = attacks if more > 0 else attacks[::-1]
    told = tuple(Growth(small, large).findings())
    by_number = tuple(Growth(small, large, abs(more)).findings())
    return Found(Outcome.DISCLOSED if told else outcome, told, by_number)


def cells_of(tables: Protected, round_: Round) -> list[Cell]:
    """Return the rows of the `tables.csv` of some tables."""
    rows = tidy.rows(tables, Labels(round_, "en", _WORDS))
    return [
        {name: "" if value is None else str(value) for name, value in asdict(row).items()}
        for row in rows
    ]


def _subtracted(
    first: Protected, second: Protected, before: list[Row], after: list[Row]
) -> Outcome:
    """Look for a cell whose printed number changed although fewer than the threshold did."""
    old: Mapping[CellRef, Printed] = {cell.ref: cell for cell in printed(first)}
    outcome = Outcome.SAME
    for cell in printed(second):
        if old.get(cell.ref, cell) != cell:
            outcome = Outcome.CHANGED
            if 0 < _moved(cell.ref, before, after) < FEW:
                return Outcome.DISCLOSED
    return outcome


def _moved(ref: CellRef, before: list[Row], after: list[Row]) -> int:
    """Return by how many people a cell has changed; nobody where that is not counted plainly."""
    if ref == FINISHED or ref == tally("started"):
        return abs(len(after) - len(before))
    if ref.variable == TALLY:
        return 0  # who left is the same
    where = ref.variable, ref.category or "base", ref.by, ref.group
    then, now = (rich_designs.people(rows, *where) for rows in (before, after))
    return 0 if then is None or now is None else abs(now - then)


def _release(round_: Round, tables: Protected, dataset: str) -> Release:
    return Release(
        number=1,
        round=round_.id,
        day=round_.closes,
        language="en",
        dataset=dataset,
        tables=tables.digest(),
        threshold=tables.rule.threshold,
        rounding=tables.rule.rounding,
        cells=printed(tables),
        files={},
        previous=FIRST,
    )


def _round(dice: random.Random) -> Round:
    """Return a round with one question about the person and one to be answered."""
    single = next(q for q in _EXAMPLE.questions if isinstance(q, PickOne))
    option = single.options[0]
    questions = tuple(
        replace(
            single,
            id=name,
            breakdown=name == "place",
            options=tuple(replace(option, id=f"o{i}") for i in range(dice.randint(*sizes))),
        )
        for name, sizes in (("place", (2, 6)), ("view", (2, 5)))
    )
    publication = replace(_EXAMPLE.publication, breakdowns=("place",), asks=())
    return replace(_EXAMPLE, questions=questions, publication=publication)


def _rows(round_: Round, people: int, dice: random.Random) -> list[Row]:
    rows: list[Row] = []
    for _ in range(people):
        row: Row = {"language": dice.choice(list(round_.languages))}
        row["age"] = dice.choice(round_.age_bands).id
        for question in round_.questions:
            ids = [level.id for level in question.levels()]
            row[question.id] = dice.choices(ids, range(1, len(ids) + 1))[0]
            row[f"{question.id}__outcome"] = "answered"
        rows.append(row)
    return rows


def _pair(rows: list[Row], change: str, dice: random.Random) -> tuple[list[Row], list[Row]]:
    """Return the responses of both publications."""
    if change == "a class left":
        return rows + _class(rows, dice), rows
    return rows, _changed(rows, change, dice)


def _changed(rows: list[Row], change: str, dice: random.Random) -> list[Row]:
    someone = dice.randrange(len(rows))
    others = rows[:someone] + rows[someone + 1 :]
    match change:
        case "newcomer":
            return [*rows, dict(dice.choice(rows))]
        case "withdrawn":
            return others
        case "corrected":
            same = {name: rows[someone][name] for name in ("language", "age")}
            return [*others, {**dice.choice(rows), **same}]
        case "without a group":
            group = rows[someone]["place"]
            return [row for row in rows if row["place"] != group] or rows
        case "a class came" | "two classes came":
            classes = 1 + change.startswith("two")
            return rows + [one for _ in range(classes) for one in _class(rows, dice)]
    return rows


def _class(rows: list[Row], dice: random.Random) -> list[Row]:
    """Return people who are all alike, so many that each printed number they are in may change."""
    return [dict(dice.choice(rows))] * dice.choice([14, 15, 16, 18, 20, 30])


def _counted_by_the_program(round_: Round, rows: list[Row]) -> UnprotectedCounts:
    with tempfile.TemporaryDirectory() as folder:
        named = [{**row, "response": f"{number:032x}"} for number, row in enumerate(rows)]
        return count(Dataset.open(datasets.write(Path(folder) / "dataset", round_, named)))


def _counted(round_: Round, rows: list[Row]) -> UnprotectedCounts:
    """Return the counts of a small round in plain Python."""
    plan = plan_of(round_)
    asked: dict[tuple[str, Group], int] = {}
    counts: dict[tuple[str, str, Group], int] = {}
    for variable in plan.variables:
        groups = [EVERYBODY]
        if (variable.id, "place") in plan.pairs:
            groups += [("place", c.id) for c in plan.variable("place").categories]
        for group in groups:
            asked[variable.id, group] = naive.people(rows, variable.id, "base", *group)
            for category in variable.categories:
                here = naive.people(rows, variable.id, category.id, *group)
                counts[variable.id, category.id, group] = here
    return UnprotectedCounts(plan, len(rows), asked, counts, {})
