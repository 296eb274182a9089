"""Updates a second beside the usual ways to write the same questionnaire, in one run.

    uv run --group bench python -m tests.benchmarks.throughput [--quick]

The load driver of the shared bench plays Telegram and a crowd that answers as fast as it is asked.
It and the peers (aiogram's FSM, aiogram_dialog, PTB's ConversationHandler) are the bench's; where
it is not there, nothing is measured. Ours is `consult serve` with everything on: encryption,
languages, SQLite with `synchronous=FULL`, and a commit before anything is confirmed or drawn.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib.util import find_spec

from rich.console import Console
from rich.table import Table

from tests.benchmarks import form
from tests.benchmarks.form import Json, Outcome
from tests.house.programs import ROOT
from tests.support.shared_data import NOT_OURS, SHARED

BENCH = SHARED / "bench"
OURS = "consult"
PEOPLE, QUICK_PEOPLE = (1, 100, 1000), (100,)
SECONDS, QUICK_SECONDS = (4.0, 8.0), (1.5, 3.0)
"""For how long it runs before it is measured, and for how long it is measured."""

TURNS, QUICK_TURNS = 3, 1
"""How often each is measured, all of them in turns: a machine's pace changes from minute to minute.
What is told of one is its turn of middling pace."""

TRIES = 3
"""On a busy machine a bot may take longer to start than the driver waits."""


@dataclass(frozen=True)
class Bot:
    """A bot that is measured: the words that start it, and what it needs to do its best.

    `think` is how many milliseconds people wait before they answer.
    """

    name: str
    command: Sequence[str]
    modes: Sequence[str] = ("polling", "webhook")
    environment: Mapping[str, str] = field(default_factory=dict)
    think: int = 0
    needs: str = ""


def _peer(file: str) -> tuple[str, str]:
    return (sys.executable, str(BENCH / "peers" / file))


BOTS = (
    Bot(OURS, (sys.executable, "-m", "tests.benchmarks.bot_under_load")),
    Bot("aiogram FSM", _peer("aiogram_fsm.py"), environment={"UVLOOP": "1"}),
    Bot("PTB ConversationHandler", _peer("ptb_conv.py"), needs="apscheduler"),
    Bot("aiogram_dialog", _peer("dialog.py"), think=100, needs="aiogram_dialog"),
)
QUICK = ((BOTS[0], "polling"), (BOTS[1], "polling"), (BOTS[1], "webhook"))


@dataclass(frozen=True)
class Row:
    """What was measured of one bot."""

    bot: str
    mode: str
    people: int
    upd_s: float
    p50_ms: float
    p99_ms: float
    cpu_ms: float
    rss_mb: float
    unanswered: int


def measure(quick: bool, console: Console) -> Outcome:
    """Measure all bots that can be run here."""
    if not BENCH.is_dir():
        raise SystemExit(f"{BENCH} is {NOT_OURS}, and not here: set CONSULT_SHARED.")
    rows = list(_rows(quick, console))
    peers = {people: _best(rows, people) for people in sorted({row.people for row in rows})}
    ratios = {
        people: round(_ours(rows, people) / best.upd_s, 1) for people, best in peers.items() if best
    }
    shares = {people: round(_cpu_share(rows, people), 3) for people, best in peers.items() if best}
    figures: dict[str, Json] = {
        "rows": [vars(row) for row in rows],
        "best_peer": {str(n): f"{one.bot}, {one.mode}" for n, one in peers.items() if one},
        "ratio": {str(people): ratio for people, ratio in ratios.items()},
        "cpu_share": {str(people): share for people, share in shares.items()},
        "above_imports_mb": _above_imports(rows),
    }
    broken = [f"{row.unanswered} people wait for {OURS}" for row in rows if _is_stuck(row)]
    return Outcome(_table(rows, ratios), figures, broken)


def _rows(quick: bool, console: Console) -> Iterator[Row]:
    bots = [(bot, mode) for bot, mode in _bots(quick) if _is_here(bot, console)]
    turns, seconds = (QUICK_TURNS, QUICK_SECONDS) if quick else (TURNS, SECONDS)
    for people in QUICK_PEOPLE if quick else PEOPLE:
        every = []
        for turn in range(turns):
            for bot, mode in bots:
                console.print(f"{bot.name}, {mode}, {people} people, {turn + 1} of {turns} …")
                every.append(_row(bot, mode, people, seconds))
        for number in range(len(bots)):
            yield _middling(every[number :: len(bots)])


def _bots(quick: bool) -> Sequence[tuple[Bot, str]]:
    return QUICK if quick else [(bot, mode) for bot in BOTS for mode in bot.modes]


def _is_here(bot: Bot, console: Console) -> bool:
    if not bot.needs or find_spec(bot.needs) is not None:
        return True
    console.print(f"{bot.name} is left out: run with `uv run --group bench`")
    return False


def _middling(rows: Sequence[Row]) -> Row:
    """Return the row of the median pace; nobody who was left unanswered in another is forgotten."""
    row = sorted(rows, key=lambda row: row.upd_s)[len(rows) // 2]
    return replace(row, unanswered=max(each.unanswered for each in rows))


def _row(bot: Bot, mode: str, people: int, seconds: tuple[float, float]) -> Row:
    found = _driven(bot, mode, people, seconds)
    return Row(
        bot.name,
        mode,
        people,
        found["upd_s"],
        found["p50_ms"],
        found["p99_ms"],
        found["bot_cpu_ms"],
        found["rss_mb"],
        int(found["waiting"] + found["errs"]),
    )


def _driven(bot: Bot, mode: str, people: int, seconds: tuple[float, float]) -> Mapping[str, float]:
    """Run the driver, again where the bot did not start in time; return the figures it prints."""
    warm, measured = seconds
    with tempfile.TemporaryDirectory() as folder:
        command = [
            *(sys.executable, str(BENCH / "drive.py"), "--bot", " ".join(bot.command)),
            *("--mode", mode, "--users", str(people), "--think", str(bot.think)),
            *("--warm", str(warm), "--secs", str(measured), "--run-dir", f"{folder}/run"),
        ]
        every = {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "", "LOGLEVEL": "WARNING"}
        said = ""
        for _ in range(TRIES):
            done = subprocess.run(  # noqa: S603 - our own interpreter on the bench's driver
                command,
                capture_output=True,
                text=True,
                check=False,
                cwd=folder,
                env={**os.environ, **every, **bot.environment},
            )
            if done.returncode == 0:
                return dict(json.loads(done.stdout.splitlines()[-1]))
            said = done.stderr[-500:]
    raise SystemExit(f"{bot.name} does not start: {said}")


def _best(rows: Sequence[Row], people: int) -> Row | None:
    peers = [row for row in rows if row.people == people and row.bot != OURS]
    return max(peers, key=lambda row: row.upd_s, default=None)


def _ours(rows: Sequence[Row], people: int) -> float:
    mine = (row for row in rows if (row.bot, row.mode, row.people) == (OURS, "polling", people))
    return next(mine).upd_s


def _cpu_share(rows: Sequence[Row], people: int) -> float:
    """Return the most that ours takes of a processor an update, as a share of the thriftiest peer.

    Unlike milliseconds, that can be compared between machines.
    """
    here = [row for row in rows if row.people == people]
    ours = max(row.cpu_ms for row in here if row.bot == OURS)
    return ours / min(row.cpu_ms for row in here if row.bot != OURS)


def _is_stuck(row: Row) -> bool:
    return row.bot == OURS and row.unanswered > 0


def _above_imports(rows: Sequence[Row]) -> float:
    """Return how many MB ours takes at most beyond what its imports take."""
    code = (
        "import tests.support.crashing.bot_child\n"
        "print(next(l for l in open('/proc/self/status') if l.startswith('VmHWM')).split()[1])"
    )
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    most = max(row.rss_mb for row in rows if row.bot == OURS)
    return round(most - int(done.stdout) / 1024, 1)


def _table(rows: Sequence[Row], ratios: Mapping[int, float]) -> Table:
    head = ("bot", "mode", "people", "updates/s", "p50 ms", "p99 ms", "CPU ms", "MB")
    cells = [
        (
            *(row.bot, row.mode, str(row.people), f"{row.upd_s:.0f}"),
            *(f"{row.p50_ms:.0f}", f"{row.p99_ms:.0f}", f"{row.cpu_ms:.2f}", f"{row.rss_mb:.0f}"),
        )
        for row in rows
    ]
    said = ", ".join(f"{ratio} at {people}" for people, ratio in ratios.items())
    return form.table_of(f"ours by polling, in times of the best peer: {said}", head, cells)


if __name__ == "__main__":
    form.main(measure)
