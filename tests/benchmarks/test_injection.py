"""The benchmark of injected texts counts what it says it counts."""

from tests.benchmarks.injection import _outcome
from tests.support.injecting import Found


def test_one_formula_breaks_it() -> None:
    found = _outcome({"XLSX": Found(), "CSV": Found(formulas=1)}, 600, 2)
    assert found.figures == {"payloads": 600, "rounds": 2, "formulas": 1, "links": 0, "altered": 0}
    assert found.broken == ["formulas is 1, not 0."]


def test_nothing_found_is_as_it_should_be() -> None:
    assert not _outcome({"XLSX": Found()}, 600, 2).broken
