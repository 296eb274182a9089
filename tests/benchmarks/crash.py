"""Nothing lost: people answer while the bot is killed, again and again.

    uv run python -m tests.benchmarks.crash [--quick]

Polling on SQLite, and a webhook with two workers on PostgreSQL; each with all writes working and
with 5 % of them failing. Half of the kills strike at random, half at a named place. Then bad days,
on which the bot lives and something outside of it is broken for a while.
"""

import argparse
import asyncio
import json
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

if TYPE_CHECKING:
    from tests.support.crashing.trial import Plan, Trial
    from tests.support.crashing.troubles import Day, Trouble
    from tests.support.crashing.verdict import Verdict
    from tests.support.postgres import Postgres

FULL = (500, 200)
QUICK = (16, 8)
QUICK_SPEED = 600.0
BAD_DAY_PEOPLE = 24
SUMS = ("lost", "counted_twice", "stuck", "orphans", "harmful_repeats")
COLUMNS = (
    "edge", "store", "workers", "failing_writes", "updates", "delivered", "kills", "saved",
    "lost", "counted_twice", "stuck", "orphans", "harmful_repeats", "harmless_repeats",
    "letters_twice", "recovery_s",
)  # fmt: skip
DAY_COLUMNS = ("bad_day", "edge", "store", "confirmed_meanwhile", *SUMS, "recovery_s")


def main() -> None:
    """Run the trials, print the tables, and end with one line of JSON."""
    options = _options()
    people, kills = QUICK if options.quick else FULL
    people, kills = options.people or people, options.kills or kills
    shares = options.failing or ([0.05] if options.quick else [0.0, 0.05])
    plans = _plans(people, kills, shares, options.only)
    if options.quick:
        plans = (replace(plan, speed=QUICK_SPEED) for plan in plans)
    verdicts = [_trial(plan, options.keep) for plan in plans]
    runs = [each.as_dict() for each in verdicts]
    days = [] if options.quick or options.only else list(_bad_days(options.keep))
    _print(COLUMNS, runs)
    if days:
        _print(DAY_COLUMNS, days)
    sums = {name: sum(int(str(each[name])) for each in (*runs, *days)) for name in SUMS}
    sys.stdout.write(json.dumps({"runs": runs, **sums, "bad_days": days}) + "\n")
    good = all(each.is_good for each in verdicts) and all(each["is_good"] for each in days)
    sys.exit(not good)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer people and kills, same checks")
    parser.add_argument("--people", type=int)
    parser.add_argument("--kills", type=int)
    parser.add_argument("--only", choices=["polling", "webhook"], help="and no bad days")
    parser.add_argument("--failing", type=float, action="append", help="share of failing writes")
    parser.add_argument("--keep", type=Path, help="leave logs and databases in this folder")
    return parser.parse_args()


def _plans(people: int, kills: int, failing: list[float], only: str | None) -> "Iterator[Plan]":
    from tests.support.crashing.trial import Plan  # noqa: PLC0415 - children import this module

    if only != "webhook":
        for share in failing:
            yield Plan("polling", "sqlite", "", 1, people, kills, share)
    if only != "polling":
        with _postgres() as (_, urls):
            for share in failing:
                yield Plan("webhook", "postgresql", next(urls), 2, people, kills, share)


def _bad_days(keep: Path | None) -> Iterator[dict[str, object]]:
    from tests.support.crashing import troubles  # noqa: PLC0415
    from tests.support.crashing.trial import Plan  # noqa: PLC0415

    at_home = Plan("polling", "sqlite", "", 1, BAD_DAY_PEOPLE, kills=0)
    for strikes in (troubles.disk_full, troubles.locked, troubles.bad_telegram):
        day = troubles.Day()
        yield _day(strikes.__name__, day, at_home, strikes(day), keep)
    with _postgres() as (server, urls):
        for edge in ("polling", "webhook"):
            day = troubles.Day()
            plan = Plan(edge, "postgresql", next(urls), 1, BAD_DAY_PEOPLE, kills=0)
            yield _day("restart", day, plan, troubles.restart(day, server), keep)


def _day(
    name: str, day: "Day", plan: "Plan", trouble: "Trouble", keep: Path | None
) -> dict[str, object]:
    verdict = _trial(plan, keep, trouble)
    quiet = day.confirmed_meanwhile == 0 or name == "bad_telegram"
    return {
        **verdict.as_dict(),
        "bad_day": name,
        "confirmed_meanwhile": day.confirmed_meanwhile,
        "recovery_s": round(day.recovery_s, 2),
        "is_good": verdict.is_good and quiet and day.recovery_s < 5,
    }


@contextmanager
def _postgres() -> "Iterator[tuple[Postgres, Iterator[str]]]":
    import psycopg  # noqa: PLC0415

    from tests.support.postgres import running_postgres  # noqa: PLC0415

    with running_postgres(survives=True) as server:

        def new() -> Iterator[str]:
            while True:
                name = f"crash_{uuid4().hex}"
                with psycopg.connect(
                    f"host={server.folder} user=postgres", autocommit=True
                ) as connection:
                    connection.execute(f"CREATE DATABASE {name}")
                yield server.url(name)

        yield server, new()


def _trial(plan: "Plan", keep: Path | None, trouble: "Trouble | None" = None) -> "Verdict":
    from tests.support.crashing.trial import Trial  # noqa: PLC0415
    from tests.support.crashing.verdict import judge  # noqa: PLC0415

    began = time.monotonic()

    async def run(folder: Path) -> "Verdict":
        trial = Trial(plan, folder)
        await trial.run(_report, trouble)
        if any(code != 0 for code in trial.exit_codes):
            _say(f"exit codes {trial.exit_codes}; logs in {folder}")
        return await judge(trial)

    folder = Path(tempfile.mkdtemp(prefix="crash-", dir=keep))
    verdict = asyncio.run(run(folder))
    if keep is None:
        shutil.rmtree(folder)
    how = "as it must be" if verdict.is_good else f"NOT GOOD: {verdict}"
    _say(f"{plan.edge} on {plan.store}: {time.monotonic() - began:.0f} s, {how}")
    return verdict


def _report(trial: "Trial") -> None:
    plan = trial.plan
    through = f"{trial.finished}/{plan.people} people through"
    _say(f"{plan.edge} on {plan.store}: {trial.kills}/{plan.kills} kills, {through}", end="\r")


def _say(line: str, end: str = "\n") -> None:
    sys.stderr.write(f"{line:<70}{end}")
    sys.stderr.flush()


def _print(columns: Sequence[str], found: Sequence[Mapping[str, object]]) -> None:
    rows = [[str(each[name]) for name in columns] for each in found]
    widths = [max(map(len, column)) for column in zip(columns, *rows, strict=True)]
    for row in ([*columns], *rows):
        cells = (cell.rjust(width) for cell, width in zip(row, widths, strict=True))
        sys.stdout.write("  ".join(cells) + "\n")


if __name__ == "__main__":
    main()
