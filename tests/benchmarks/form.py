"""The one form of every benchmark, so that people and programs can read them all alike.

A benchmark is a module here with a function `measure`, and ends with

    if __name__ == "__main__":
        form.main(measure)

Run as `uv run python -m tests.benchmarks.NAME [--quick]` it shows its progress on standard error.
On standard output it prints a table for people and, as the last line, one JSON object. It exits
with 1 when a hard condition is broken. Timings are compared within one run, never between machines.
"""

import argparse
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NoReturn, TypeAlias

from rich.console import Console
from rich.markup import escape
from rich.table import Table

Json: TypeAlias = "bool | int | float | str | Sequence[Json] | Mapping[str, Json] | None"


@dataclass(frozen=True)
class Outcome:
    """What a benchmark found.

    Attributes:
        table: for people; `table_of` makes one.
        figures: for programs: the JSON object of the last line. Its keys are a promise.
        broken: the hard conditions that do not hold, each in a sentence.
    """

    table: Table
    figures: Mapping[str, Json]
    broken: Sequence[str] = ()


Measure: TypeAlias = Callable[[bool, Console], Outcome]
"""Takes whether to be quick (at most 45 s: smaller numbers, the same checks) and where to show
progress. What makes measuring impossible is raised as SystemExit with a message."""


def main(measure: Measure, arguments: Sequence[str] | None = None) -> NoReturn:
    """Run a benchmark from the command line and exit: 0 when every hard condition holds."""
    quick = _quick(measure, arguments)
    outcome = measure(quick, Console(stderr=True))
    sys.exit(report(outcome))


def report(outcome: Outcome) -> int:
    """Print an outcome in the one form and return the exit code."""
    console = Console()
    console.print(outcome.table)
    for sentence in outcome.broken:
        console.print(f"[bold red]Broken:[/] {escape(sentence)}")
    line = json.dumps(outcome.figures, ensure_ascii=False, allow_nan=False)
    sys.stdout.write(f"{line}\n")
    return 1 if outcome.broken else 0


def table_of(title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    """Return a table whose first column holds names and whose others hold figures."""
    table = Table(title=title, title_justify="left")
    for index, name in enumerate(head):
        table.add_column(name, justify="right" if index else "left")
    for row in rows:
        table.add_row(*map(escape, row))
    return table


def _quick(measure: Measure, arguments: Sequence[str] | None) -> bool:
    module = sys.modules[measure.__module__]
    name = module.__spec__.name if module.__spec__ else module.__name__
    parser = argparse.ArgumentParser(
        prog=f"python -m {name}", description=(module.__doc__ or "").partition("\n")[0]
    )
    parser.add_argument("--quick", action="store_true", help="smaller numbers, at most 45 s")
    return bool(parser.parse_args(arguments).quick)
