"""One demonstration, run as a newcomer runs it, for all tests of this folder."""

import subprocess
import sys
from collections.abc import Iterator
from importlib.resources import as_file, files
from pathlib import Path

import pytest

PEOPLE = 300
SEED = 7


@pytest.fixture(scope="session")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    command = [sys.executable, "-m", "bot", "demo", "--no-serve", "--out", str(folder)]
    command += ["--participants", str(PEOPLE), "--seed", str(SEED)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - ours
    assert done.returncode == 0, done.stderr
    assert "unlimited" in done.stdout
    assert "stuck" not in done.stdout
    return folder


@pytest.fixture(scope="session")
def round_file() -> Iterator[Path]:
    with as_file(files("dialogs") / "rounds" / "our_evenings.yaml") as path:
        yield path
