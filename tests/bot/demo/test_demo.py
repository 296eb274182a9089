"""The main job, as a newcomer runs it, and its numbers against the phones of the people."""

import re
from pathlib import Path

import pytest

from bot.cli.files import read_round
from bot.demo.site import TYPES
from bot.practice.personas import make_personas
from tests.bot.demo.conftest import PEOPLE
from tests.support import published, transcripts

pytestmark = pytest.mark.long


def test_everything_is_written(out: Path) -> None:
    for name in ("brief.html", "brief.pdf", "brief.docx", "tables.csv", "chat.html"):
        assert (out / name).stat().st_size > 10_000, name
    assert {name for name in TYPES if not (out / name).is_file()} == set()


def test_most_people_finished_and_some_did_not(out: Path, round_file: Path) -> None:
    rows = transcripts.rows_of(out / "transcript.jsonl", round_file)
    assert 0.6 * PEOPLE < len(rows) < 0.95 * PEOPLE


def test_every_published_number_equals_the_count_from_the_phones(
    out: Path, round_file: Path
) -> None:
    found = published.compare(out / "tables.csv", out / "transcript.jsonl", round_file)
    assert found.wrong == []
    assert found.shown > 100


def test_the_comparison_finds_a_wrong_number(out: Path, round_file: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "tables.csv"
    shown = next(cell for cell in published.cells_of(out / "tables.csv") if cell["percent"])
    line = f',"{shown["base"]}","{shown["count"]}","{shown["percent"]}","yes"'
    planted = f',"{shown["base"]}","{int(shown["count"]) - 5}","{shown["percent"]}","yes"'
    wrong.write_text((out / "tables.csv").read_text("utf-8").replace(line, planted, 1), "utf-8")
    found = published.compare(wrong, out / "transcript.jsonl", round_file)
    assert len(found.wrong) == 1


def test_a_seed_makes_the_people_repeatable(round_file: Path) -> None:
    round_ = read_round(round_file)
    people = make_personas(round_, 50, seed=7, evening=3600)
    assert make_personas(round_, 50, seed=7, evening=3600) == people
    assert make_personas(round_, 50, seed=8, evening=3600) != people


def test_the_planted_differences_are_found(out: Path) -> None:
    text = re.sub(r"<[^>]+>", " ", (out / "brief.html").read_text("utf-8"))
    text = " ".join(text.split())
    assert re.search(r"\d+% of those aged 12–14 chose “Later buses”", text)
    by_gender = r"“Better street lighting” A \w+ difference .{0,250}How do you describe yourself"
    assert re.search(by_gender, text)


def test_the_internal_label_reaches_nobody(out: Path) -> None:
    for name in ("brief.html", "chat.html", "transcript.jsonl", "tables.csv"):
        assert "prevention strand" not in (out / name).read_text("utf-8")
