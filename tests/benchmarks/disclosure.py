"""Whether published tables give anybody away, attacked by a solver written apart from the method.

Designs: rounds made up by chance with 50, 150, 400 and 1,000 people are closed, counted, protected
and published as `tables.csv`; the attacker reads that file and the round. Every tenth of them is
rich: votes and opinion groups, coded texts, people set apart, organisations, who left by language;
first published without the themes, then with them, and read together. Of these, each figure of
`figures.csv` must follow from printed counts and the population file.

Pairs: two publications about nearly the same people (`tests.support.pairs`), released by the rules
of the register; the attacker knows, where it is true, that nobody left or that nobody came, and
solves for both at once. In every case the first thing looked for is a number below the threshold.
"""

import datetime as dt
import os
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from msgspec.structs import asdict
from rich.console import Console
from rich.progress import track

from admin.analysis.planning import plan_of, with_parts
from admin.briefs import as_csv
from admin.briefs.compiling import context_of
from admin.briefs.context import Context
from admin.comparing import Publication, ranges_of
from admin.dataset import Dataset
from admin.exports import derived
from admin.register import printed
from dialogs.round import Round
from tests.benchmarks import form
from tests.support import datasets, naive, random_codings, random_designs, rich_designs
from tests.support.auditor import Attack, Place
from tests.support.figures_again import Printed
from tests.support.pair_auditor import united
from tests.support.pairs import Outcome as Pair
from tests.support.pairs import attacked, is_of_design
from tests.support.published import Cell, cells_of

SIZES = (50, 150, 400, 1000)
DAY = dt.date(2026, 1, 1)
DESIGNS, PAIRS = 1000, 10_000
QUICK_DESIGNS, QUICK_PAIRS = 12, 48
RICH_EVERY = 10
"""Of so many times four designs, four have everything that is counted beside answers."""
BATCH = 24
Counting = Callable[[str, str, str, str], int | None]
"""Counts plainly the people of a place, where that can be done."""


@dataclass(frozen=True)
class Design:
    """What one attack found."""

    people: int
    hidden: int
    below: int
    narrow: int
    shown: int = 0
    planned: int = 0
    figures: int = 0
    unexplained: int = 0
    votes: int = 0
    """How many of the hidden cells are votes of a group, of those that age and the like make."""

    @property
    def is_rich(self) -> bool:
        """Whether more than answers was counted; what is shown of its plan is not looked at."""
        return not self.planned


@dataclass(frozen=True)
class Pairs:
    """What became of some pairs, those of whole designs apart, and who was told something."""

    outcomes: "Counter[Pair]"
    of_designs: "Counter[Pair]"
    by_number: int


def measure(quick: bool, console: Console) -> form.Outcome:
    """Attack designs, then pairs."""
    designs, pairs = (QUICK_DESIGNS, QUICK_PAIRS) if quick else (DESIGNS, PAIRS)
    with ProcessPoolExecutor(max_workers=os.cpu_count()) as pool:
        found = list(track(pool.map(_design, range(designs)), "Designs", designs, console=console))
        starts = range(0, pairs, BATCH)
        some = list(track(pool.map(_pairs, starts), "Pairs", len(starts), console=console))
    return _outcome(found, _together(some))


def _design(seed: int) -> Design:
    rich = seed // len(SIZES) % RICH_EVERY == 2
    people = SIZES[seed % len(SIZES)]
    with tempfile.TemporaryDirectory() as folder:
        return (_rich if rich else _plain)(Path(folder), people, seed)


def _plain(folder: Path, people: int, seed: int) -> Design:
    round_ = random_designs.design(seed)
    rows = random_designs.answers(round_, people, seed)
    dataset = Dataset.open(datasets.write(folder / "dataset", round_, rows))
    context = context_of(dataset, language="en", generated_on=DAY)
    cells = _published(context, folder)
    attack = _attack(context, cells)
    answers = [cell for cell in cells if cell["variable_id"] != "participation"]
    shown = [cell for cell in answers if cell["shown"] == "yes"]
    return Design(
        people,
        hidden=len(attack.hidden),
        below=sum(naive.people(rows, *_place(cell)) < attack.threshold for cell in shown),
        narrow=sum(1 for _ in attack.findings(_of_few(attack, partial(naive.people, rows)))),
        shown=sum(cell["shown"] != "no" for cell in answers if _named(cell)),
        planned=_planned(round_, naive.rounded(people)),
    )


