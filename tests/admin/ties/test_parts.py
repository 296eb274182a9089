"""What ties places and points together is true of every answer that can be given."""

from pathlib import Path

import pytest

from admin.analysis import count
from admin.cells import CellRef
from admin.dataset import Dataset
from admin.ties.parts import over_parts
from dialogs.questions import Points, Ranking
from tests.support import datasets, random_designs

SEEDS = [
    seed
    for seed in range(60)
    if any(isinstance(one, Points | Ranking) for one in random_designs.design(seed).questions)
][:10]


@pytest.mark.parametrize("seed", SEEDS)
def test_every_tie_holds(tmp_path: Path, seed: int) -> None:
    round_ = random_designs.design(seed)
    rows = random_designs.answers(round_, 1000, seed)
    raw = count(Dataset.open(datasets.write(tmp_path, round_, rows)))
    counts = {CellRef(v, c, *group): number for (v, c, group), number in raw.counts.items()}
    ties = list(over_parts(raw.plan, round_))
    assert ties
    for tie in ties:
        assert tie.keys() <= counts.keys()
        assert tie.holds(counts), tie
