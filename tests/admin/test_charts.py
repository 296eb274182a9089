"""Charts say the same in picture and words, and cut nothing off."""

import re
from pathlib import Path

import pytest

from admin.analysis import count
from admin.canvas import TRACK, Picture, wrapped
from admin.charts import PALE, WIDTH, Row, StackRow, bars, dots, stacks
from admin.dataset import Dataset
from admin.disclosure import Protected, protect
from admin.words import Words
from tests.support import datasets

WORDS = Words("en")
LONG = "Младински центар отворен до доцна во секој дел од градот и во сите околни села"


def texts_in(svg: str) -> list[str]:
    return re.findall(r"<text[^>]*>([^<]*)</text>", svg)


def test_bars_carry_labels_shares_and_counts(tables: Protected) -> None:
    cell = tables.table("better").cell("lighting")
    picture = bars([Row("Better street lighting", cell, strong=True)], WORDS)
    assert "Better street lighting" in texts_in(picture.svg)
    assert any("55%" in text and "165" in text for text in texts_in(picture.svg))
    assert picture.alt == "Bar chart. Better street lighting: 55%, 165 of 300."
    assert 'role="img"' in picture.svg


def test_a_long_label_is_broken_into_lines_and_never_cut(tables: Protected) -> None:
    picture = bars([Row(LONG, tables.table("better").cell("lighting"))], WORDS)
    words = " ".join(texts_in(picture.svg))
    assert all(word in words for word in LONG.split())
    assert picture.height > 40


@pytest.mark.parametrize("bold", [True, False])
def test_no_line_is_wider_than_its_room(bold: bool) -> None:
    assert all(len(line) * 6.5 < WIDTH for line in wrapped(LONG, WIDTH - 60, bold=bold))


def test_hidden_groups_are_said_to_be_hidden(tables: Protected) -> None:
    table = tables.table("better", "gender")
    rows = [Row(group, table.cell("lighting", group)) for group in table.groups]
    picture = dots(rows, WORDS)
    assert "hidden" in texts_in(picture.svg)
    assert "other: hidden" in picture.alt


def test_stacks_name_every_part_and_every_base(tables: Protected) -> None:
    table = tables.table("safe:merged", "gender")
    names = [category.id for category in table.variable.substance]
    rows = [
        StackRow(group, table.base(group), tuple(table.cell(name, group) for name in names))
        for group in table.groups
    ]
    texts = texts_in(stacks(rows, names, "No answer", WORDS).svg)
    assert {"low", "middle", "high", "girl (n = 155)"} <= set(texts)


def test_a_group_with_a_hidden_part_is_not_drawn(tables: Protected) -> None:
    table = tables.table("safe:merged", "age")
    names = [category.id for category in table.variable.substance]
    rows = {
        group: StackRow(group, table.base(group), tuple(table.cell(n, group) for n in names))
        for group in table.groups
    }
    gap = next(row for row in rows.values() if row.base.shown and not row.whole)
    assert any(cell.percent for cell in gap.cells)
    texts = texts_in(stacks([gap], names, "No answer", WORDS).svg)
    assert "hidden" in texts
    assert not [text for text in texts if "%" in text]


def test_nearly_all_is_drawn_as_far_as_it_is_certain(tmp_path: Path) -> None:
    round_ = datasets.example_round()
    rows = [{**row, "way_home": "walk"} for row in datasets.rows_of(round_, 300)]
    folder = datasets.write(tmp_path / "alike", round_, rows)
    table = protect(count(Dataset.open(folder)), round_).table("way_home")
    most, hidden = (Row(name, table.cell(name)) for name in ("walk", "home"))
    for draw in (bars, dots):
        assert "nearly all" in texts_in(draw([most], WORDS).svg)
        assert _drawn_to(draw([most], WORDS)) == [0.9 * WIDTH]
        assert _drawn_to(draw([hidden], WORDS)) == []


def _drawn_to(picture: Picture) -> list[float]:
    """Return how long the boxes are that are drawn in a colour."""
    paths = re.findall(r'<path d="M0,[\d.]+h([\d.]+)[^"]*" fill="(#\w+)"', picture.svg)
    return [float(length) for length, fill in paths if fill not in {TRACK, PALE}]


def test_labels_cannot_become_markup(tables: Protected) -> None:
    label = '<script>alert("x")</script>'
    picture = bars([Row(label, tables.table("better").cell("lighting"))], WORDS)
    assert "<script" not in picture.svg
    assert " style=" not in picture.svg


def test_the_png_is_the_same_picture_in_pixels(tables: Protected) -> None:
    picture = bars([Row("A", tables.table("better").cell("lighting"))], WORDS)
    png = picture.png()
    assert png.startswith(b"\x89PNG")
    assert int.from_bytes(png[16:20]) == 3 * WIDTH
