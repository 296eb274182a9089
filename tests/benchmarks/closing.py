"""How long closing takes and how much memory, from the holders' words to the rewritten database.

A round is filled with sealed responses on SQLite, and closed by a process of its own: unsealed,
shuffled, written, read back, erased, and the database rewritten. Hard condition: no more than ten
minutes of processor time for a million responses, in proportion; it is work for one core, so on a
machine with nothing else to do the clock says about the same.

Keys: `responses`, `seconds`, `peak_mb` (of the closing process), `seconds_per_100k`,
`processor_seconds`, and `stages`, the seconds of each stage.
"""

import asyncio
import datetime as dt
import multiprocessing
import os
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import pairwise
from multiprocessing.connection import Connection
from pathlib import Path

from rich.console import Console

from storage import migrate
from storage.closing import close_round
from storage.db import Database
from storage.rounds import get_round, open_round
from storage.sealing import PublicKey
from storage.tables import ledger, sealed
from storage.vault import Vault
from tests.benchmarks import form
from tests.benchmarks.form import Json, Outcome, table_of
from tests.benchmarks.memory import PeakMemory
from tests.storage.material import content, example_round, response

FULL, QUICK = 1_000_000, 20_000
MOST_SECONDS_PER_100K = 60.0
ROUND = example_round()
TODAY = dt.date(2026, 11, 23)
_BATCH = 5_000
_SPAWN = multiprocessing.get_context("spawn")

Row = dict[str, bytes | str]


def measure(quick: bool, console: Console) -> Outcome:
    """Fill a round, close it, and say what it took."""
    count = QUICK if quick else FULL
    with tempfile.TemporaryDirectory(prefix="consult-closing-") as folder:
        place = Path(folder)
        asyncio.run(_fill(place, count, console))
        before = _processor_seconds()
        stages, peak = _close_apart(place, console)
        worked = _processor_seconds() - before
    seconds = sum(stages.values())
    per_100k = 100_000 * seconds / count
    table = table_of(
        f"Closing {count:,} responses",
        ("stage", "seconds"),
        [
            *((name, f"{value:.1f}") for name, value in stages.items()),
            ("all", f"{seconds:.1f}"),
            ("processor", f"{worked:.1f}"),
        ],
    )
    figures: dict[str, Json] = {
        "responses": count,
        "seconds": round(seconds, 1),
        "peak_mb": round(peak),
        "seconds_per_100k": round(per_100k, 1),
        "processor_seconds": round(worked, 1),
        "stages": {name: round(value, 1) for name, value in stages.items()},
    }
    slow = f"{worked:.0f} s of work; {MOST_SECONDS_PER_100K:.0f} s for 100,000 are allowed."
    allowed = MOST_SECONDS_PER_100K * max(count, QUICK) / 100_000
    return Outcome(table, figures, [slow] if worked > allowed else [])


def _processor_seconds() -> float:
    """Return what processes that have ended and were waited for have used."""
    used = os.times()
    return used.children_user + used.children_system


async def _fill(place: Path, count: int, console: Console) -> None:
    database, vault = _open(place)
    await migrate.upgrade(database)
    await open_round(database, vault, ROUND, today=TODAY)
    key = (await get_round(database, ROUND.id)).public_key
    numbers = [range(start, min(start + _BATCH, count)) for start in range(0, count, _BATCH)]
    with ProcessPoolExecutor(mp_context=_SPAWN) as pool:
        done = 0
        for rows in pool.map(_seal, [key] * len(numbers), numbers):
            async with database.begin() as connection:
                await connection.execute(sealed.insert(), rows)
                await connection.execute(ledger.insert(), list(_tags(len(rows))))
            done += len(rows)
            console.print(f"sealed {done:,} of {count:,}", end="\r")
    await database.close()


def _open(place: Path) -> tuple[Database, Vault]:
    database = Database.open(f"sqlite+aiosqlite:///{place / 'consult.db'}")
    return database, Vault.open(place / "vault")


def _seal(public_key: bytes, numbers: Sequence[int]) -> list[Row]:
    key = PublicKey.from_bytes(public_key)
    rows: list[Row] = []
    for number in numbers:
        row = os.urandom(32)
        box = key.seal(ROUND.id, row, content(response(ROUND, number)))
        rows.append({"row_key": row, "round": ROUND.id, "box": box})
    return rows


def _tags(count: int) -> Iterator[Row]:
    return ({"tag": os.urandom(36)} for _ in range(count))


def _close_apart(place: Path, console: Console) -> tuple[dict[str, float], float]:
    """Close in a process of its own; return the seconds of each stage and the peak in megabytes."""
    here, there = _SPAWN.Pipe()
    process = _SPAWN.Process(target=_close, args=(str(place), there))
    process.start()
    with PeakMemory(process.pid or 0) as memory:
        there.close()
        marks: list[tuple[str, float]] = []
        while not marks or marks[-1][0] != "end":
            marks.append(here.recv())
            console.print(f"{marks[-1][0]:<20}", end="\r")
        process.join()
    stages = {name: after - before for (name, before), (_, after) in pairwise(marks)}
    return stages, memory.peak_mb


def _close(place: str, told: Connection) -> None:
    last = ""

    def progress(stage: str, _done: int, _total: int) -> None:
        nonlocal last
        if stage != last:
            last = stage
            told.send((stage, time.perf_counter()))

    async def closing() -> None:
        database, vault = _open(Path(place))
        words = vault.practice_words(ROUND.id)[:2]
        progress("begin", 0, 0)
        out = Path(place) / "dataset"
        await close_round(database, vault, ROUND.id, words, out, today=TODAY, on_progress=progress)
        progress("end", 0, 0)
        await database.close()

    asyncio.run(closing())


if __name__ == "__main__":
    form.main(measure)
