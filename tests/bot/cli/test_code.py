"""From a dataset to themes in a brief, as a youth worker types it."""

from pathlib import Path

import pytest

from admin.coding import codebook, reading, writing
from admin.coding.desk import Desk
from admin.coding.numbering import FILE
from admin.dataset import Dataset
from tests.bot.cli.conftest import Consult
from tests.support import coded_words
from tests.support.coded_words import QUESTION, Coder


@pytest.fixture
def said(tmp_path: Path) -> Dataset:
    return coded_words.make(tmp_path / "dataset", 300)


def at(said: Dataset, tmp_path: Path) -> Desk:
    return Desk.of(said, QUESTION, tmp_path / "themes")


def fill(said: Dataset, tmp_path: Path, name: str, coder: Coder) -> Path:
    """Fill in the sheet that was written for a coder, in place."""
    desk, path = at(said, tmp_path), tmp_path / "themes" / QUESTION / name
    numbers = reading.read(path, desk.codebook).numbers
    made = desk.to_settle("en") if coder.role == "all" else None
    made = made or desk.to_code(coder.role, "en", 500)[0]
    assert tuple(row.number for row in made.rows) == numbers
    path.write_bytes(writing.write(coder.fill(made)))
    return path


def test_from_a_dataset_to_themes_in_the_brief(
    consult: Consult, said: Dataset, tmp_path: Path
) -> None:
    folder, question = tmp_path / "themes" / QUESTION, ("dataset", QUESTION)
    begun = consult("code", "new", *question)
    assert begun.code == 0, begun.refused
    assert (folder / "reading.xlsx").exists()
    assert "0 themes" in consult("code", "sheets", *question, "--coder", "volunteer").refused

    (folder / codebook.FILE).write_text(coded_words.CODEBOOK, encoding="utf-8")
    (folder / FILE).write_bytes(bytes(32))
    made = consult("code", "sheets", *question, "--coder", "youth worker", "--coder", "volunteer")
    assert made.said.splitlines() == [
        f"themes/{QUESTION}/youth-worker.xlsx",
        f"themes/{QUESTION}/volunteer.xlsx",
    ]
    worker = fill(said, tmp_path, "youth-worker.xlsx", Coder("youth worker", careless=0.1))
    other = fill(said, tmp_path, "volunteer.xlsx", Coder("volunteer", careless=0.1, reads=0.8))

    suggested = consult("code", "suggest", *question, other)
    assert suggested.said.strip() == f"themes/{QUESTION}/volunteer-suggested.xlsx"
    again = consult("code", "suggest", *question, folder / "volunteer-suggested.xlsx")
    assert again.said.strip() == f"themes/{QUESTION}/volunteer-suggested-2.xlsx"

    assert "nothing has been read yet" in consult("code", "agreement", *question).refused
    read = consult("code", "read", *question, worker, folder / "volunteer-suggested.xlsx")
    assert f"themes/{QUESTION}/v1.json" in read.said
    assert "coders differ. Next: consult code agreement" in read.said
    assert "not settled" in consult("brief", "dataset", "--themes", "themes").refused

    agreed = consult("code", "agreement", *question)
    assert "Light in the streets" in agreed.said
    assert "All themes together" in agreed.said
    sheet = fill(said, tmp_path, "settle-v1.xlsx", Coder("all"))
    settled = consult("code", "read", *question, sheet)
    assert "Ready for the brief" in settled.said

    more = consult("code", "sheets", *question, "--coder", "volunteer")
    assert more.said.strip() == f"themes/{QUESTION}/volunteer-v3.xlsx"

    brief = consult("brief", "dataset", "--themes", "themes", "--dated", "2026-11-24")
    assert brief.code == 0, brief.refused
    assert "Light in the streets" in (tmp_path / "brief" / "tables.csv").read_text("utf-8-sig")


def test_a_large_question_comes_in_several_sheets_and_nothing_is_written_over(
    consult: Consult, said: Dataset, tmp_path: Path
) -> None:
    coded_words.desk(said, tmp_path / "themes")
    command = ("code", "sheets", "dataset", QUESTION, "--coder", "volunteer", "--batch", "40")
    made = consult(*command)
    assert f"themes/{QUESTION}/volunteer-1.xlsx" in made.said
    assert f"themes/{QUESTION}/volunteer-2.xlsx" in made.said
    assert "cannot be written" in consult(*command).refused


@pytest.mark.parametrize(
    ("arguments", "refused"),
    [
        (("better", "--coder", "volunteer"), "not a question in own words"),
        ((QUESTION, "--coder", "Ana <ana@example.org>"), "Give a role, never a name"),
        ((QUESTION, "--coder", "volunteer", "--batch", "12"), "Use 20 or more"),
    ],
)
def test_what_cannot_be_done_is_said(
    consult: Consult, said: Dataset, tmp_path: Path, arguments: tuple[str, ...], refused: str
) -> None:
    coded_words.desk(said, tmp_path / "themes")
    assert refused in consult("code", "sheets", "dataset", *arguments).refused


@pytest.mark.usefixtures("said")
def test_where_one_file_is_there_already_none_is_written(consult: Consult, tmp_path: Path) -> None:
    folder = tmp_path / "themes" / QUESTION
    folder.mkdir(parents=True)
    (folder / "reading.xlsx").touch()
    assert "reading.xlsx: cannot be written" in consult("code", "new", "dataset", QUESTION).refused
    assert not (folder / codebook.FILE).exists()

    (folder / codebook.FILE).write_text(coded_words.CODEBOOK, encoding="utf-8")
    (folder / "volunteer.xlsx").touch()
    command = ("code", "sheets", "dataset", QUESTION, "--coder", "youth worker")
    assert "volunteer.xlsx" in consult(*command, "--coder", "volunteer").refused
    assert not (folder / "youth-worker.xlsx").exists()
