"""Those who came with a code, and the others: a stratum, protected as any."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from admin.analysis import count
from admin.analysis.variables import INVITED, WITH_CODE, WITHOUT_CODE
from admin.briefs import build
from admin.dataset import Dataset
from admin.disclosure import protect
from dialogs.round import Invitation
from tests.admin.conftest import ISSUED
from tests.support import datasets

ROUND = replace(datasets.example_round(), invitation=Invitation.BOTH)


def written(folder: Path, invited: int) -> Dataset:
    rows = datasets.rows_of(ROUND, 300)
    for row in rows[:invited]:
        row["invited"] = True
    return Dataset.open(datasets.write(folder, ROUND, rows))


def test_both_strata_are_counted_and_rounded(tmp_path: Path) -> None:
    dataset = written(tmp_path, 82)
    table = protect(count(dataset), dataset.round).table(INVITED)
    assert (table.cell(WITH_CODE).count, table.cell(WITHOUT_CODE).count) == (80, 220)


@pytest.mark.parametrize("invited", [3, 297])
def test_a_small_stratum_hides_both(tmp_path: Path, invited: int) -> None:
    dataset = written(tmp_path, invited)
    table = protect(count(dataset), dataset.round).table(INVITED)
    assert not table.cell(WITH_CODE).shown
    assert not table.cell(WITHOUT_CODE).shown


def test_the_brief_says_how_people_came(tmp_path: Path) -> None:
    dataset = written(tmp_path / "dataset", 82)
    build(dataset, tmp_path / "brief", generated_on=ISSUED)
    page = (tmp_path / "brief" / "brief.html").read_text(encoding="utf-8")
    assert "How they came" in page
    assert "With an invitation code" in page
    table = (tmp_path / "brief" / "tables.csv").read_text(encoding="utf-8-sig")
    assert "With an invitation code" in table
