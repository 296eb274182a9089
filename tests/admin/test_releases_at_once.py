"""Two processes that release with one register: the second is refused, and nothing is half done."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from admin.dataset import Dataset
from admin.register import FILE, Register
from tests.admin.conftest import ISSUED

pytestmark = pytest.mark.long

SLOW = """
import sys
from datetime import date
from pathlib import Path
from admin import briefs
from admin.dataset import Dataset
from admin.right_register import Expected

def wait(name):
    if name.endswith(".html"):
        print("making", flush=True)
        sys.stdin.readline()

dataset, home, day = sys.argv[1:]
briefs.publish(
    Dataset.open(Path(dataset)),
    Path(home) / "first",
    register=Path(home) / "releases.jsonl",
    expected=Expected(first=True),
    generated_on=date.fromisoformat(day),
    order=briefs.Order(on_progress=wait),
)
"""
"""A release that stops before its first document until somebody says go on."""


def second(dataset: Dataset, home: Path, *more: str) -> "subprocess.CompletedProcess[str]":
    """Release by the command, as a person would."""
    command = (sys.executable, "-m", "bot", "publish", str(dataset.folder), "--out")
    options = (str(home / "second"), "--audience", "policymaker", "--dated", ISSUED.isoformat())
    return subprocess.run(  # noqa: S603 - ours
        (*command, *options, *more), capture_output=True, text=True, check=False, cwd=home
    )


@contextmanager
def slow_first(dataset: Dataset, home: Path) -> Iterator["subprocess.Popen[str]"]:
    """Have a release under way in a process of its own."""
    arguments = (str(dataset.folder), str(home), ISSUED.isoformat())
    with subprocess.Popen(  # noqa: S603 - ours
        (sys.executable, "-c", SLOW, *arguments),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == "making\n"
        yield first


def test_the_second_of_two_is_refused_and_may_come_again(
    unpublished: Dataset, tmp_path: Path
) -> None:
    register = tmp_path / FILE
    with slow_first(unpublished, tmp_path) as first:
        refused = second(unpublished, tmp_path)
        assert refused.returncode
        assert "Another release is being made" in " ".join(refused.stderr.split())
        assert "Traceback" not in refused.stderr
        assert not (tmp_path / "second").exists()
        assert not register.exists()
        first.communicate("\n")
        assert first.returncode == 0
    assert second(unpublished, tmp_path).returncode == 0
    assert [one.number for one in Register.open(register).releases] == [1, 2]


def test_who_dies_at_it_leaves_the_register_free(unpublished: Dataset, tmp_path: Path) -> None:
    with slow_first(unpublished, tmp_path) as first:
        first.kill()
    assert not (tmp_path / "first").exists()
    assert second(unpublished, tmp_path, "--first-release").returncode == 0
    assert [one.number for one in Register.open(tmp_path / FILE).releases] == [1]
