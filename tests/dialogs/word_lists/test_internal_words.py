"""Words of security work are found in every language and form; near words are left alone."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from admin.word_lists import WordListError, internal_words, shipped_internal
from dialogs.internal_words import ALL, InternalWord, list_of
from dialogs.languages import OWN_NAMES
from dialogs.phrases import PhraseError, Phrases, folded_words
from tests.support.shared_data import SHARED, reason, rows

CASES: dict[str, dict[str, list[str]]] = yaml.safe_load(
    (Path(__file__).parent / "internal.yaml").read_text(encoding="utf-8")
)
SHIPPED = internal_words()


def _each(kind: str) -> list[Any]:
    return [
        pytest.param(tag, text, id=f"{tag}-{text}") for tag in CASES for text in CASES[tag][kind]
    ]


def test_every_language_has_a_list_and_cases() -> None:
    assert set(CASES) == set(OWN_NAMES)
    assert {list_of(tag) for tag in OWN_NAMES} | {ALL} == set(shipped_internal())


@pytest.mark.parametrize(("tag", "text"), _each("found"))
def test_a_word_is_found_with_what_to_write_instead(tag: str, text: str) -> None:
    found = SHIPPED.find(text, tag)
    assert found is not None
    assert found.found in text
    assert found.instead


@pytest.mark.parametrize(("tag", "text"), _each("innocent"))
def test_a_near_word_is_left_alone(tag: str, text: str) -> None:
    assert SHIPPED.find(text, tag) is None


@pytest.mark.parametrize("tag", OWN_NAMES)
def test_no_wording_that_is_offered_holds_such_a_word_itself(tag: str) -> None:
    for instead in shipped_internal()[list_of(tag)].entries.values():
        assert SHIPPED.find(instead, tag) is None


def test_what_is_found_is_told_as_it_is_written() -> None:
    found = SHIPPED.find("Help for “At-Risk” Youth, please", "en")
    assert found == InternalWord("At-Risk” Youth", "young people")


def test_an_organisation_adds_words_in_a_file(tmp_path: Path) -> None:
    own = tmp_path / "internal-words.yaml"
    own.write_text("en:\n  hot spot*: place\n  OPX: our project\nhr:\n  žarišt*: mjesto\n", "utf-8")
    lists = internal_words(own)
    assert lists.find("Two hot spots", "en") == InternalWord("hot spots", "place")
    assert lists.find("The OPX team", "en") is not None
    assert lists.find("the opx team", "en") is None
    assert lists.find("Na žarištima", "bs") is not None
    assert lists.find("Radicalisation", "en") is not None
    assert SHIPPED.find("Two hot spots", "en") is None


@pytest.mark.parametrize("text", ["en: [a]", "- en", "en: {'*': x}", "en: {'ab*': x}", "en: {a: ["])
def test_a_file_that_is_no_list_is_refused(tmp_path: Path, text: str) -> None:
    own = tmp_path / "internal-words.yaml"
    own.write_text(text, encoding="utf-8")
    with pytest.raises(WordListError, match=r"internal-words\.yaml"):
        internal_words(own)


def test_without_a_file_the_shipped_lists_hold(tmp_path: Path) -> None:
    assert internal_words(tmp_path / "none.yaml").find("extremists", "en") is not None


@pytest.mark.parametrize(
    ("entry", "text"),
    [
        ("one .. two", "one and then a two"),
        ("one|uno two*", "uno twofold"),
        ("désespér*", "DESESPERÉE"),
    ],
)
def test_an_entry_may_have_gaps_choices_and_stems(entry: str, text: str) -> None:
    assert Phrases([entry]).find(folded_words(text)) is not None


@pytest.mark.parametrize("text", ["one and then it was two", "one", "two one"])
def test_a_gap_lets_three_words_pass_and_no_more(text: str) -> None:
    assert Phrases(["one .. two"]).find(folded_words(text)) is None


@pytest.mark.parametrize("entry", ["", "..", "ab*", "!"])
def test_an_entry_that_cannot_be_looked_for_is_refused(entry: str) -> None:
    with pytest.raises(PhraseError):
        Phrases([entry])


@pytest.mark.skipif(not (SHARED / "data/statements").is_dir(), reason=reason("data/statements"))
def test_what_young_people_wrote_about_policing_is_left_alone() -> None:
    folder = "data/statements/london.youth.policing"
    texts = [row["comment-body"] for row in rows(folder, "comments.csv")]
    assert texts
    assert [text for text in texts if SHIPPED.find(text, "en")] == []
