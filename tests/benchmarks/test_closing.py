"""The benchmark `closing` in short: it closes, and its keys are the promised ones."""

import pytest
from rich.console import Console

from tests.benchmarks import closing


def test_it_closes_a_round_and_says_what_it_took(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(closing, "QUICK", 60)
    figures = closing.measure(True, Console(quiet=True)).figures
    assert figures["responses"] == 60
    stages = figures["stages"]
    assert isinstance(stages, dict)
    assert list(stages) == ["begin", "unseal", "write", "verify", "erase", "rewrite"]
    assert set(figures) == {
        "responses",
        "seconds",
        "peak_mb",
        "seconds_per_100k",
        "processor_seconds",
        "stages",
    }
