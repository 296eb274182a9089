"""Who is missing is what is known to be missing; what is hidden stands apart."""

import random
from pathlib import Path

from admin.briefs.compiling import compiled, context_of
from admin.briefs.model import Heading
from admin.dataset import Dataset
from tests.support import datasets


def test_a_group_that_is_hidden_is_not_called_missing(tmp_path: Path) -> None:
    round_, chance = datasets.example_round(), random.Random(7)  # repeatable, not secret
    rows = datasets.rows_of(round_, 400, 3)
    for number, row in enumerate(rows):
        row["gender"] = "other" if number < 3 else chance.choice(("girl", "boy"))
        row["gender__outcome"] = "answered"
    dataset = Dataset.open(datasets.write(tmp_path, round_, rows))
    context = context_of(dataset, language="en", generated_on=dataset.closing.closed)
    assert not context.tables.table("gender").cell("other").shown
    blocks = next(one for one in compiled(context).sections if one.id == "who").blocks
    titles = [one.text if isinstance(one, Heading) else "" for one in blocks]
    gone, unshown = titles.index("Who is missing"), titles.index("What cannot be shown")
    assert "In another way" not in str(blocks[gone:unshown])
    assert "too few, or too close" not in str(blocks[gone:unshown])
    assert "That a group is hidden does not mean that it is missing." in str(blocks[unshown:])
    assert "“In another way”" in str(blocks[unshown:])
