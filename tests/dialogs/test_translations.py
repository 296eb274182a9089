"""Translators' files: put together with the round they give the same round, or say why not."""

import msgspec
import pytest
import yaml

from dialogs import round_file, translations
from dialogs.problems import RoundFileError
from dialogs.round import Round
from dialogs.shape.languages import texts_of
from dialogs.yaml_lines import Plain, parse
from tests.support.world import EVERYTHING_TEXT, EXAMPLE_TEXT

MAIN = """
id: small
languages: {en: drafted, sq: drafted}
purpose: {en: Why}
questions:
  - id: safe
    text: {en: How safe?}
    options:
      - id: very
        label: {en: Very, sq: Shumë}
"""


def split(text: str, language: str) -> tuple[str, str]:
    """Take one language out of a round file into a translator's file."""
    values, _ = parse(text)
    round_ = round_file.load(text, file="r.yaml")
    texts = {}
    for path, wordings in texts_of(round_):
        texts[translations.key_of(values, path)] = wordings[language]
        del holder(values, path)[language]
    file = {"round": round_.id, "language": language, "texts": texts}
    return _dumped(values), _dumped(file)


def holder(values: Plain, path: str) -> dict[str, Plain]:
    here: object = values
    for step in path.removeprefix("$.").replace("[", ".[").split("."):
        here = here[int(step.strip("[]"))] if isinstance(here, list) else here[step]  # type: ignore[index]
    assert isinstance(here, dict)
    return here


def _dumped(value: object) -> str:
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=10_000)


def sorted_texts(round_: Round) -> object:
    return msgspec.json.decode(msgspec.json.encode(round_, order="deterministic"))


@pytest.mark.parametrize(
    ("text", "language"), [(EXAMPLE_TEXT, "sq"), (EXAMPLE_TEXT, "mk"), (EVERYTHING_TEXT, "mk")]
)
def test_a_round_split_and_put_together_is_the_same_round(text: str, language: str) -> None:
    main, translated = split(text, language)
    together = round_file.load(main, file="r.yaml", translated={f"r.{language}.yaml": translated})
    assert sorted_texts(together) == sorted_texts(round_file.load(text, file="r.yaml"))


def merged(translated: str, name: str = "small.sq.yaml") -> list[str]:
    values, lines = parse(MAIN, "small.yaml")
    return [str(each) for each in translations.merge(values, lines, {name: translated})]


HEAD = "round: small\nlanguage: sq\ntexts:\n"


@pytest.mark.parametrize(
    ("translated", "says"),
    [
        (HEAD + "  questions/safe/txt: x", "small.sq.yaml:4: “questions/safe/txt” is no text"),
        (HEAD + "  questions/sage/text: x", "4: “questions/sage/text” is no text"),
        (HEAD + "  id: x", "“id” is no text"),
        (HEAD + "  questions/safe: x", "is no text"),
        (HEAD + "  purpose: a\n  questions/safe/options/very/label: b", "5: This text is also in"),
        (HEAD.replace("small", "other") + "  purpose: x", "for the round “other”"),
        (HEAD.replace("sq", "mk") + "  purpose: x", "“mk” is not a language of the round"),
        (HEAD.replace("sq", "en") + "  purpose: x", "name does not say “en”"),
        ("texts: {}", "has `round`, `language` and `texts`"),
        ("- 1", "has `round`, `language` and `texts`"),
        (HEAD + "  purpose: &a x", "4: Anchors"),
        (HEAD + "  purpose: x\n  purpose: y", "there twice"),
    ],
)
def test_what_cannot_be_put_in_is_said_with_file_and_line(translated: str, says: str) -> None:
    problems = merged(translated)
    assert says in problems[0]
    assert problems[0].startswith("small.sq.yaml:")


def test_a_text_in_both_files_names_both() -> None:
    twice = HEAD + "  questions/safe/options/very/label: b"
    assert "also in small.yaml, line 10" in merged(twice)[0]


def test_an_error_in_a_translated_text_names_the_translators_file() -> None:
    main, translated = split(EXAMPLE_TEXT, "sq")
    wrong = translated.replace("questions/safe/text: ", "questions/safe/text: 7 #")
    with pytest.raises(RoundFileError) as caught:
        round_file.load(main, file="r.yaml", translated={"r.sq.yaml": wrong})
    line = wrong[: wrong.index("questions/safe/text")].count("\n") + 1
    problem = caught.value.problems[0]
    assert (problem.file, problem.line) == ("r.sq.yaml", line)
    assert "expected a text, found the number 7" in problem.what


def test_a_text_that_is_missing_everywhere_is_said_of_the_round() -> None:
    main, translated = split(EXAMPLE_TEXT, "sq")
    lines = [line for line in translated.splitlines() if "purpose:" not in line]
    with pytest.raises(RoundFileError, match="text in “sq” is missing"):
        round_file.load(main, file="r.yaml", translated={"r.sq.yaml": "\n".join(lines)})
