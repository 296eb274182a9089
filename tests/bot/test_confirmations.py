"""The file of confirmations: written by the command, read back, refused when it is damaged."""

import datetime as dt
from pathlib import Path

import pytest
from typer.testing import CliRunner

from admin.word_lists import amounts_review, shipped_amounts, shipped_internal
from admin.words import Words
from bot import confirmations
from bot.cli import app
from bot.confirmations import distress_facts
from bot.settings import SettingsError
from dialogs.confirmations import (
    age_fact,
    amounts_fact,
    help_line_fact,
    terms_fact,
    translation_fact,
)
from dialogs.round import Review
from tests.support.world import EXAMPLE, EXAMPLE_TEXT

DAY = dt.date(2026, 11, 10)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "round.yaml").write_text(EXAMPLE_TEXT, encoding="utf-8")
    return tmp_path


def run(*arguments: str) -> str:
    result = CliRunner().invoke(app, ["confirm", *arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result.output


def test_nothing_is_confirmed_without_a_file(tmp_path: Path) -> None:
    assert confirmations.read(tmp_path / "none.yaml").of(age_fact("CY")) is None


def test_entries_are_added_one_after_another(tmp_path: Path) -> None:
    path = tmp_path / "confirmations.yaml"
    confirmations.add(path, age_fact("CY"), by="lawyer, forum", on=DAY, note="law", value=14)
    line = help_line_fact(EXAMPLE.help_lines[0])
    confirmations.add(path, line, by="lead, forum", on=DAY, note="phoned", value=None)
    known = confirmations.read(path)
    assert known.consent_age(["CY"]) == 14
    found = known.of(line)
    assert found is not None
    assert (found.by, found.on, found.note) == ("lead, forum", DAY, "phoned")


@pytest.mark.parametrize("text", ["- what: age", "a: [", "- what: rumour\n  name: x"])
def test_a_damaged_file_is_refused_with_a_remedy(tmp_path: Path, text: str) -> None:
    path = tmp_path / "confirmations.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match="backup"):
        confirmations.read(path)


def test_a_help_line_is_found_however_its_number_is_written(folder: Path) -> None:
    output = run("helpline", "round.yaml", "0800-12222", "--by", "safeguarding lead, forum")
    assert "0800 1 2222" in output
    known = confirmations.read(folder / "confirmations.yaml")
    assert known.phoned(EXAMPLE) == {"0800 1 2222"}


def test_a_translation_and_an_age_are_confirmed(folder: Path) -> None:
    run("translation", "round.yaml", "mk", "--by", "teacher, school", "--note", "read aloud")
    run("age", "mk", "--years", "14", "--by", "lawyer, forum", "--note", "Law 42/20")
    known = confirmations.read(folder / "confirmations.yaml")
    assert known.of(translation_fact(EXAMPLE, "mk")) is not None
    assert known.consent_age(["MK"]) == 14


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("helpline", "round.yaml", "112", "--by", "lead"), "It has: 0800 1 2222"),
        (("translation", "round.yaml", "fr", "--by", "lead"), "It has: en, sq, mk, sr-Latn"),
        (("interface", "fr", "--by", "lead"), "no interface in “fr”"),
        (("helpline", "round.yaml", "0800 1 2222", "--by", " "), "--by is empty"),
        (("brief", "fr", "--by", "lead"), "not complete in “fr”"),
        (("words", "fr", "--by", "lead"), "no words of distress in “fr”"),
        (("terms", "fr", "--by", "lead"), "no internal words in “fr”"),
        (("amounts", "fr", "--by", "lead"), "no words for amounts in “fr”"),
    ],
)
def test_what_cannot_be_confirmed_says_why(
    folder: Path, arguments: tuple[str, ...], says: str
) -> None:
    with pytest.raises(SettingsError, match=says):
        run(*arguments)
    assert not (folder / "confirmations.yaml").exists()


def test_the_words_of_briefs_are_confirmed(folder: Path) -> None:
    run("brief", "sq", "--by", "teacher, school", "--note", "read a draft")
    assert Words("sq", confirmations.read(folder / "confirmations.yaml")).reviewed
    assert not Words("mk", confirmations.read(folder / "confirmations.yaml")).reviewed


def test_lists_of_words_are_confirmed_for_all_languages_that_share_one(folder: Path) -> None:
    run("words", "hr", "--by", "psychologist, Youth Forum", "--note", "read with two colleagues")
    run("terms", "sr-Cyrl", "--by", "teacher, school")
    run("amounts", "cnr", "--by", "teacher, school")
    known = confirmations.read(folder / "confirmations.yaml")
    (fact,) = distress_facts(["bs", "sr-Latn"])
    assert known.of(fact) is not None
    entries = shipped_internal()["sr"].entries
    assert known.of(terms_fact("sr", entries.items())) is not None
    assert known.of(terms_fact("sr", [*entries.items(), ("new", "word")])) is None
    assert amounts_review("sr-Latn", known) is Review.REVIEWED
    assert amounts_review("sq", known) is Review.DRAFTED
    assert amounts_review("de", known) is None
    more = [*shipped_amounts()["sr"].entries, ("numbers", "new")]
    assert known.of(amounts_fact("sr", more)) is None


def test_what_is_confirmed_is_shared_without_a_rounds_own_texts(folder: Path) -> None:
    run("translation", "round.yaml", "mk", "--by", "teacher, school")
    run("age", "mk", "--years", "14", "--by", "lawyer, forum", "--note", "Law 42/20")
    run("helpline", "round.yaml", "0800 1 2222", "--by", "lead, forum")
    assert run("export", "shared.yaml").startswith("2 confirmations")
    (folder / "confirmations.yaml").unlink()
    run("words", "mk", "--by", "psychologist, other forum")
    told = run("import", "shared.yaml")
    assert "age MK: by lawyer, forum on 20" in told
    assert "Law 42/20" in told
    known = confirmations.read(folder / "confirmations.yaml")
    assert known.consent_age(["MK"]) == 14
    assert known.phoned(EXAMPLE) == {"0800 1 2222"}
    assert known.of(translation_fact(EXAMPLE, "mk")) is None
    assert known.of(distress_facts(["mk"])[0]) is not None
    assert "by lawyer" not in run("import", "shared.yaml"), "nothing is taken over twice"


@pytest.mark.usefixtures("folder")
def test_a_file_that_cannot_be_shared_says_why() -> None:
    with pytest.raises(SettingsError, match="no such file"):
        run("import", "none.yaml")
    with pytest.raises(SettingsError, match="is there already"):
        run("export", "round.yaml")
    with pytest.raises(SettingsError, match="is not a list of confirmations"):
        run("import", "round.yaml")
