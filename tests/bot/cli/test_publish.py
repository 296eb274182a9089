"""Where a release is entered: one register for an installation, and never another in silence."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from admin.register import FILE, Register
from tests.bot.cli.conftest import Consult, Done
from tests.support import datasets

DAY = ("--dated", "2026-11-24")
FIRST = "--first-release"


@dataclass(frozen=True)
class Desk:
    """Two datasets of one round, the second without seven people, and the verbs."""

    consult: Consult
    home: Path

    def publish(self, name: str, out: str, *more: str) -> Done:
        return self.consult(
            "publish", self.home / name, "--out", out, "--audience", "participants", *DAY, *more
        )


@pytest.fixture
def desk(consult: Consult, tmp_path: Path) -> Desk:
    round_ = datasets.example_round()
    rows = datasets.rows_of(round_, 300, 3)
    datasets.write(tmp_path / "all", round_, rows)
    datasets.write(tmp_path / "fewer", round_, rows[:-7])
    return Desk(consult, tmp_path)


def test_another_folder_has_the_same_register(desk: Desk) -> None:
    first = desk.publish("all", "r1/a", FIRST)
    assert "Release 1, the first of this round, is entered in" in first.said
    for out in ("r1/b", "r2/b"):
        assert "changes from 300 to 295" in desk.publish("fewer", out).refused
        assert not (desk.home / out).exists()
    assert [one.number for one in Register.open(desk.home / FILE).releases] == [1]


def test_a_first_release_is_said_to_be_one(desk: Desk) -> None:
    assert "say so: --first-release" in desk.publish("all", "a").refused
    assert not (desk.home / "a").exists()
    assert not (desk.home / FILE).exists()
    assert desk.publish("all", "a", FIRST).code == 0
    assert "holds a release of “our_evenings” already" in desk.publish("fewer", "b", FIRST).refused


def test_a_dataset_that_was_published_knows_its_register(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither a second first release nor a register of another folder is taken."""
    assert desk.publish("all", "a", FIRST).code == 0
    monkeypatch.setenv("CONSULT_RELEASES", "elsewhere.jsonl")
    refused = desk.publish("all", "b", FIRST).refused
    assert f"release 1 stands in {desk.home / FILE}. elsewhere.jsonl does not hold that" in refused
    assert desk.publish("all", "b", "--register", FILE).code == 0


def test_a_register_that_was_cut_off_is_noticed_by_the_hash_that_was_noted(desk: Desk) -> None:
    desk.publish("all", "a", FIRST)
    second = desk.publish("all", "b").said
    assert "Release 2 is entered in" in second
    head = re.findall("[0-9a-f]{64}", second)[-1]
    assert desk.publish("all", "c", "--register-head", head).code == 0
    path = desk.home / FILE
    path.write_bytes(path.read_bytes().splitlines(keepends=True)[0])
    for note in desk.home.glob("*/published.json"):
        note.unlink()
    cut = desk.publish("all", "d", "--register-head", head).refused
    assert f"no line with the hash {head}" in cut
    assert not (desk.home / "d").exists()


def test_the_note_in_the_dataset_notices_it_too(desk: Desk) -> None:
    desk.publish("all", "a", FIRST)
    desk.publish("all", "b")
    path = desk.home / FILE
    path.write_bytes(path.read_bytes().splitlines(keepends=True)[0])
    assert "release 2 stands in" in desk.publish("all", "c").refused


def test_an_export_beside_a_release_is_refused_like_a_release(desk: Desk) -> None:
    desk.publish("all", "a", FIRST)
    command = ("--out", "exports", "--format", "csv", *DAY)
    refused = desk.consult("export", desk.home / "fewer", *command)
    assert "changes from 300 to 295" in refused.refused
    assert not (desk.home / "exports").exists()


def test_an_export_of_what_was_released_is_that_release(desk: Desk) -> None:
    command = ("export", desk.home / "all", "--format", "csv", *DAY, "--out")
    assert desk.consult(*command, "before").code == 0
    assert "not released" in (desk.home / "before" / "codebook.md").read_text("utf-8")
    desk.publish("all", "a", FIRST)
    assert desk.consult(*command, "after").code == 0
    assert "Release 1" in (desk.home / "after" / "codebook.md").read_text("utf-8")


def test_a_draft_says_that_it_could_not_be_published(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = ("--out", "draft", "--audience", "participants", *DAY)
    assert "could not be published" not in desk.consult("brief", desk.home / "all", *draft).said
    desk.publish("all", "a", FIRST)
    assert "could not be published" not in desk.consult("brief", desk.home / "all", *draft).said
    fewer = desk.consult("brief", desk.home / "fewer", *draft)
    assert fewer.code == 0
    assert "could not be published as it is" in fewer.said
    assert "changes from 300 to 295" in fewer.said
    monkeypatch.setenv("CONSULT_RELEASES", "elsewhere.jsonl")
    lost = desk.consult("brief", desk.home / "all", *draft)
    assert lost.code == 0
    assert "This dataset was published" in lost.said
