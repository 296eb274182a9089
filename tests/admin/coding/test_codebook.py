"""A codebook is read strictly, and what is wrong is said with what to do."""

import pytest

from admin.coding import codebook
from admin.coding.codebook import Codebook
from admin.coding.trouble import CodingError
from tests.support import coded_words, datasets
from tests.support.coded_words import CODEBOOK, QUESTION


def load(text: str) -> Codebook:
    return codebook.load(text, datasets.example_round(), QUESTION, file="codebook.yaml")


def test_a_codebook_says_what_each_theme_means(book: Codebook) -> None:
    assert [theme.id for theme in book.themes] == ["light", "bus", "place"]
    assert book.languages() == ("en", "sq", "mk", "sr-Latn")
    assert book.in_order(["place", "light"]) == ("light", "place")


def test_its_hash_is_of_what_it_says_not_of_its_file(book: Codebook) -> None:
    assert load(f"# A remark.\n{CODEBOOK}").digest == book.digest
    assert load(CODEBOOK.replace("most: 2", "most: 3")).digest != book.digest


def test_a_new_one_has_to_be_filled_and_shows_how() -> None:
    new = codebook.template(datasets.example_round(), QUESTION)
    with pytest.raises(CodingError, match="0 themes"):
        load(new)
    lines = new.replace("themes: []", "themes:").splitlines()
    shown = [line.removeprefix("#") if line.startswith("#  ") else line for line in lines]
    filled = load("\n".join(shown))
    assert filled.themes[0].id == "light"
    assert filled.themes[0].examples == ("There is no lamp at our corner.",)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("question: own_words", "question: better", "not for “own_words”"),
        ("most: 2", "most: 9", "Write a number from 1 to 5"),
        ("id: bus", "id: light", "is there twice"),
        ("id: bus", "id: base", "cannot be an id"),
        ("id: bus", "id: Bus stop", "cannot be an id"),
        ("en: Buses in the evening", "en: light in the streets", "could mean"),
        ("sq: Autobusët në mbrëmje", "sq: A place to meet", "could mean"),
        ("en: Buses in the evening, ", "", "lacks a name or a definition in “en”"),
        ("sq: Autobusët", "tr: Autobusët", "speaks “tr”"),
        ("en: Buses in the evening", f"en: {'b' * 61}", "at most 60"),
        ("    exclude:", "    excluded:", "codebook.yaml"),
        ("themes:", "themes: &a", "codebook.yaml:4"),
    ],
)
def test_what_is_wrong_is_said(old: str, new: str, said: str) -> None:
    assert old in CODEBOOK
    with pytest.raises(CodingError) as refused:
        load(CODEBOOK.replace(old, new, 1))
    assert said in str(refused.value)


def test_a_language_may_be_missing_until_its_brief_is_made() -> None:
    fewer = coded_words.CODEBOOK.replace(", mk: Автобуси навечер", "")
    assert load(fewer).languages() == ("en", "sq", "sr-Latn")
