"""`consult new`, as it is typed: what it writes is a round that works."""

import datetime as dt
from pathlib import Path

import pytest

from bot.beginning_a_round import text_of
from bot.cli.files import read_round
from bot.countries import consent_ages
from bot.practice.personas import make_personas
from dialogs import round_file
from dialogs.languages import OWN_NAMES
from tests.bot.cli.conftest import Consult

TODAY = dt.date(2026, 11, 26)


def test_it_writes_a_practice_round_without_errors(consult: Consult, tmp_path: Path) -> None:
    said = consult("new", "our place.yaml", "--country", "mk").said
    assert "consult play" in said
    round_ = read_round(tmp_path / "our place.yaml")
    assert (round_.id, round_.practice, round_.countries) == ("our_place", True, ("MK",))
    assert round_.help_lines[0].number == "0800 1 2222"
    assert "0 errors" in consult("check", "our place.yaml").said


def test_nothing_is_written_over(consult: Consult, tmp_path: Path) -> None:
    (tmp_path / "ours.yaml").write_text("mine", encoding="utf-8")
    assert "cannot be written" in consult("new", "ours.yaml", "--country", "MK").refused
    assert (tmp_path / "ours.yaml").read_text("utf-8") == "mine"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("ours.yaml", "--country", "Macedonia"), "is no country"),
        (("ours.yaml", "--country", "MK", "--language", "fr"), "It speaks: en, sq,"),
        (("ours.docx", "--country", "MK"), "end its name in .yaml"),
    ],
)
def test_what_cannot_be_is_refused(
    consult: Consult, tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    assert said in consult("new", *arguments).refused
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("country", [*consent_ages(), "DE"])
def test_every_country_has_a_round_to_begin_with(country: str) -> None:
    text = text_of("ours.yaml", language="sq", country=country, today=TODAY)
    assert round_file.load(text, file="ours.yaml").help_lines


def test_english_examples_under_another_language_are_said_to_be_that(
    consult: Consult, tmp_path: Path
) -> None:
    assert (
        "write yours in Shqip"
        in consult("new", "ours.yaml", "--country", "AL", "--language", "sq").said
    )
    text = (tmp_path / "ours.yaml").read_text("utf-8")
    assert "# The texts under `sq` are English examples." in text
    said = consult("check", "ours.yaml").said
    assert said.count("English example texts that stand under “sq”") == 1
    assert "Write your own in their place, in Shqip" in said


@pytest.mark.parametrize("language", OWN_NAMES)
def test_every_language_can_be_the_first(language: str) -> None:
    text = text_of("2 Über!.yaml", language=language, country="XK", today=TODAY)
    assert round_file.load(text, file="x").id == "round_2_ber"


def test_people_answer_a_round_of_one_question() -> None:
    """Where they turn back or leave was looked for between the first question and the last."""
    text = text_of("ours.yaml", language="en", country="MK", today=TODAY)
    head, questions = text.split("questions:")
    tail = questions[questions.index("publication:") :].split("  asks:")[0]
    one = head + "questions:\n  - {kind: free_text, id: own, text: {en: Well?}}\n" + tail
    round_ = round_file.load(one.replace("[age, gender]", "[age]"), file="ours.yaml")
    assert len(make_personas(round_, 5, seed=1, evening=60)) == 5


def test_a_round_for_real_people_is_not_rehearsed(consult: Consult, tmp_path: Path) -> None:
    consult("new", "ours.yaml", "--country", "MK")
    file = tmp_path / "ours.yaml"
    file.write_text(file.read_text("utf-8").replace("practice: true", "practice: false"), "utf-8")
    assert "Write `practice: true`" in consult("demo", "ours.yaml", "--no-serve").refused
    assert not (tmp_path / "demo").exists()
