"""The benchmark of disclosure control counts what it says it counts."""

from collections import Counter

from tests.benchmarks.disclosure import SIZES, _design, _outcome
from tests.support.pairs import Outcome


def test_a_design_is_attacked_and_nothing_is_found() -> None:
    found = _design(0)
    assert found.people == SIZES[0]
    assert found.hidden
    assert 0 < found.shown <= found.planned
    assert (found.below, found.narrow) == (0, 0)


def test_a_disclosure_breaks_it() -> None:
    found = _outcome([_design(1)], Counter({Outcome.DISCLOSED: 1, Outcome.SAME: 4}))
    assert found.figures["exact_disclosures"] == 1
    assert found.figures["pairs"] == 5
    assert found.broken == ["exact_disclosures is 1, not 0."]
