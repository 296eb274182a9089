"""`consult brief` and `consult publish`, as an organisation types them."""

import json
from pathlib import Path

import pytest

from admin.register import FILE, Register
from tests.bot.cli.conftest import Consult
from tests.support import datasets
from tests.support.own_words import WORDS

DAY = ("--dated", "2026-11-24")
FIRST = "--first-release"
APPROVED = ("--approved-by", "coordinator, Youth Forum", "--approved-by", "chair, Youth Council")


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return datasets.make(tmp_path_factory.mktemp("practice"), 60)


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    round_ = datasets.example_round()
    rows = datasets.rows_of(round_, 60)
    return datasets.write(tmp_path_factory.mktemp("real"), round_, rows, practice=False)


def test_a_draft_for_one_audience(consult: Consult, practice: Path, tmp_path: Path) -> None:
    done = consult("brief", practice, "--out", "draft", "--audience", "participants", *DAY)
    assert done.code == 0, done.said
    assert {path.name for path in (tmp_path / "draft").iterdir()} == {
        "tables.csv", "participants.html", "participants.pdf", "participants.docx",
        "participants.md", "participants.txt",
    }  # fmt: skip


def test_what_to_weight_by_is_chosen_where_there_are_several(
    consult: Consult, practice: Path, tmp_path: Path
) -> None:
    assert "give its file too" in consult("brief", practice, "--weight-by", "place", *DAY).refused
    lines = ["breakdown,group,percent,source", "gender,girl,49,Census", "gender,boy,51,"]
    places = ("centre", "riverside", "hill", "villages")
    lines += ["gender,other,,", *(f"place,{name},25,Register" for name in places)]
    (tmp_path / "population.csv").write_text("\n".join(lines), encoding="utf-8")
    command = ("brief", practice, "--population", "population.csv", *DAY)
    assert "shares of gender, place" in consult(*command).refused
    done = consult(*command, "--weight-by", "gender")
    assert done.code == 0, done.refused
    assert "could not be made" in (tmp_path / "brief" / "brief.md").read_text("utf-8")


def test_words_begin_with_a_file_that_says_everything(
    consult: Consult, practice: Path, tmp_path: Path
) -> None:
    asked = ("brief", practice, "--words-template", "words.yaml", "--language", "sq", *DAY)
    assert consult(*asked).code == 0
    text = (tmp_path / "words.yaml").read_text(encoding="utf-8")
    assert "\nsq:\n" in text
    assert "{share of better=" in text
    assert not (tmp_path / "brief").exists()
    assert "words.yaml: cannot be written" in consult(*asked).refused


def test_words_that_are_wrong_are_told_with_their_line(
    consult: Consult, practice: Path, tmp_path: Path
) -> None:
    (tmp_path / "words.yaml").write_text("en:\n  told: '{share of bettr=lighting}'\n", "utf-8")
    done = consult("brief", practice, "--words", "words.yaml", *DAY)
    assert done.refused.startswith("words.yaml:2: ")
    assert "Did you mean “better”?" in done.refused


def test_a_release_needs_two_who_approve_it(consult: Consult, real: Path, tmp_path: Path) -> None:
    done = consult("publish", real, "--out", "release", *DAY)
    assert "needs the approval of two" in done.refused
    assert not (tmp_path / "release").exists()
    assert not (tmp_path / FILE).exists()


def test_a_release_is_for_all_and_says_who_approved_it(
    consult: Consult, real: Path, tmp_path: Path
) -> None:
    (tmp_path / "words.yaml").write_text(WORDS.split("  findings:")[0], encoding="utf-8")
    command = (
        "publish", real, "--out", "release", "--words", "words.yaml", FIRST, *APPROVED, *DAY
    )  # fmt: skip
    assert "consult confirm amounts en" in consult(*command).refused
    assert consult("confirm", "amounts", "en", "--by", "teacher, gymnasium").code == 0
    done = consult(*command)
    assert done.code == 0, done.refused
    (release,) = Register.open(tmp_path / FILE).releases
    assert [str(one) for one in release.approved_by] == [
        "coordinator, Youth Forum",
        "chair, Youth Council",
    ]
    assert set(release.files) == {path.name for path in (tmp_path / "release").iterdir()}
    assert {"brief.pdf", "participants.txt", "technical.md"} <= set(release.files)
    for name in ("brief.md", "technical.md"):
        page = (tmp_path / "release" / name).read_text(encoding="utf-8")
        assert "coordinator, Youth Forum (24 November 2026); chair, Youth Council" in page
    words = (tmp_path / "release" / "participants.txt").read_text(encoding="utf-8")
    assert "release 1." in words


def test_a_register_from_before_approvals_is_read(
    consult: Consult, practice: Path, tmp_path: Path
) -> None:
    first = ("publish", practice, "--out", "one", "--audience", "participants", *DAY)
    assert consult(*first, FIRST).code == 0
    line = json.loads((tmp_path / FILE).read_text(encoding="utf-8"))
    assert "approved_by" not in line
    assert Register.open(tmp_path / FILE).releases[0].approved_by == ()
    second = consult("publish", practice, "--out", "two", "--audience", "participants", *DAY)
    assert second.code == 0, second.refused
