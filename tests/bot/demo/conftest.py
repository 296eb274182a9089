"""One demonstration, run as a newcomer runs it, for all tests of this folder."""

import fcntl
import os
import shlex
import subprocess
from collections.abc import Iterator
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from tests.house.programs import ROOT, find

PEOPLE = 300
SEED = 7


@pytest.fixture(scope="session")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the demonstration has written; of several processes that test, the first runs it."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "demo"
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "done").exists():
            _run(folder / "out")
            (folder / "done").touch()
    return folder / "out"


def _run(folder: Path) -> None:
    command = [*main_job(), "--no-serve", "--out", str(folder)]
    command += ["--participants", str(PEOPLE), "--seed", str(SEED)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - ours
    assert done.returncode == 0, done.stderr
    assert "unlimited" in done.stdout
    assert "stuck" not in done.stdout


@pytest.fixture(scope="session")
def round_file() -> Iterator[Path]:
    with as_file(files("dialogs") / "rounds" / "our_evenings.yaml") as path:
        yield path


def main_job() -> list[str]:
    """Return the main job as the README has it, without the part that installs uv."""
    lines = (ROOT / "README.md").read_text("utf-8").splitlines()
    line = next(line for line in lines if line.endswith("consult demo"))
    program, *arguments = shlex.split(line.split(" && ")[1])
    return [find(program), *arguments]
