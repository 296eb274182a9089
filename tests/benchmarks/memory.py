"""The memory of a process with all its descendants, sampled while it runs. Linux only.

Where the kernel lets us, it is the PSS: a page that several processes share counts once in all.
Otherwise it is the RSS, which counts such a page once for each of them, so the sum is too high.
"""

import os
import threading
from collections import defaultdict
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

PROC = Path("/proc")
EVERY_SECONDS = 0.1
MEGABYTE = 1_000_000

Kind = Literal["PSS", "RSS"]


class PeakMemory:
    """Samples at the beginning of a `with` block, at its end and ten times a second between.

    Attributes:
        kind: which memory is meant.
        now_mb: the whole tree at the last sample, in megabytes.
        peak_mb: the most that any sample saw.
        processes: the most processes that any sample saw.
    """

    def __init__(self, pid: int) -> None:
        self.kind: Kind = _kind_for(pid)
        self.now_mb = 0.0
        self.peak_mb = 0.0
        self.processes = 0
        self._pid = pid
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._keep_sampling, daemon=True)

    def __enter__(self) -> Self:
        self._sample()
        self._thread.start()
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _where: TracebackType | None,
    ) -> None:
        self._over.set()
        self._thread.join()
        self._sample()

    def _keep_sampling(self) -> None:
        while not self._over.wait(EVERY_SECONDS):
            self._sample()

    def _sample(self) -> None:
        tree = tree_of(self._pid)
        self.now_mb = sum(_memory_of(pid, self.kind) for pid in tree) / MEGABYTE
        self.peak_mb = max(self.peak_mb, self.now_mb)
        self.processes = max(self.processes, len(tree))


def tree_of(pid: int) -> list[int]:
    """Return a process and its descendants, those that have ended left out."""
    children: dict[int, list[int]] = defaultdict(list)
    for entry in PROC.iterdir():
        if entry.name.isdecimal():
            children[_parent_of(int(entry.name))].append(int(entry.name))
    tree = [pid] if (PROC / str(pid)).exists() else []
    for member in tree:
        tree += children[member]
    return tree


def _parent_of(pid: int) -> int:
    """Return the parent, or 0 for a process that is gone. The name may hold spaces and brackets."""
    try:
        stat = (PROC / str(pid) / "stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return int(stat.rpartition(")")[2].split()[1])


def _kind_for(pid: int) -> Kind:
    try:
        (PROC / str(pid) / "smaps_rollup").read_text()
    except OSError:
        return "RSS"
    return "PSS"


def _memory_of(pid: int, kind: Kind) -> int:
    """Return bytes; 0 for a process that is gone."""
    try:
        return _pss(pid) if kind == "PSS" else _rss(pid)
    except (FileNotFoundError, ProcessLookupError):
        return 0


def _pss(pid: int) -> int:
    lines = (PROC / str(pid) / "smaps_rollup").read_text().splitlines()
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)


def _rss(pid: int) -> int:
    pages = int((PROC / str(pid) / "statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")
