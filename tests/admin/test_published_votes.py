"""Votes cannot be worked out from what is published: neither from the tables nor from the page."""

import datetime as dt
import re
from pathlib import Path

import pytest

from admin import briefs
from admin.dataset import Dataset
from tests.support import datasets, voters
from tests.support.published import Cell, cells_of
from tests.support.votes_attack import VotesAttack

TEXTS = [f"Sentence {chr(97 + number)}." for number in range(14)]
LEAST = 7
"""On so many statements at least ten people of each group have voted, says the brief."""


def published(folder: Path, sizes: tuple[int, ...], most: int, seed: int) -> tuple[list[Cell], str]:
    """Return the tables and the technical report of a round with opinion groups."""
    round_ = voters.round_of(TEXTS, most=most)
    rows = voters.rows_of(round_, sizes, seed=seed, silent=0.04 * seed)
    dataset = Dataset.open(datasets.write(folder / "dataset", round_, rows))
    order = briefs.Order(audiences=(briefs.Audience.TECHNICAL,))
    briefs.build(dataset, folder / "out", generated_on=dt.date(2026, 11, 24), order=order)
    page = (folder / "out" / "technical.html").read_text(encoding="utf-8")
    return cells_of(folder / "out" / "tables.csv"), page


@pytest.mark.parametrize(
    ("sizes", "most", "seed"),
    [
        ((60, 45, 35), 10, 1),
        ((90, 60), 14, 2),
        ((40, 25), 8, 3),
        ((150, 120, 60), 10, 4),
        ((420, 330), 10, 5),
        ((500, 380), 14, 6),
    ],
)
def test_no_vote_can_be_worked_out(
    tmp_path: Path, sizes: tuple[int, ...], most: int, seed: int
) -> None:
    cells, page = published(tmp_path, sizes, most, seed)
    attack = VotesAttack(voters.QUESTION, most, min(LEAST, most))
    attack.read(cells)
    assert attack.hidden
    assert list(attack.narrowed()) == []
    printed = {cell["count"] for cell in cells} | {cell["base"] for cell in cells}
    for table in re.findall(r"<table.*?</table>", page, re.DOTALL):
        if "Sentence" in table:
            told = re.findall(r"<td[^>]*>\s*(\d+)(?: \(\d+%\))?\s*</td>", table)
            assert set(told) <= printed


def test_votes_of_a_large_round_are_told_by_age(tmp_path: Path) -> None:
    cells, page = published(tmp_path, (500, 380), 14, 6)
    by_age = [one for one in cells if one["breakdown_id"] == "age" and one["shown"] != "no"]
    assert {one["option_id"] for one in by_age} >= {":agree", ":disagree", ":not_agree"}
    annex = page.rpartition("Annex C: Tables")[2]
    assert "12–14" in annex.partition("Sentence b.")[0]
    answered = [one for one in by_age if one["option_id"] == ":answered"]
    assert answered
    before_votes = annex.partition("Sentence a.")[0]
    assert all(f">{one['base']}<" in before_votes for one in answered)


def test_the_attack_finds_what_a_subtraction_gives() -> None:
    def cell(option: str, count: str, variable: str = "views:s0:agreed") -> Cell:
        shown = "yes" if count else "no"
        names = {"variable_id": variable, "option_id": option, "breakdown_id": "", "group_id": ""}
        return {**names, "count": count, "base": "60", "shown": shown}

    attack = VotesAttack("views", 10, LEAST)
    attack.read([cell("base", "60"), cell(":agree", ""), cell(":not_agree", "30")])
    assert list(attack.narrowed()) == [(("s0:agreed", ":agree", ""), 8)]
