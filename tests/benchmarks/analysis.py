"""Counting all tables of a very large round, beside the same tables written by hand for DuckDB.

Ten questions are crossed with four breakdowns over one file of responses. By hand that is one
query with a grouping set for each of the forty tables. Ours counts through `admin.analysis.count`,
which also gives what a brief needs beside them: the languages, the merged scales, who skipped.
Each runs in a process of its own, in turns, and the best of its turns counts. Every number of the
forty tables must be the same both ways. Then a whole brief is made.

Keys: `responses`, `seconds`, `duckdb_seconds`, `ratio`, `peak_mb` (of the process that counts),
`cells`, `wrong`, `brief_responses`, `brief_100k_s` (of 10,000 responses when quick).
"""

import datetime as dt
import multiprocessing
import resource
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import ParamSpec, TypeVar

import duckdb
from rich.console import Console

from admin import briefs
from admin.analysis import count
from admin.dataset import Dataset
from tests.benchmarks import form
from tests.support import crowds, datasets
from tests.support.crowds import BREAKDOWNS, QUESTIONS

FULL, QUICK = 10_000_000, 500_000
BRIEF, QUICK_BRIEF = 100_000, 10_000
TURNS = 3
DAY = dt.date(2026, 1, 1)
_SPAWN = multiprocessing.get_context("spawn")

P = ParamSpec("P")
R = TypeVar("R")

Cells = dict[tuple[str, str, str, str], int]
"""People by question, answer, breakdown and group."""


@dataclass(frozen=True)
class Turn:
    """One way of counting: what it gave, how long it took, and the most memory."""

    cells: Cells
    seconds: float
    peak_mb: float


def measure(quick: bool, console: Console) -> form.Outcome:
    """Count in turns, compare, and make a brief."""
    responses, brief_responses = (QUICK, QUICK_BRIEF) if quick else (FULL, BRIEF)
    with tempfile.TemporaryDirectory(prefix="consult-analysis-") as place:
        console.print(f"making up {responses:,} responses …")
        folder = crowds.write(Path(place) / "dataset", responses)
        small = crowds.write(Path(place) / "small", 100)
        ours, by_hand = [], []
        for turn in range(1, TURNS + 1):
            console.print(f"turn {turn} of {TURNS} …")
            ours.append(_apart(_ours, folder, small))
            by_hand.append(_apart(_by_hand, folder))
        console.print(f"a brief of {brief_responses:,} responses …")
        brief_seconds = _apart(_brief, Path(place), brief_responses)
    return _outcome(responses, ours, by_hand, (brief_responses, brief_seconds))


def _apart(function: Callable[P, R], *arguments: P.args, **named: P.kwargs) -> R:
    with ProcessPoolExecutor(1, mp_context=_SPAWN) as pool:
        return pool.submit(function, *arguments, **named).result()


def _ours(folder: Path, small: Path) -> Turn:
    """Count the dataset in `folder`; a `small` one first, so that no import is measured."""
    dataset = Dataset.open(folder)
    count(Dataset.open(small))
    begun = time.perf_counter()
    raw = count(dataset)
    seconds = time.perf_counter() - begun
    cells = {
        (question, answer, by, group): number
        for (question, answer, (by, group)), number in raw.counts.items()
        if question in QUESTIONS and by and ":" not in answer + group
    }
    return Turn(cells, seconds, _peak_mb())


def _by_hand(folder: Path) -> Turn:
    names = ", ".join((*QUESTIONS, *BREAKDOWNS))
    pairs = list(product(QUESTIONS, BREAKDOWNS))
    sets = ", ".join(f"({question}, {by})" for question, by in pairs)
    file = folder / "responses.parquet"
    columns = f"{names}, GROUPING({names}), count(*)"
    rows = f"'{file}' WHERE respondent = 'person' AND NOT quarantined"
    query = f"SELECT {columns} FROM {rows} GROUP BY GROUPING SETS ({sets})"  # noqa: S608 - our own
    with duckdb.connect(config={"threads": 2}) as connection:
        connection.execute("SET enable_progress_bar = false")
        begun = time.perf_counter()
        found = connection.execute(query).fetchall()
        seconds = time.perf_counter() - begun
    return Turn(_cells_of(found, pairs), seconds, _peak_mb())


def _cells_of(rows: list[tuple[str | int | None, ...]], pairs: list[tuple[str, str]]) -> Cells:
    names = (*QUESTIONS, *BREAKDOWNS)
    absent = {_absent(names, pair): pair for pair in pairs}
    cells: Cells = {}
    for row in rows:
        question, by = absent[row[-2]]
        answer, group = row[names.index(question)], row[names.index(by)]
        if answer is not None and group is not None:
            cells[question, str(answer), by, str(group)] = int(row[-1] or 0)
    return cells


def _absent(names: tuple[str, ...], pair: tuple[str, str]) -> str | int | None:
    """Return the bits with which GROUPING names a set: the first column is the highest."""
    return sum((name not in pair) << place for place, name in enumerate(reversed(names)))


def _brief(place: Path, responses: int) -> float:
    dataset = Dataset.open(datasets.make(place / "brief-dataset", responses))
    begun = time.perf_counter()
    briefs.build(dataset, place / "brief", language="en", generated_on=DAY)
    return time.perf_counter() - begun


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1_000_000


def _outcome(
    responses: int, ours: list[Turn], by_hand: list[Turn], brief: tuple[int, float]
) -> form.Outcome:
    seconds, by_hand_seconds = _best(ours), _best(by_hand)
    ratio = seconds / by_hand_seconds
    figures: dict[str, form.Json] = {
        "responses": responses,
        "seconds": round(seconds, 2),
        "duckdb_seconds": round(by_hand_seconds, 2),
        "ratio": round(ratio, 2),
        "peak_mb": round(max(turn.peak_mb for turn in ours)),
        "cells": len(ours[0].cells),
        "wrong": sum(_differ(a.cells, b.cells) for a, b in zip(ours, by_hand, strict=True)),
        "brief_responses": brief[0],
        "brief_100k_s": round(brief[1], 1),
    }
    rows = [(name, str(value)) for name, value in figures.items()]
    return form.Outcome(form.table_of("Analysis", ("", "figure"), rows), figures, _broken(figures))


def _best(turns: list[Turn]) -> float:
    return min(turn.seconds for turn in turns)


def _differ(ours: Cells, by_hand: Cells) -> int:
    return sum(ours.get(cell) != by_hand.get(cell, 0) for cell in ours.keys() | by_hand.keys())


def _broken(figures: dict[str, form.Json]) -> list[str]:
    return [f"{figures['wrong']} numbers differ from those by hand."] if figures["wrong"] else []


if __name__ == "__main__":
    form.main(measure)
