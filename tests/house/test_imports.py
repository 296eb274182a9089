"""The one-way rule holds, and the check that says so can fail."""

import shutil
from pathlib import Path

from tests.house.programs import ROOT, run

PACKAGES = ("bot", "admin", "storage", "dialogs")


def test_imports_go_one_way() -> None:
    result = run("lint-imports", "--no-cache")
    assert result.returncode == 0, result.stdout


def test_a_wrong_import_is_reported(tmp_path: Path) -> None:
    for package in PACKAGES:
        skip = shutil.ignore_patterns("__pycache__", "fonts", "locales")
        shutil.copytree(ROOT / package, tmp_path / package, ignore=skip)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    with (tmp_path / "dialogs" / "taps.py").open("a") as source:
        source.write("\nimport storage.vault\n")

    result = run("lint-imports", "--no-cache", cwd=tmp_path)

    assert result.returncode == 1
    assert "dialogs.taps -> storage.vault" in result.stdout
