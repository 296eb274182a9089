"""The Markdown file: real headings and tables, charts as words and as tables."""

import re
from pathlib import Path

import pytest

from admin.disclosure import Protected
from admin.labels import Labels


@pytest.fixture(scope="module")
def text(brief: Path) -> str:
    return (brief / "brief.md").read_text(encoding="utf-8")


def test_headings_stand_in_their_order(text: str) -> None:
    found = re.findall(r"^(#+) (.+)$", text, re.MULTILINE)
    assert found[0] == ("#", "Our evenings")
    assert ("##", "Who spoke and who did not") in found
    assert ("###", "Who is missing") in found


def test_every_row_of_a_table_has_the_cells_of_its_head(text: str) -> None:
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert len(rows) > 100
    tables = re.split(r"\n(?!\|)", text)
    for table in (one for one in tables if one.startswith("|")):
        assert len({len(re.findall(r"(?<!\\)\|", line)) for line in table.splitlines()}) == 1


def test_a_chart_is_its_words_and_a_table(text: str, tables: Protected, labels: Labels) -> None:
    table = tables.table("better")
    for category in table.variable.substance:
        cell, name = table.cell(category.id), labels.category(category)
        assert f"| {name} | {cell.percent}%, {cell.count} of {cell.base} |" in text
    assert "*Bar chart. " in text


def test_bold_words_end_where_they_should(text: str) -> None:
    assert "**How far this reaches.** The young people" in text
    for line in text.splitlines():
        assert all(one == one.strip() for one in line.split("**")[1::2]), line
