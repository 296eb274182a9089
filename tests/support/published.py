"""Every published number against an independent count from the phones."""

import csv
from dataclasses import dataclass, field
from pathlib import Path

from tests.support import naive, transcripts
from tests.support.datasets import Row

LEAST = 10
"""The smallest count that may be shown anywhere."""

Cell = dict[str, str]


@dataclass
class Comparison:
    """How many shown cells were compared, and what is wrong, a sentence for each wrong cell."""

    shown: int = 0
    hidden: int = 0
    wrong: list[str] = field(default_factory=list)


def compare(tables: Path, transcript: Path, round_file: Path) -> Comparison:
    """Compare each cell of `tables.csv` with the transcript of the practice server.

    A hidden cell is right when it holds no count; whether it had to be hidden is not judged here.
    """
    rows = transcripts.rows_of(transcript, round_file)
    ways = dict(transcripts.participation_of(transcript))
    found = Comparison()
    for cell in cells_of(tables):
        found.hidden += cell["shown"] != "yes"
        found.shown += cell["shown"] == "yes"
        printed = (cell["count"], cell["base"], cell["percent"])
        expected = _expected(cell, rows, ways)
        if printed != expected:
            found.wrong.append(f"{_place(cell)}: {printed} is printed, {expected} is counted.")
    return found


def cells_of(tables: Path) -> list[Cell]:
    """Return the rows of `tables.csv` by column name."""
    with tables.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _expected(cell: Cell, rows: list[Row], ways: dict[str, int]) -> tuple[str, str, str]:
    """Return count, base and share as they should be printed; words for what must not be."""
    if cell["variable_id"] == "participation":
        count = ways.get(cell["option_id"], 0)
        return ("" if cell["shown"] != "yes" else _rounded(count), "", "")
    where = cell["variable_id"], cell["option_id"], cell["breakdown_id"], cell["group_id"]
    people = naive.people(rows, where[0], "base", where[2], where[3])
    base = _rounded(people) if cell["base"] else ""
    count = naive.people(rows, *where)
    if cell["shown"] == "nearly all" and (10 * naive.rounded(count) <= 9 * naive.rounded(people)):
        return ("not nearly all", base, "")
    if cell["shown"] != "yes":
        return ("", base, "")
    share = naive.percent(naive.rounded(count), naive.rounded(people)) if cell["percent"] else ""
    return (_rounded(count), base, str(share))


def _rounded(people: int) -> str:
    return str(naive.rounded(people)) if people >= LEAST else f"hidden ({people})"


def _place(cell: Cell) -> str:
    names = ("variable_id", "option_id", "breakdown_id", "group_id")
    return "/".join(cell[name] for name in names).rstrip("/")
