"""Taking the cells apart makes proofs quick and leaves them what they are."""

from pathlib import Path

import pytest

from admin.analysis import count
from admin.audit import suppressed
from admin.dataset import Dataset
from admin.disclosure import CellRef, rule_of
from admin.linking import linked
from admin.merging import join_small_groups
from admin.polytope import Polytope, top_of
from admin.suppression import Counted, Rule, Tie, adds_up, apart, printed_range
from admin.witnesses import Part, Witnesses
from tests.support import datasets, random_designs

RULE = Rule()


def counted_of(folder: Path, seed: int) -> Counted[CellRef]:
    round_ = random_designs.design(seed)
    rows = random_designs.answers(round_, 150, seed)
    raw = count(Dataset.open(datasets.write(folder, round_, rows)))
    rule = rule_of(round_)
    return linked(join_small_groups(raw, round_, rule), round_, rule)


def test_a_part_is_what_shared_cells_alone_tie_to_the_rest() -> None:
    ties = [
        adds_up("size", ("a", "b")),
        adds_up("size", ("c", "d")),
        adds_up("all", ("size", "others")),
        Tie((("c", 1), ("e", -1)), 0, None),
    ]
    counts = dict.fromkeys(("all", "size", "others", "a", "b", "c", "d", "e"), 20)
    counted = Counted(counts, ties, {}, shared=frozenset({"all", "size", "others"}))
    parts = apart(counted)
    assert [set(part.counts) for part in parts] == [{"size", "a", "b"}, {"size", "c", "d", "e"}]
    assert [len(part.ties) for part in parts] == [1, 2]


@pytest.mark.parametrize("seed", [1, 5, 13])
def test_what_is_found_in_a_part_agrees_with_everything(tmp_path: Path, seed: int) -> None:
    """No witness goes further than all cells together let it."""
    counted = counted_of(tmp_path, seed)
    found = suppressed(counted, RULE)
    hidden, words = set(found.hidden), set(found.nearly_all)
    witnesses = Witnesses(counted, RULE.threshold)
    whole = Polytope(counted)
    parts = [Part(one, witnesses.place, top_of(counted)) for one in apart(counted)]
    assert len(parts) > 1
    for polytope in (whole, *(part.polytope for part in parts)):
        for key in polytope.keys:
            published = printed_range(counted, key, RULE, hidden, words)
            polytope.set_range(key, published)
    for part in parts:
        witnesses.look(part, part.keys)
    moved = [
        key
        for key in whole.keys
        if witnesses.lows[place := whole.place[key]] < witnesses.highs[place]
    ]
    assert moved
    for key in moved:
        place = whole.place[key]
        least, most = (whole.extreme({key: sign}) for sign in (-1.0, 1.0))
        assert least is not None
        assert most is not None
        assert least[place] - 1e-6 <= witnesses.lows[place]
        assert witnesses.highs[place] <= most[place] + 1e-6
