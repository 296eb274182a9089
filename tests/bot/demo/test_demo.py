"""The main job, as a newcomer runs it, and its numbers against the phones of the people."""

import csv
import re
import subprocess
import sys
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from tests.support import naive, transcripts
from tests.support.datasets import Row

PEOPLE = 300
SEED = 7


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    command = [sys.executable, "-m", "bot", "demo", "--no-serve", "--out", str(folder)]
    command += ["--participants", str(PEOPLE), "--seed", str(SEED)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - ours
    assert done.returncode == 0, done.stderr
    assert "unlimited" in done.stdout
    assert "stuck" not in done.stdout
    return folder


@pytest.fixture(scope="module")
def rows(out: Path) -> list[Row]:
    with as_file(files("dialogs") / "rounds" / "our_evenings.yaml") as round_file:
        return transcripts.rows_of(out / "transcript.jsonl", round_file)


@pytest.fixture(scope="module")
def cells(out: Path) -> list[dict[str, str]]:
    with (out / "tables.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_everything_is_written(out: Path) -> None:
    for name in ("brief.html", "brief.pdf", "brief.docx", "tables.csv", "chat.html"):
        assert (out / name).stat().st_size > 10_000, name


def test_most_people_finished_and_some_did_not(rows: list[Row]) -> None:
    assert 0.6 * PEOPLE < len(rows) < 0.95 * PEOPLE


def test_every_published_number_equals_the_count_from_the_phones(
    rows: list[Row], cells: list[dict[str, str]]
) -> None:
    checked = 0
    for cell in cells:
        if cell["variable_id"] == "participation" or cell["shown"] == "no":
            continue
        where = cell["variable_id"], cell["option_id"], cell["breakdown_id"], cell["group_id"]
        count = naive.people(rows, *where)
        base = naive.people(rows, where[0], "base", where[2], where[3])
        assert count >= 10, where
        assert int(cell["count"]) == naive.rounded(count), where
        assert int(cell["base"]) == naive.rounded(base), where
        if cell["percent"]:
            assert int(cell["percent"]) == naive.percent(int(cell["count"]), int(cell["base"]))
        checked += 1
    assert checked > 100


def test_finished_is_the_number_of_phones_that_said_saved(
    rows: list[Row], cells: list[dict[str, str]]
) -> None:
    finished = next(cell for cell in cells if cell["option_id"] == "finished")
    assert int(finished["count"]) == naive.rounded(len(rows))


def test_the_planted_differences_are_found(out: Path) -> None:
    text = re.sub(r"<[^>]+>", " ", (out / "brief.html").read_text("utf-8"))
    text = " ".join(text.split())
    assert re.search(r"\d+% of those aged 12–14 chose “Later buses”", text)
    by_gender = r"“Better street lighting” What would make .{0,200}How do you describe yourself"
    assert re.search(by_gender, text)


def test_the_internal_label_reaches_nobody(out: Path) -> None:
    for name in ("brief.html", "chat.html", "transcript.jsonl", "tables.csv"):
        assert "prevention strand" not in (out / name).read_text("utf-8")
