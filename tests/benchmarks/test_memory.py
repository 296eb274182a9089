"""A benchmark's memory is that of the whole tree of processes, and of nobody else."""

import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.benchmarks.memory import PeakMemory, tree_of

GRANDCHILD = "held = b'x' * 80_000_000; print('ready', flush=True); input()"
CHILD = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {GRANDCHILD!r}])"

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads Linux's /proc")


@pytest.fixture
def family() -> Iterator[subprocess.Popen[str]]:
    """Run a process whose child holds 80 MB and waits for a line."""
    command = [sys.executable, "-c", CHILD]
    with subprocess.Popen(  # noqa: S603 - our own
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        yield process
        end(process)


def end(process: subprocess.Popen[str]) -> None:
    """Let both processes go, unless they have gone."""
    if process.poll() is None:
        process.communicate("\n")


def test_memory_of_a_grandchild_counts(family: subprocess.Popen[str]) -> None:
    with PeakMemory(family.pid) as memory:
        pass
    assert memory.processes == 2
    assert 80 < memory.peak_mb < 200
    assert memory.kind in {"PSS", "RSS"}


def test_the_peak_outlives_the_processes(family: subprocess.Popen[str]) -> None:
    with PeakMemory(family.pid) as memory:
        end(family)
    assert memory.now_mb < memory.peak_mb


def test_a_tree_holds_no_strangers(family: subprocess.Popen[str]) -> None:
    assert tree_of(family.pid)[0] == family.pid
    assert len(tree_of(family.pid)) == 2
