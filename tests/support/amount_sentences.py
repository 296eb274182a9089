"""Sentences that claim how many, and such that do not, in every language."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.house.programs import ROOT

_FILE: Path = ROOT / "tests" / "dialogs" / "word_lists" / "amounts.yaml"

CASES: dict[str, dict[str, list[str]]] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))


def each(kind: str) -> list[Any]:
    """Return the cases of a kind: language and sentence."""
    return [
        pytest.param(tag, text, id=f"{tag}-{text}") for tag in CASES for text in CASES[tag][kind]
    ]
