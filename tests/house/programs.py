"""Finds and runs the programs of the development environment."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def find(name: str) -> str:
    """Return the path of a program, beside this Python or on the path; skip when missing."""
    beside = str(Path(sys.executable).parent)
    found = shutil.which(name, path=os.pathsep.join([beside, os.environ.get("PATH", "")]))
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


def run(name: str, *arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run a program to its end and return its exit code and output."""
    return subprocess.run(  # noqa: S603 - our own development tools
        [find(name), *arguments], cwd=cwd, capture_output=True, text=True, check=False
    )
