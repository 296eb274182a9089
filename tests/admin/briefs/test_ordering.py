"""A chart sets in bold what comes first, and nothing where that is not known."""

import copy
import random
from pathlib import Path

import pytest

from admin.analysis import count
from admin.briefs.compiling import context_of
from admin.briefs.model import Figures
from admin.briefs.ordering import leading
from admin.briefs.sections import answers, differences
from admin.cells import CellRef
from admin.dataset import Dataset
from admin.disclosure import Protected, protect
from tests.admin.conftest import ISSUED
from tests.support import datasets

BOLD = 'font-weight="bold"'


def saying(tables: Protected, answer: str, number: int | None) -> Protected:
    """Return tables in which another number is printed of an answer, or none."""
    ref = CellRef("better", answer)
    cell, table = copy.copy(tables.cell(ref)), copy.copy(tables.table("better"))
    made = copy.copy(tables)
    object.__setattr__(cell, "count", number)  # on purpose: any number, without a dataset
    object.__setattr__(table, "cells", {**table.cells, ("", answer): cell})
    object.__setattr__(made, "tables", {**tables.tables, ("better", ""): table})
    return made


def leaders(tables: Protected) -> set[str]:
    return set(leading(tables.table("better"), tables))


def test_the_answer_with_the_most_leads(tables: Protected) -> None:
    assert leaders(tables) == {"lighting"}


@pytest.mark.parametrize("hidden", ["lighting", "sport"])
def test_none_leads_where_a_hidden_one_may_be_more(tables: Protected, hidden: str) -> None:
    assert leaders(saying(tables, hidden, None)) == set()


def test_two_that_are_level_lead_together(tables: Protected) -> None:
    level = tables.cell(CellRef("better", "lighting")).count
    assert leaders(saying(tables, "sport", level)) == {"lighting", "sport"}


def test_none_leads_where_all_are_level(tables: Protected) -> None:
    for category in tables.table("better").variable.substance:
        tables = saying(tables, category.id, 50)
    assert leaders(tables) == set()


def bold_in(dataset: Dataset) -> dict[str, bool]:
    """Return which charts of answers and differences have something in bold, by their titles."""
    context = context_of(dataset, language="en", generated_on=ISSUED)
    made = (answers.section(context), differences.section(context))
    return {
        f"{figure.title} {figure.note}": BOLD in figure.picture.svg
        for section in made
        if section is not None
        for block in section.blocks
        if isinstance(block, Figures)
        for figure in block.items
    }


def test_charts_of_the_brief_are_bold_where_it_is_proved(tmp_path: Path) -> None:
    """Of the villages it is hidden how many chose lighting: nearly all, so no other group leads."""
    round_, chance = datasets.example_round(), random.Random(5)  # repeatable, not secret
    rows = datasets.rows_of(round_, 600, 3)
    for row in rows:
        share = {"villages": 0.98, "centre": 0.85}.get(str(row["place"]), 0.25)
        row["better__outcome"] = "answered"
        row["better"] = ["lighting", "sport"] if chance.random() < share else ["sport"]
    dataset = Dataset.open(datasets.write(tmp_path, round_, rows))
    cell = protect(count(dataset), round_).table("better", "place").cell("lighting", "villages")
    assert cell.percent is None
    bold = bold_in(dataset)
    (by_place,) = (one for one in bold if one.startswith("“Better") and "live in" in one)
    assert not bold[by_place]
    assert any(bold.values())
