"""How many wrote something is told, or that it cannot be, whatever their number."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from admin.briefs.compiling import compiled, context_of
from admin.briefs.wording import texts_of
from admin.dataset import Dataset
from dialogs.questions.base import Measure
from tests.admin.conftest import ISSUED
from tests.support import datasets
from tests.support.datasets import Row

ROUND = datasets.example_round()
QUESTION = next(one.id for one in ROUND.questions if one.measure is Measure.TEXT)
RESPONSES = 300


def rows(wrote: int) -> Iterator[Row]:
    for index, row in enumerate(datasets.rows_of(ROUND, RESPONSES)):
        outcome = "answered" if index < wrote else "skipped"
        yield {**row, f"{QUESTION}__outcome": outcome}


@pytest.mark.parametrize(
    ("wrote", "told"),
    [
        (RESPONSES, "Nearly all of the young people who took part wrote something when asked"),
        (RESPONSES - 1, "Nearly all of the young people who took part wrote something when asked"),
        (120, "120 of 300 young people (40%) wrote something."),
        (3, "how many wrote something cannot be shown."),
        (0, "how many wrote something cannot be shown."),
    ],
)
def test_it_is_told_how_many_wrote_something(tmp_path: Path, wrote: int, told: str) -> None:
    dataset = Dataset.open(datasets.write(tmp_path, ROUND, list(rows(wrote))))
    brief = compiled(context_of(dataset, language="en", generated_on=ISSUED))
    assert told in "".join(texts_of(brief))
