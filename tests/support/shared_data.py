"""Data of others that tests use where it is: beside the project, or where CONSULT_SHARED says."""

import csv
import os
from pathlib import Path

from tests.house.programs import ROOT

SHARED = Path(os.environ.get("CONSULT_SHARED", ROOT.parent / "shared"))
NOT_OURS = "not ours to ship"


def reason(folder: str) -> str:
    """Return why a test is skipped that needs this folder."""
    return f"{folder} is {NOT_OURS}, and not here: set CONSULT_SHARED to where it is."


def rows(folder: str, name: str) -> list[dict[str, str]]:
    """Return the rows of a CSV file."""
    with (SHARED / folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