def _rich(folder: Path, people: int, seed: int) -> Design:
    """Publish without the themes, then with them, and look at both and at the figures beside."""
    dataset, rows = rich_designs.make(folder / "dataset", seed, people)
    coded, population = (
        random_codings.coded(dataset, seed),
        rich_designs.population(dataset.round, seed),
    )
    first = context_of(dataset, language="en", generated_on=DAY)
    known = ranges_of(Publication(printed(first.tables), first.tables.rule))
    second = context_of(
        dataset,
        language="en",
        generated_on=DAY,
        published=known,
        coded=[coded],
        population=population,
    )
    contexts = first, second
    files = [_published(context, folder) for context in contexts]
    most = coded.coding.codebook.most
    pairs = zip(contexts, files, strict=True)
    attack = united(*(_attack(*one, themes_each=most).knowing_languages() for one in pairs))
    figures = [_as_text(figure) for figure in derived.figures(second)]
    by = population.weight_by
    reader = Printed.of(files[1], dataset.round, by, population.shares[by])
    shown = [cell for cells in files for cell in cells if cell["shown"] == "yes"]
    people_in = partial(rich_designs.people, rows)
    counts = [people_in(*_place(cell)) for cell in shown]
    return Design(
        people,
        hidden=len(attack.hidden),
        below=sum(count is not None and count < attack.threshold for count in counts),
        narrow=sum(1 for _ in attack.findings(_of_few(attack, people_in))),
        figures=len(figures),
        unexplained=sum(1 for _ in reader.unexplained(figures)),
        votes=sum(map(rich_designs.is_vote_of_group, attack.hidden)),
    )


def _published(context: Context, folder: Path) -> list[Cell]:
    tables = folder / "tables.csv"
    tables.write_bytes(as_csv.render(context))
    return cells_of(tables)


def _attack(context: Context, cells: Sequence[Cell], themes_each: int = 5) -> Attack:
    withheld = bool(context.tables.plan.withheld)
    return Attack.of(cells, context.round, themes_each, withheld=withheld)


def _as_text(figure: derived.Figure) -> Cell:
    """Return a row as it is read from `figures.csv`."""
    return {k: "" if value is None else str(value) for k, value in asdict(figure).items()}


def _of_few(attack: Attack, people_in: Counting) -> Iterator[Place]:
    """Yield the unprinted numbers that are below the threshold: who chose otherwise, or nothing."""
    for place in attack.unprinted:
        variable, option, by, group = place
        whole = by if option == "!base" else variable
        all_ = people_in(whole, "base", by, group)
        some = people_in(variable, option[1:], by, group)
        if all_ is not None and some is not None and all_ - some < attack.threshold:
            yield place


def _place(cell: Cell) -> Place:
    return cell["variable_id"], cell["option_id"], cell["breakdown_id"], cell["group_id"]


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


def _pairs(start: int) -> Pairs:
    found = {seed: attacked(seed) for seed in range(start, start + BATCH)}
    return Pairs(
        Counter(one.outcome for one in found.values()),
        Counter(one.outcome for seed, one in found.items() if is_of_design(seed)),
        sum(bool(one.by_number) for one in found.values()),
    )


def _together(some: Sequence[Pairs]) -> Pairs:
    outcomes, of_designs = Counter[Pair](), Counter[Pair]()
    for one in some:
        outcomes.update(one.outcomes)
        of_designs.update(one.of_designs)
    return Pairs(outcomes, of_designs, sum(one.by_number for one in some))


def _outcome(found: Sequence[Design], pairs: Pairs) -> form.Outcome:
    shares = {}
    rows = []
    for people in SIZES:
        some = [one for one in found if one.people == people and not one.is_rich]
        planned = sum(one.planned for one in some)
        shares[str(people)] = round(sum(one.shown for one in some) / max(1, planned), 3)
        rows.append(_row(f"{people} people", some, f"{shares[str(people)]:.0%}"))
    rich = [one for one in found if one.is_rich]
    rows.append(_row("rich, all sizes", rich, "–"))
    figures: dict[str, form.Json] = {
        "designs": len(found),
        "below_threshold_published": sum(one.below for one in found),
        "audit_failures": sum(one.narrow for one in found),
        "rich_designs": len(rich),
        "rich_designs_with_votes_by_group": sum(bool(one.votes) for one in rich),
        "hidden_votes_by_group": sum(one.votes for one in rich),
        "figures": sum(one.figures for one in found),
        "figures_unexplained": sum(one.unexplained for one in found),
        "pairs": pairs.outcomes.total(),
        "exact_disclosures": pairs.outcomes[Pair.DISCLOSED],
        "pairs_refused": pairs.outcomes[Pair.REFUSED],
        "pairs_changed": pairs.outcomes[Pair.CHANGED],
        "pairs_of_designs": pairs.of_designs.total(),
        "pairs_of_designs_refused": pairs.of_designs[Pair.REFUSED],
        "told_if_number_is_known": pairs.by_number,
        "hidden_cells": sum(one.hidden for one in found),
        "published_share": shares,
    }
    zeros = (
        "below_threshold_published",
        "audit_failures",
        "figures_unexplained",
        "exact_disclosures",
    )
    broken = [f"{name} is {figures[name]}, not 0." for name in zeros if figures[name]]
    head = ("Designs", "number", "hidden cells", "narrowed", "planned cells shown")
    return form.Outcome(form.table_of("Disclosure", head, rows), figures, broken)


def _row(name: str, some: Sequence[Design], share: str) -> tuple[str, ...]:
    numbers = (len(some), sum(one.hidden for one in some), sum(one.narrow for one in some))
    return name, *map(str, numbers), share


if __name__ == "__main__":
    form.main(measure)
