"""The main job: how long `consult demo` takes, how much memory, and whether its numbers are right.

The demonstration runs as a newcomer runs it, in processes of its own. Each shown cell of the
brief's tables is compared with a count from what the phones showed.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path

from rich.console import Console

from tests.benchmarks import form
from tests.benchmarks.memory import PeakMemory
from tests.support import published, transcripts

PARTICIPANTS = 300
QUICK_PARTICIPANTS = 100
LIMIT_SECONDS = 60
LIMIT_MB = 900
REFRESH_SECONDS = 0.2
SHOWN_AT_ONCE = 5


@dataclass(frozen=True)
class Run:
    """One demonstration, measured from outside; `load` is the machine's load before it began."""

    participants: int
    load: float
    seconds: float
    cpu_seconds: float
    memory: PeakMemory
    updates: int
    cells: published.Comparison


def measure(quick: bool, console: Console) -> form.Outcome:
    """Run the demonstration once; SystemExit with what it said when it fails."""
    participants = QUICK_PARTICIPANTS if quick else PARTICIPANTS
    with tempfile.TemporaryDirectory(prefix="consult-benchmark-") as scratch:
        return outcome_of(_run(participants, Path(scratch), console))


def outcome_of(run: Run) -> form.Outcome:
    """Return what a run shows."""
    cells, memory = run.cells, run.memory
    rows = (
        ("People", str(run.participants), ""),
        ("Updates from their phones", str(run.updates), ""),
        ("Seconds from start to brief", f"{run.seconds:.1f}", f"{LIMIT_SECONDS}"),
        ("Seconds of processor time", f"{run.cpu_seconds:.1f}", ""),
        ("Load of the machine before", f"{run.load:.1f}", ""),
        (f"MB at the peak, all processes ({memory.kind})", f"{memory.peak_mb:.0f}", f"{LIMIT_MB}"),
        ("Processes at once", str(memory.processes), ""),
        ("Cells compared with the phones", str(cells.shown), ""),
        ("Cells hidden, and empty", str(cells.hidden), ""),
        ("Wrong cells", str(len(cells.wrong)), "0"),
    )
    return form.Outcome(
        table=form.table_of("The demonstration", ("", "Measured", "At most"), rows),
        figures={
            "seconds": round(run.seconds, 1),
            "cpu_seconds": round(run.cpu_seconds, 1),
            "load_before": round(run.load, 1),
            "peak_mb": round(memory.peak_mb),
            "memory": memory.kind,
            "participants": run.participants,
            "updates": run.updates,
            "brief_cells_checked": cells.shown,
            "brief_cells_wrong": len(cells.wrong),
        },
        broken=_broken(cells),
    )


def _broken(cells: published.Comparison) -> list[str]:
    if not cells.shown:
        return ["No cell is shown, so nothing was compared."]
    return cells.wrong[:SHOWN_AT_ONCE]


def _run(participants: int, out: Path, console: Console) -> Run:
    command = [sys.executable, "-m", "bot", "demo", "--no-serve"]
    command += ["--participants", str(participants), "--out", str(out)]
    load, cpu, began = os.getloadavg()[0], _cpu_of_children(), time.monotonic()
    with (
        (out / "said").open("w+") as said,
        subprocess.Popen(command, stdout=said, stderr=said) as process,  # noqa: S603 - our own
        PeakMemory(process.pid) as memory,
        console.status("") as status,
    ):
        while process.poll() is None:
            seconds = time.monotonic() - began
            status.update(f"consult demo: {seconds:.0f} s, {memory.now_mb:.0f} MB")
            time.sleep(REFRESH_SECONDS)
    seconds = time.monotonic() - began
    if process.returncode:
        raise SystemExit(f"The demonstration failed:\n{(out / 'said').read_text()}")
    cpu_seconds = _cpu_of_children() - cpu
    return Run(participants, load, seconds, cpu_seconds, memory, *_counted(out))


def _cpu_of_children() -> float:
    """Return the processor time of all children that have ended, and of theirs."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _counted(out: Path) -> tuple[int, published.Comparison]:
    transcript = out / "transcript.jsonl"
    with as_file(files("dialogs") / "rounds" / "our_evenings.yaml") as round_file:
        cells = published.compare(out / "tables.csv", transcript, round_file)
    return transcripts.updates_of(transcript), cells


if __name__ == "__main__":
    form.main(measure)
