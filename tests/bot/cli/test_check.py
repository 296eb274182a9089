"""`consult check` as people and programs run it."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli import app
from tests.dialogs.test_translations import split
from tests.support.world import EVERYTHING_TEXT, EXAMPLE_TEXT

WRONG = EXAMPLE_TEXT.replace("points: 5", "points: 12")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "good.yaml").write_text(EXAMPLE_TEXT, "utf-8")
    (tmp_path / "wrong.yaml").write_text(WRONG, "utf-8")
    (tmp_path / "latin.yaml").write_bytes(b"id: caf\xe9")
    return tmp_path


def check(*arguments: Path | str) -> Result:
    return CliRunner().invoke(app, ["check", *map(str, arguments)])


def test_warnings_alone_are_no_failure_unless_one_is_strict(folder: Path) -> None:
    good = folder / "good.yaml"
    assert check(good).exit_code == 0
    assert check(good, "--strict").exit_code == 1


def test_an_error_is_a_failure_and_says_where_what_and_what_to_do(folder: Path) -> None:
    result = check(folder / "wrong.yaml")
    line = WRONG[: WRONG.index("points: 12")].count("\n") + 1
    assert result.exit_code == 1
    assert f"{line:>5}  error    A scale has 3 to 11 points." in result.output
    assert "5 is a good choice. [questions]" in result.output
    assert result.output.rstrip().endswith("1 error, 0 warnings in 1 round.")


def test_who_checks_several_files_hears_of_all_of_them(folder: Path) -> None:
    names = ("wrong.yaml", "latin.yaml", "missing.yaml", "good.yaml")
    result = check(*(folder / name for name in names))
    places = [result.output.index(str(folder / name)) for name in names]
    assert places == sorted(places)
    assert "The file is not UTF-8 text." in result.output
    assert "The file cannot be read (No such file or directory)." in result.output
    assert "7 questions, en, sq, mk, sr-Latn" in result.output
    assert "3 errors, " in result.output.splitlines()[-1]
    assert result.exit_code == 1


def test_errors_come_before_warnings(folder: Path) -> None:
    path = folder / "good.yaml"
    path.write_text(EXAMPLE_TEXT.replace("threshold: 10", "threshold: 90"), "utf-8")
    severities = [
        line.split()[1]
        for line in check(path).output.splitlines()
        if line.split()[1:2] in (["error"], ["warning"])
    ]
    assert severities == sorted(severities)
    assert {"error", "warning"} == set(severities)


def test_nothing_is_cut_or_coloured_in_a_pipe(folder: Path) -> None:
    output = check(folder / "good.yaml").output
    assert "\x1b" not in output
    assert max(map(len, output.splitlines())) > 80


def test_a_translators_file_is_read_with_its_round(tmp_path: Path) -> None:
    main, translated = split(EVERYTHING_TEXT, "mk")
    round_file, beside = tmp_path / "r.yaml", tmp_path / "r.mk.yaml"
    round_file.write_text(main, "utf-8")
    assert check(round_file).exit_code == 1
    beside.write_text(translated, "utf-8")
    once = check(round_file, beside)
    assert once.exit_code == 0
    assert once.output.count("1 translators’ files") == 1
    assert check(beside).output == once.output


def test_an_error_in_a_translators_file_is_said_of_that_file(tmp_path: Path) -> None:
    main, translated = split(EVERYTHING_TEXT, "mk")
    (tmp_path / "r.yaml").write_text(main, "utf-8")
    wrong = translated.replace("questions/tired/low", "questions/tired/lowest")
    (tmp_path / "r.mk.yaml").write_text(wrong, "utf-8")
    output = check(tmp_path / "r.yaml").output
    assert f"“questions/tired/lowest” is no text of the round. ({tmp_path / 'r.mk.yaml'})" in output


def test_a_lint_names_the_translators_file_as_well(tmp_path: Path) -> None:
    main, translated = split(EVERYTHING_TEXT, "mk")
    (tmp_path / "r.yaml").write_text(main, "utf-8")
    wrong = translated.replace("questions/first/text: ", "questions/first/text: Зар не е јасно. ")
    (tmp_path / "r.mk.yaml").write_text(wrong, "utf-8")
    line = wrong[: wrong.index("questions/first/text")].count("\n") + 1
    found = json.loads(check(tmp_path / "r.yaml", "--format", "json").output)
    (problem,) = (one for one in found["files"][0]["problems"] if one["rule"] == "leading")
    assert (problem["file"], problem["line"]) == (str(tmp_path / "r.mk.yaml"), line)


def test_a_file_that_only_looks_like_a_translators_is_explained(tmp_path: Path) -> None:
    (tmp_path / "r.yaml").write_text(EXAMPLE_TEXT, "utf-8")
    (tmp_path / "r.old.yaml").write_text(EXAMPLE_TEXT, "utf-8")
    assert "or rename this file, if it is something else" in check(tmp_path / "r.yaml").output


def test_json_holds_every_problem(folder: Path) -> None:
    result = check(folder / "wrong.yaml", folder / "good.yaml", "--format", "json")
    found = json.loads(result.output)
    assert found["errors"] == 1
    first = found["files"][0]["problems"][0]
    assert first.keys() == {"file", "line", "what", "remedy", "rule", "severity"}
    assert (first["rule"], first["severity"]) == ("questions", "error")
    assert found["warnings"] == len(found["files"][1]["problems"])
