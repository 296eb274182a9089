"""What a person can mend is said in plain words, with no traceback."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from bot.failing import KNOWN
from tests.house.programs import ROOT
from tests.support import datasets


def consult(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bot", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - ours


def test_every_known_error_exists() -> None:
    classes = {
        node.name
        for package in ("bot", "admin", "storage", "dialogs")
        for path in (ROOT / package).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ClassDef)
    }
    assert KNOWN - classes == set()


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return datasets.make(tmp_path_factory.mktemp("dataset"), 30)


def test_a_language_that_the_round_lacks_is_said(dataset: Path, tmp_path: Path) -> None:
    result = consult("brief", str(dataset), "--out", str(tmp_path), "--language", "fr")
    assert result.returncode == 1
    assert result.stderr == "The round has no “fr”; it has en, sq, mk, sr-Latn.\n"


def test_a_date_that_is_none_is_refused(dataset: Path, tmp_path: Path) -> None:
    result = consult("brief", str(dataset), "--out", str(tmp_path), "--dated", "yesterday")
    assert result.returncode == 2
    assert "Traceback" not in result.stderr
    assert "%Y-%m-%d" in result.stderr


@pytest.mark.parametrize("verb", [["demo", "--no-serve"], ["brief", "somewhere"]])
def test_a_file_cannot_be_the_folder(verb: list[str], tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    result = consult(*verb, "--out", str(tmp_path / "file"))
    assert result.returncode == 2
    assert "Traceback" not in result.stderr
