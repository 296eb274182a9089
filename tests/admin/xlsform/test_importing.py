"""A form within the limits lacks only what a form cannot hold; an existing round makes it whole."""

from pathlib import Path

import openpyxl
import pytest

from admin.xlsform import exporting, importing, into, yaml_text
from admin.xlsform.findings import FormError
from dialogs import round_file
from dialogs.problems import RoundFileError
from dialogs.round import Round
from tests.admin.xlsform.forms import SETTINGS, questions, read, tells, workbook
from tests.support.world import EVERYTHING_TEXT

SURVEY = (
    ("type", "name", "label::English (en)", "label::Macedonian (mk)", "relevant", "constraint"),
    ("select_one region", "region", "Where?", "Каде?"),
    ("integer", "minutes", "How long?", "Колку?", "${region} = 'west'", ". >= 0 and . <= 60"),
    ("text", "why", "Why: so?", "Зошто?", "${minutes} > 3"),
)
CHOICES = (
    ("list_name", "name", "label::English (en)", "label::Macedonian (mk)"),
    ("region", "west", "West", "Запад"),
    ("region", "no", "No", "Не"),
)


def test_only_what_a_form_cannot_hold_is_missing(tmp_path: Path) -> None:
    text = read(tmp_path, survey=SURVEY, choices=CHOICES).yaml
    missing = set(yaml_text.TODO) - {"id", "public_label"}
    for name in missing:
        assert f"# TODO {name}: " in text
    whole = EVERYTHING_TEXT[: EVERYTHING_TEXT.index("questions:")]
    parts = whole[whole.index("countries:") :]
    title = "internal_label: x\npublication: {breakdowns: [age]}\n"
    filled = text.replace("  en: Our form\n", "  en: Our form\n  mk: Наша форма\n")
    round_ = round_file.load(filled + title + parts, file="filled.yaml")
    assert [question.id for question in round_.questions] == ["region", "minutes", "why"]
    assert round_.public_label == {"en": "Our form", "mk": "Наша форма"}


def joined(folder: Path, text: str = EVERYTHING_TEXT) -> str:
    imported = importing.read(workbook(folder, survey=SURVEY, choices=CHOICES, settings=SETTINGS))
    return into.put(imported, text, file="r.yaml")[0]


def test_into_a_round_gives_a_whole_one(tmp_path: Path) -> None:
    without_asks = EVERYTHING_TEXT[: EVERYTHING_TEXT.index("  asks:")]
    text = joined(tmp_path, without_asks)
    round_ = round_file.load(text, file="r.yaml")
    assert [question.id for question in round_.questions] == ["region", "minutes", "why"]
    assert [question.id for question in round_.breakdowns] == ["region"]


def test_into_keeps_every_other_line(tmp_path: Path) -> None:
    before, after = EVERYTHING_TEXT.split("questions:\n")[0], "publication:\n"
    text = joined(tmp_path)
    assert text.startswith(before)
    assert text.endswith(after + EVERYTHING_TEXT.split(after)[1])


def test_into_keeps_comments_behind_the_questions(tmp_path: Path) -> None:
    text = EVERYTHING_TEXT.replace("publication:\n", "\n# The plan of tables.\npublication:\n")
    assert "\n\n# The plan of tables.\npublication:\n" in joined(tmp_path, text)


def test_into_a_file_without_questions_adds_them_at_the_end(tmp_path: Path) -> None:
    text = joined(tmp_path, "id: mine\nlanguages: {en: drafted, mk: drafted}\n")
    assert text.startswith("id: mine\nlanguages: {en: drafted, mk: drafted}\n\nquestions:\n")


def test_into_a_file_in_other_languages_is_told(tmp_path: Path) -> None:
    imported = read(tmp_path, survey=SURVEY, choices=CHOICES)
    _, told = into.put(imported, "languages: {sq: drafted}\n", file="r.yaml")
    assert "the round is in sq" in told[0].what


@pytest.mark.parametrize(
    ("text", "error"), [("a: *b", RoundFileError), ("{a: b}", FormError), ("- a", FormError)]
)
def test_into_what_is_no_round_file(tmp_path: Path, text: str, error: type[Exception]) -> None:
    with pytest.raises(error, match=r"r\.yaml"):
        joined(tmp_path, text)


@pytest.mark.parametrize(
    ("columns", "default", "languages"),
    [
        (("label::Albanian (sq)", "label::English (en)"), None, ["sq", "en"]),
        (("label::Albanian", "label::Macedonian"), None, ["sq", "mk"]),
        (("label::Shqip", "label::Српски (sr)"), None, ["sq", "sr"]),
        (("label::sq", "label::Serbian (sr-Latn)"), None, ["sq", "sr-Latn"]),
        (("label",), None, ["en"]),
        (("label",), "Albanian (sq)", ["sq"]),
        (("label", "label::English (en)"), "Albanian", ["sq", "en"]),
        (("label::Our tongue",), None, ["qaa"]),
        (("Label : English (EN)",), None, ["en"]),
    ],
)
def test_languages(
    tmp_path: Path, columns: tuple[str, ...], default: str | None, languages: list[str]
) -> None:
    survey = (("type", "name", *columns), ("text", "t", *("What?" for _ in columns)))
    settings = (("form_id", "default_language"), ("f", default))
    imported = read(tmp_path, survey=survey, settings=settings)
    assert list(questions(imported)[0]["text"]) == languages  # type: ignore[call-overload]
    assert tells(imported, "survey!", "without a language") is (
        columns == ("label",) and not default
    )
    assert tells(imported, "survey!", "has no code") is ("tongue" in columns[0])


def test_settings_that_a_round_has_nothing_for_are_told(tmp_path: Path) -> None:
    settings = (("form_id", "version", "public_key", "style"), ("F 1", "7", "abc", "pages"))
    imported = read(tmp_path, survey=SURVEY, choices=CHOICES, settings=settings)
    assert imported.round["id"] == "f_1"
    for cell in ("settings!B2", "settings!C2", "settings!D2"):
        assert tells(imported, cell, "left out")


def test_a_round_that_was_edited_as_a_form_keeps_what_the_form_cannot_say(tmp_path: Path) -> None:

    round_: Round = round_file.load(EVERYTHING_TEXT, file="everything.yaml")
    path = tmp_path / "form.xlsx"
    exporting.write(round_, path)
    book = openpyxl.load_workbook(path)
    survey = book["survey"]
    for row in survey.iter_rows(min_row=2):
        if row[1].value == "way":
            row[2].value = "How do you come here?"
    since = [row[0].row for row in survey.iter_rows() if row[1].value == "since"]
    survey.delete_rows(since[0] or 0)
    book.save(path)
    imported = importing.read(path)
    again = round_file.load(imported.yaml, file="again.yaml")
    assert again.question("way").text["en"] == "How do you come here?"
    assert [one.emoji for one in again.question("way").options][:2] == ["🚶", "🚌"]  # type: ignore[union-attr]
    assert "since" not in {question.id for question in again.questions}
    assert any("“questions.since" in one.what for one in imported.findings)
