"""Damaged round files: each is refused with a remedy or can be played, and quickly so.

A file is read as `consult serve` reads it. Of the accepted ones each is played by somebody who acts
at random, in a copy that has been through the database's form; every twentieth is linted, too.
File N is `mutations.mutated(N)`; the first ones are those of `bombs.py`.
Times are of the processor, and include refusing, playing and linting. Memory is what a process has
grown by at most, over all of its files.
"""

import os
import resource
import signal
import time
import traceback
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from types import FrameType

import msgspec
from rich.console import Console
from rich.progress import track

from bot.outside import outside
from dialogs import round_file
from dialogs.lints import problems_in
from dialogs.problems import RoundFileError
from dialogs.round import Round, canonical
from dialogs.texts import MissingTextError
from tests.benchmarks import form
from tests.support.bombs import BOMBS
from tests.support.mutations import SOURCES, mutated
from tests.support.wanderer import wander
from tests.support.world import NOW, TEXTS

FILES = 100_000
QUICK_FILES = 2_000
CHUNK = 250
STEPS = 80
LINT_EVERY = 20
HANG_SECONDS = 1.0
GIVE_UP_SECONDS = 20
LIMIT_MB = 100
SHOWN_AT_ONCE = 5


_KNOWN = outside(NOW.date())
_BOMBS = tuple(BOMBS.values())
"""The first files are no damaged ones, but made to take long."""


@dataclass
class Tally:
    """What became of a number of files."""

    files: int = 0
    accepted: int = 0
    linted: int = 0
    ends: Counter[str] = field(default_factory=Counter)
    crashes: list[str] = field(default_factory=list)
    hangs: list[str] = field(default_factory=list)
    max_ms: float = 0.0
    max_mb: float = 0.0

    def add(self, other: "Tally") -> None:
        """Take in what became of others."""
        self.files += other.files
        self.accepted += other.accepted
        self.linted += other.linted
        self.ends += other.ends
        self.crashes += other.crashes
        self.hangs += other.hangs
        self.max_ms = max(self.max_ms, other.max_ms)
        self.max_mb = max(self.max_mb, other.max_mb)


class _HangError(BaseException):
    """Nothing came of a file; no `except Exception` may swallow it."""


def measure(quick: bool, console: Console) -> form.Outcome:
    """Try all files, on every processor there is."""
    chunks = range((QUICK_FILES if quick else FILES) // CHUNK)
    tally = Tally()
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        done = pool.map(_chunk, chunks)
        for part in track(done, "files", len(chunks), console=console):
            tally.add(part)
    return _outcome(tally)


def _outcome(tally: Tally) -> form.Outcome:
    rows = [
        ("Damaged files", str(tally.files), ""),
        ("Accepted and played", str(tally.accepted), ""),
        *((f"  … until {name}", str(count), "") for name, count in tally.ends.most_common()),
        ("Linted", str(tally.linted), ""),
        ("Crashes", str(len(tally.crashes)), "0"),
        ("Over one second", str(len(tally.hangs)), "0"),
        ("Milliseconds at most", f"{tally.max_ms:.0f}", f"{HANG_SECONDS * 1000:.0f}"),
        ("MB grown at most", f"{tally.max_mb:.0f}", f"{LIMIT_MB}"),
    ]
    broken = [*tally.crashes[:SHOWN_AT_ONCE], *tally.hangs[:SHOWN_AT_ONCE]]
    if tally.max_mb > LIMIT_MB:
        broken.append(f"a process grew by {tally.max_mb:.0f} MB")
    figures = {
        "files": tally.files,
        "crashes": len(tally.crashes),
        "hangs": len(tally.hangs),
        "max_ms": round(tally.max_ms, 1),
        "max_mb": round(tally.max_mb, 1),
        "accepted": tally.accepted,
        "linted": tally.linted,
    }
    table = form.table_of("Damaged round files", ("what", "found", "limit"), rows)
    return form.Outcome(table, figures, broken)


def _chunk(number: int) -> Tally:
    """Try the files of one chunk; each is made from its number, so it can be made again."""
    before = _warm_mb()
    tally = Tally()
    for seed in range(number * CHUNK, (number + 1) * CHUNK):
        text = _BOMBS[seed]() if seed < len(_BOMBS) else mutated(seed)
        began = time.process_time()
        with_alarm = signal.signal(signal.SIGVTALRM, _alarm)
        signal.setitimer(signal.ITIMER_VIRTUAL, GIVE_UP_SECONDS)
        try:
            _try(text, seed, tally)
        except _HangError:
            pass
        except Exception:  # noqa: BLE001 - any is a finding
            tally.crashes.append(f"file {seed}: {traceback.format_exc().splitlines()[-1]}")
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            signal.signal(signal.SIGVTALRM, with_alarm)
        took = time.process_time() - began
        if took > HANG_SECONDS:
            tally.hangs.append(f"file {seed}: {took:.1f} s")
        tally.files += 1
        tally.max_ms = max(tally.max_ms, took * 1000)
    tally.max_mb = _peak_mb() - before
    return tally


def _try(text: str, seed: int, tally: Tally) -> None:
    try:
        round_, lines = round_file.load_with_lines(text, file="r.yaml")
        TEXTS.require(round_.languages)
    except MissingTextError:
        return
    except RoundFileError as refused:
        if not all(problem.what and problem.remedy for problem in refused.problems):
            raise AssertionError("refused without a remedy") from None
        return
    kept = canonical(round_)
    again = msgspec.json.decode(kept, type=Round)
    if canonical(again) != kept:
        raise AssertionError("not the same once it has been stored")
    tally.accepted += 1
    tally.ends[wander(again, seed, STEPS).name] += 1
    if tally.accepted % LINT_EVERY == 0:
        tally.linted += 1
        if not all(problem.remedy for problem in problems_in(round_, lines, _KNOWN)):
            raise AssertionError("a finding without a remedy")


def _alarm(_number: int, _frame: FrameType | None) -> None:
    raise _HangError


@cache
def _warm_mb() -> float:
    """Do what every process does once, so that it is no file's fault; return its size then."""
    for text in SOURCES:
        round_, lines = round_file.load_with_lines(text, file="r.yaml")
        wander(round_, 0, STEPS)
        problems_in(round_, lines, _KNOWN)
    return _peak_mb()


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    form.main(measure)
