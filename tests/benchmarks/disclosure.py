"""Whether published tables give anybody away, attacked by a solver written apart from the method.

Designs: rounds made up by chance with 50, 150, 400 and 1,000 people are closed, counted, protected
and published as `tables.csv`; the attacker reads that file and the round. Pairs: two publications
about nearly the same people (one more response, one fewer, a response corrected, everybody again,
a group left out, the same in another language), made by the rules of the register; the attacker
subtracts. In either case the first thing looked for is a number below the threshold.
"""

import datetime as dt
import os
import tempfile
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.progress import track

from admin.analysis.planning import plan_of, with_parts
from admin.briefs import as_csv
from admin.briefs.compiling import context_of
from admin.dataset import Dataset
from dialogs.round import Round
from tests.benchmarks import form
from tests.support import datasets, naive, random_designs
from tests.support.auditor import Attack
from tests.support.pairs import Outcome as Pair
from tests.support.pairs import attacked
from tests.support.published import cells_of

SIZES = (50, 150, 400, 1000)
DAY = dt.date(2026, 1, 1)
DESIGNS, PAIRS = 1000, 10_000
QUICK_DESIGNS, QUICK_PAIRS = 8, 48
BATCH = 24


@dataclass(frozen=True)
class Design:
    """What one attack found."""

    people: int
    shown: int
    planned: int
    hidden: int
    below: int
    narrow: int


def measure(quick: bool, console: Console) -> form.Outcome:
    """Attack designs, then pairs."""
    designs, pairs = (QUICK_DESIGNS, QUICK_PAIRS) if quick else (DESIGNS, PAIRS)
    with ProcessPoolExecutor(max_workers=os.cpu_count()) as pool:
        found = list(track(pool.map(_design, range(designs)), "Designs", designs, console=console))
        starts = range(0, pairs, BATCH)
        sums = Counter[Pair]()
        for some in track(pool.map(_pairs, starts), "Pairs", len(starts), console=console):
            sums.update(some)
    return _outcome(found, sums)


def _design(seed: int) -> Design:
    people = SIZES[seed % len(SIZES)]
    round_ = random_designs.design(seed)
    rows = random_designs.answers(round_, people, seed)
    with tempfile.TemporaryDirectory() as folder:
        dataset = Dataset.open(datasets.write(Path(folder) / "dataset", round_, rows))
        context = context_of(dataset, language="en", generated_on=DAY)
        tables = Path(folder) / "tables.csv"
        tables.write_bytes(as_csv.render(context))
        cells = [cell for cell in cells_of(tables) if cell["variable_id"] != "participation"]
        attack = Attack.on(tables, round_)
        narrow = sum(1 for _ in attack.findings())
        shown = [cell for cell in cells if cell["shown"] == "yes"]
        below = sum(_people(cell, rows) < attack.threshold for cell in shown)
    known = sum(cell["shown"] != "no" for cell in cells if _named(cell))
    planned = _planned(round_, naive.rounded(people))
    return Design(people, known, planned, len(attack.hidden), below, narrow)


def _people(cell: dict[str, str], rows: list[datasets.Row]) -> int:
    names = ("variable_id", "option_id", "breakdown_id", "group_id")
    return naive.people(rows, *(cell[name] for name in names))


def _named(cell: dict[str, str]) -> bool:
    """Return whether a cell is an answer of a group: neither a base nor those who gave none."""
    return cell["option_id"] != "base" and ":" not in cell["option_id"] + cell["group_id"]


def _planned(round_: Round, finished: int) -> int:
    """Return how many such cells the plan has, before any group is joined to another."""
    plan = with_parts(plan_of(round_), round_, finished)
    tables = [(variable, [""]) for variable in plan.variables]
    for variable, by in plan.pairs:
        tables.append((plan.variable(variable), plan.groups(variable, by)))
    return sum(
        ":" not in category.id + group
        for variable, groups in tables
        for group in groups
        for category in variable.categories
    )


def _pairs(start: int) -> "Counter[Pair]":
    return Counter(attacked(seed) for seed in range(start, start + BATCH))


def _outcome(found: list[Design], pairs: "Counter[Pair]") -> form.Outcome:
    shares = {}
    rows = []
    for people in SIZES:
        some = [one for one in found if one.people == people]
        planned = sum(one.planned for one in some)
        shares[str(people)] = round(sum(one.shown for one in some) / max(1, planned), 3)
        numbers = (len(some), sum(one.hidden for one in some), sum(one.narrow for one in some))
        rows.append((f"{people} people", *map(str, numbers), f"{shares[str(people)]:.0%}"))
    figures: dict[str, form.Json] = {
        "designs": len(found),
        "below_threshold_published": sum(one.below for one in found),
        "audit_failures": sum(one.narrow for one in found),
        "pairs": pairs.total(),
        "exact_disclosures": pairs[Pair.DISCLOSED],
        "pairs_refused": pairs[Pair.REFUSED],
        "hidden_cells": sum(one.hidden for one in found),
        "published_share": shares,
    }
    zeros = ("below_threshold_published", "audit_failures", "exact_disclosures")
    broken = [f"{name} is {figures[name]}, not 0." for name in zeros if figures[name]]
    head = ("Designs", "number", "hidden cells", "narrowed", "planned cells shown")
    return form.Outcome(form.table_of("Disclosure", head, rows), figures, broken)


if __name__ == "__main__":
    form.main(measure)
