"""`consult keys new`, `test` and `wrap`, as a person types them."""

import re
from pathlib import Path

import pytest
import yaml

from dialogs import round_file
from tests.bot.cli.conftest import Consult

FILE = Path(round_file.__file__).parent / "rounds" / "our_evenings.yaml"


@pytest.fixture
def real(tmp_path: Path) -> Path:
    raw = yaml.safe_load(FILE.read_text()) | {"practice": False}
    file = tmp_path / "evenings.yaml"
    file.write_text(yaml.safe_dump(raw, allow_unicode=True, sort_keys=False))
    return file


def sheets_in(said: str) -> list[str]:
    return re.findall(r"^(?:[a-z]+ ){32}[a-z]+$", said, re.MULTILINE)


def test_the_words_that_were_shown_open_the_round(consult: Consult, real: Path) -> None:
    made = consult("keys", "new", real, typed="y\n")
    sheets = sheets_in(made.said)
    assert len(sheets) == 3
    line = made.said.strip().rpartition("Check line: ")[2]
    tried = consult("keys", "test", "our_evenings", typed=f"{sheets[2]}\n{sheets[0]}\n")
    assert f"These words open our_evenings. Check line: {line}." in tried.said
    assert sheets[0] not in tried.said
    twice = consult("keys", "test", "our_evenings", typed=f"{sheets[0]}\n{sheets[0]}\n")
    assert "2 different sheets are needed" in twice.refused


def test_words_of_another_key_are_told_apart(consult: Consult, real: Path) -> None:
    others = sheets_in(consult("keys", "new", real, typed="n\n").said)
    assert consult("keys", "new", real, typed="y\n").code == 0
    tried = consult("keys", "test", "our_evenings", typed=f"{others[0]}\n{others[1]}\n")
    assert "do not open our_evenings" in tried.refused
    assert others[0].split()[3] not in tried.refused


def test_three_of_five_ask_for_three(consult: Consult, real: Path) -> None:
    made = consult("keys", "new", real, "--threshold", "3", "--holders", "5", typed="y\n")
    sheets = sheets_in(made.said)
    assert len(sheets) == 5
    typed = "\n".join(sheets[:3])
    assert "These words open" in consult("keys", "test", "our_evenings", typed=f"{typed}\n").said


@pytest.mark.parametrize(("threshold", "holders"), [("2", "8"), ("4", "3")])
def test_numbers_that_make_no_sense_are_refused(
    consult: Consult, real: Path, threshold: str, holders: str
) -> None:
    done = consult("keys", "new", real, "--threshold", threshold, "--holders", holders)
    assert "holders can have a sheet" in done.refused
    assert consult("keys", "new", real, "--threshold", "1").code == 2


def test_the_files_are_there_to_print_and_are_gone_after(
    consult: Consult, real: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[str, int]] = []
    folder = tmp_path / "sheets"

    def look(*_arguments: object, **_more: object) -> bool:
        seen.extend((file.name, file.stat().st_mode & 0o777) for file in folder.iterdir())
        return True

    monkeypatch.setattr("bot.cli.making_keys.typer.confirm", look)
    done = consult("keys", "new", real, "--sheets", folder, "--language", "mk")
    assert sorted(seen) == [(f"holder-{number}.pdf", 0o600) for number in (1, 2, 3)]
    assert list(folder.iterdir()) == []
    assert sheets_in(done.said) == []
    assert "our_evenings is open. Check line: " in done.said


def test_files_that_were_not_printed_go_too_and_nothing_is_open(
    consult: Consult, real: Path, tmp_path: Path
) -> None:
    refused = consult("keys", "new", real, "--sheets", tmp_path / "sheets", typed="n\n").refused
    assert "the round is not open" in refused
    assert list((tmp_path / "sheets").iterdir()) == []
    assert "never opened" in consult("keys", "test", "our_evenings").refused


def test_no_file_is_written_over(consult: Consult, real: Path, tmp_path: Path) -> None:
    (tmp_path / "holder-1.pdf").write_text("mine")
    assert "exists" in consult("keys", "new", real, "--sheets", tmp_path).refused
    assert (tmp_path / "holder-1.pdf").read_text() == "mine"


def test_no_words_stay_behind_when_a_sheet_cannot_be_written(
    consult: Consult, real: Path, tmp_path: Path
) -> None:
    (tmp_path / "holder-2.pdf").write_text("mine")
    assert "exists" in consult("keys", "new", real, "--sheets", tmp_path).refused
    assert [file.name for file in tmp_path.glob("holder-*")] == ["holder-2.pdf"]


def test_a_second_key_is_refused(consult: Consult, real: Path) -> None:
    consult("keys", "new", real, typed="y\n")
    assert "has its keys" in consult("keys", "new", real, typed="y\n").refused


def test_a_practice_round_says_so_and_closes_without_anybody(consult: Consult) -> None:
    made = consult("keys", "new", FILE, typed="y\n")
    assert made.said.count("PRACTICE – this sheet protects nothing") == 3
    assert "Practice round our_evenings is open." in made.said
    assert consult("close", "our_evenings", "--out", "dataset").code == 0


def test_the_vault_is_wrapped_with_a_credential(
    consult: Consult, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert consult("keys", "new", FILE, typed="y\n").code == 0
    assert "no vault key" in consult("keys", "wrap").refused
    (tmp_path / "credentials").mkdir()
    (tmp_path / "credentials" / "consult.vault-key").write_bytes(bytes(range(32)))
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path / "credentials"))
    assert "Wrapped 2 files" in consult("keys", "wrap").said
    monkeypatch.delenv("CREDENTIALS_DIRECTORY")
    assert "consult.vault-key" in consult("close", "our_evenings", "--out", "dataset").refused
