"""tables.csv holds the protected tables, all of them, and nothing a spreadsheet would run."""

import csv
from pathlib import Path

import pytest

from admin.briefs.as_csv import COLUMNS
from admin.disclosure import Protected
from admin.formulas import safe
from tests.support import naive
from tests.support.datasets import Row


@pytest.fixture(scope="module")
def cells(brief: Path) -> list[dict[str, str]]:
    with (brief / "tables.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_every_cell_equals_a_count_by_hand(cells: list[dict[str, str]], rows: list[Row]) -> None:
    checked = 0
    for cell in cells:
        if cell["variable_id"] == "participation":
            continue
        where = cell["variable_id"], cell["option_id"], cell["breakdown_id"], cell["group_id"]
        count = naive.people(rows, *where)
        base = naive.people(rows, where[0], "base", where[2], where[3])
        if cell["shown"] == "no":
            assert cell["count"] == cell["percent"] == ""
            continue
        assert count >= 10, where
        assert int(cell["count"]) == naive.rounded(count), where
        assert int(cell["base"]) == naive.rounded(base), where
        if cell["percent"]:
            expected = naive.percent(int(cell["count"]), int(cell["base"]))
            assert int(cell["percent"]) == expected, where
        checked += 1
    assert checked > 150


def test_every_number_below_the_threshold_is_hidden(
    cells: list[dict[str, str]], rows: list[Row]
) -> None:
    small = [
        cell
        for cell in cells
        if cell["variable_id"] != "participation"
        and naive.people(
            rows, cell["variable_id"], cell["option_id"], cell["breakdown_id"], cell["group_id"]
        )
        < 10
    ]
    assert len(small) > 20
    assert {cell["shown"] for cell in small} == {"no"}


def test_the_file_is_whole_and_says_practice(
    cells: list[dict[str, str]], tables: Protected
) -> None:
    assert len(cells) == len(list(tables.cells()))
    assert tuple(cells[0]) == COLUMNS
    assert {cell["practice"] for cell in cells} == {"PRACTICE – simulated answers"}


def test_participation_is_rounded_and_hidden_too(cells: list[dict[str, str]]) -> None:
    numbers = {c["option_id"]: c["count"] for c in cells if c["variable_id"] == "participation"}
    assert numbers["finished"] == "300"
    assert numbers["started"] == "355"
    assert numbers["withdrawn"] == numbers["declined"] == ""


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@A1", "\t=1", "\r=1", "|x", "%x"])
def test_a_text_cannot_become_a_formula(text: str) -> None:
    assert safe(text) == f"'{text}"


def test_an_ordinary_text_stays_as_it_is() -> None:
    assert safe("Подобро улично осветлување") == "Подобро улично осветлување"
