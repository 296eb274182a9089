"""Two publications about nearly the same people, released by the register's rules and compared."""

import random
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from msgspec.structs import replace

from admin.analysis.counting import EVERYBODY, Group, UnprotectedCounts
from admin.analysis.planning import plan_of
from admin.cells import CellRef, Printed
from admin.disclosure import Protected, protect
from admin.register import FIRST, Register, RegisterError, Release, printed
from admin.suppression import DisclosureError
from dialogs.questions import PickOne
from dialogs.round import Round
from tests.support import datasets, naive
from tests.support.datasets import Row

_EXAMPLE = datasets.example_round()
FEW = 10


class Outcome(StrEnum):
    """What became of a second publication."""

    SAME = "same"
    CHANGED = "changed"
    REFUSED = "refused"
    DISCLOSED = "disclosed"


CHANGES = ("newcomer", "withdrawn", "corrected", "again", "another language", "without a group")


def attacked(seed: int) -> Outcome:
    """Publish twice, and say what somebody learns who subtracts."""
    dice = random.Random(seed)
    round_, rows = _round(dice), []
    rows = _rows(round_, dice.choice([40, 80, 150, 300]), dice)
    before, after = rows, _changed(rows, CHANGES[seed % len(CHANGES)], dice)
    first = protect(_counted(round_, before), round_)
    name = "before" if before == after else "after"
    register = Register(Path(), (_release(round_, first, "before"),), FIRST)
    known = register.known(round_.id, name)
    try:
        second = protect(_counted(round_, after), round_, known)
        register.check(round_.id, name, second)
    except (DisclosureError, RegisterError):
        return Outcome.REFUSED
    return _learnt(first, second, before, after)


def _learnt(first: Protected, second: Protected, before: list[Row], after: list[Row]) -> Outcome:
    """Look for a cell whose printed number changed although fewer than the threshold did."""
    old: Mapping[CellRef, Printed] = {cell.ref: cell for cell in printed(first)}
    outcome = Outcome.SAME
    for cell in printed(second):
        if old.get(cell.ref, cell) != cell:
            outcome = Outcome.CHANGED
            if 0 < abs(_people(cell.ref, after) - _people(cell.ref, before)) < FEW:
                return Outcome.DISCLOSED
    return outcome


def _people(ref: CellRef, rows: list[Row]) -> int:
    if ref.variable == "finished":
        return len(rows)
    return naive.people(rows, ref.variable, ref.category or "base", ref.by, ref.group)


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


def _changed(rows: list[Row], change: str, dice: random.Random) -> list[Row]:
    someone = dice.randrange(len(rows))
    others = rows[:someone] + rows[someone + 1 :]
    match change:
        case "newcomer":
            return [*rows, dict(dice.choice(rows))]
        case "withdrawn":
            return others
        case "corrected":
            return [*others, {**rows[someone], "view": dice.choice(rows)["view"]}]
        case "without a group":
            group = rows[someone]["place"]
            return [row for row in rows if row["place"] != group] or rows
        case _:
            return rows


def _counted(round_: Round, rows: list[Row]) -> UnprotectedCounts:
    """Return the counts of a round in plain Python."""
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
