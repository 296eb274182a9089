"""Nothing lost: people answer while the bot is killed, again and again.

    uv run python -m tests.benchmarks.crash [--quick]

Polling on SQLite, and a webhook with two workers on PostgreSQL; each with all writes working and
with 5 % of them failing. Half of the kills strike at random, half at a named place.
"""

import argparse
import asyncio
import json
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

if TYPE_CHECKING:
    from tests.support.crashing.trial import Plan, Trial
    from tests.support.crashing.verdict import Verdict

FULL = (500, 200)
QUICK = (40, 16)
SUMS = ("lost", "counted_twice", "stuck", "orphans", "harmful_repeats")
COLUMNS = (
    "edge", "store", "workers", "failing_writes", "updates", "delivered", "kills", "saved",
    "lost", "counted_twice", "stuck", "orphans", "harmful_repeats", "harmless_repeats",
    "recovery_s",
)  # fmt: skip


def main() -> None:
    """Run the trials, print the table, and end with one line of JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer people and kills, same checks")
    parser.add_argument("--people", type=int)
    parser.add_argument("--kills", type=int)
    parser.add_argument("--only", choices=["polling", "webhook"])
    parser.add_argument("--failing", type=float, action="append", help="share of failing writes")
    parser.add_argument("--keep", type=Path, help="leave logs and databases in this folder")
    options = parser.parse_args()
    people, kills = QUICK if options.quick else FULL
    verdicts = [
        _trial(plan, options.keep)
        for plan in _plans(
            options.people or people,
            options.kills or kills,
            options.failing or ([0.05] if options.quick else [0.0, 0.05]),
            options.only,
        )
    ]
    _print(verdicts)
    sums = {name: sum(int(str(each.as_dict()[name])) for each in verdicts) for name in SUMS}
    line = json.dumps({"runs": [each.as_dict() for each in verdicts], **sums})
    sys.stdout.write(line + "\n")
    sys.exit(not all(each.is_good for each in verdicts))


def _plans(people: int, kills: int, failing: list[float], only: str | None) -> "Iterator[Plan]":
    from tests.support.crashing.trial import Plan  # noqa: PLC0415 - children import this module

    for share in failing:
        if only != "webhook":
            yield Plan("polling", "sqlite", "", 1, people, kills, share)
    if only != "polling":
        with _postgres() as urls:
            for share in failing:
                yield Plan("webhook", "postgresql", next(urls), 2, people, kills, share)


@contextmanager
def _postgres() -> Iterator[Iterator[str]]:
    import psycopg  # noqa: PLC0415

    from tests.support.postgres import running_postgres  # noqa: PLC0415

    with running_postgres() as server:

        def new() -> Iterator[str]:
            while True:
                name = f"crash_{uuid4().hex}"
                with psycopg.connect(
                    f"host={server.folder} user=postgres", autocommit=True
                ) as connection:
                    connection.execute(f"CREATE DATABASE {name}")
                yield server.url(name)

        yield new()


def _trial(plan: "Plan", keep: Path | None) -> "Verdict":
    from tests.support.crashing.trial import Trial  # noqa: PLC0415
    from tests.support.crashing.verdict import judge  # noqa: PLC0415

    began = time.monotonic()

    async def run(folder: Path) -> "Verdict":
        trial = Trial(plan, folder)
        await trial.run(_report)
        if any(code != 0 for code in trial.exit_codes):
            _say(f"exit codes {trial.exit_codes}; logs in {folder}")
        return await judge(trial)

    folder = Path(tempfile.mkdtemp(prefix="crash-", dir=keep))
    verdict = asyncio.run(run(folder))
    if keep is None:
        shutil.rmtree(folder)
    _say(f"{plan.edge} on {plan.store}: {time.monotonic() - began:.0f} s")
    return verdict


def _report(trial: "Trial") -> None:
    plan = trial.plan
    through = f"{trial.finished}/{plan.people} people through"
    _say(f"{plan.edge} on {plan.store}: {trial.kills}/{plan.kills} kills, {through}", end="\r")


def _say(line: str, end: str = "\n") -> None:
    sys.stderr.write(f"{line:<70}{end}")
    sys.stderr.flush()


def _print(verdicts: "list[Verdict]") -> None:
    rows = [[str(each.as_dict()[name]) for name in COLUMNS] for each in verdicts]
    widths = [max(map(len, column)) for column in zip(COLUMNS, *rows, strict=True)]
    for row in ([*COLUMNS], *rows):
        cells = (cell.rjust(width) for cell, width in zip(row, widths, strict=True))
        sys.stdout.write("  ".join(cells) + "\n")


if __name__ == "__main__":
    main()
