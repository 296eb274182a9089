"""The fixed words of briefs: catalogues and code agree, and every language can be proved."""

import re

import pytest

from admin.amounts.strengths import strengths
from admin.amounts.typed import figure_in, strength_in
from admin.words import DOMAIN, LOCALES, Words, states
from dialogs.plurals import PLURALS
from tests.tools.catalogues import po, template, updating
from tests.tools.catalogues.brief_contexts import PROVED, STRENGTH
from tests.tools.catalogues.domains import BRIEF
from tests.tools.catalogues.template import BLANK, wanted

WANTED = wanted(BRIEF)
CATALOGUES = {path.parts[-3]: po.read(path) for path in po.paths(BRIEF)}
ENDS = ".!?։՞՜"

SAME = {
    "n = {base}",
    "{group}: {number} person",
    "{label} (n = {base})",
    "{answer}: {strength}",
    "“{text}”",
    "{first} to {last}",
}
"""Messages that may be the same as in English in some language."""

languages = pytest.mark.parametrize("language", CATALOGUES)


def wordings(language: str) -> dict[str, tuple[str, ...]]:
    """Return every wording of a language by its English one; several where a number decides."""
    catalogue = CATALOGUES[language]
    return {id_: (text,) for id_, text in catalogue.wordings.items()} | catalogue.forms


def test_the_template_is_what_the_code_says() -> None:
    told = "Run `python -m tests.tools.catalogues update` and translate what is new."
    assert BRIEF.template.read_text("utf-8") == template.text(BRIEF), told


@languages
def test_a_catalogue_has_the_messages_of_the_code_in_their_order(language: str) -> None:
    catalogue = CATALOGUES[language]
    assert list(catalogue.wordings) == [id_ for id_, one in WANTED.items() if not one.plural]
    assert list(catalogue.forms) == [id_ for id_, one in WANTED.items() if one.plural]
    assert not catalogue.fuzzy
    written = po.path_of(BRIEF, language).read_text("utf-8")
    assert written == po.text(BRIEF, updating.updated(BRIEF, catalogue))
    assert catalogue.headers == updating.headers(catalogue)


@languages
def test_every_message_is_translated(language: str) -> None:
    assert states()[language].complete
    if language != "en":
        english = {id_ for id_, texts in wordings(language).items() if id_ in texts}
        assert english - SAME == set()


@languages
def test_every_message_has_the_same_blanks(language: str) -> None:
    for id_, texts in wordings(language).items():
        for text in texts:
            assert sorted(set(BLANK.findall(text))) == sorted(set(BLANK.findall(id_))), text


@languages
def test_a_message_has_as_many_forms_as_the_language(language: str) -> None:
    count = int(PLURALS[language].removeprefix("nplurals=")[0])
    assert {len(forms) for forms in CATALOGUES[language].forms.values()} == {count}
    words = Words(language)
    for number in (1, 2, 5, 10, 21, 25, 100, 315):
        said = words.plural(
            "{group}: {number} person", "{group}: {number} people", number, group="A"
        )
        assert said.startswith("A: ")
        assert str(number) in said


@languages
def test_sentences_end_and_spaces_are_typeset(language: str) -> None:
    for id_, texts in wordings(language).items():
        for text in texts:
            assert not re.search(r'["\t]|  |\.\.\.|^\s|\s$', text), text
            if id_[-1] in ".?!" and id_[-2:] != "}.":
                assert text[-1] in ENDS, text


@languages
def test_a_figure_of_the_rules_is_in_every_language(language: str) -> None:
    """The rules of wording and protection name 90 %, 5 % and 24 hours."""
    for id_, texts in wordings(language).items():
        assert all(re.findall(r"\d+", text) == re.findall(r"\d+", id_) for text in texts), texts


@languages
def test_no_strength_word_is_like_another(language: str) -> None:
    said = [word for _, word in strengths(Words(language))]
    assert len({word.casefold() for word in said}) == len(said) == 7


@languages
def test_no_sentence_that_is_proved_has_a_figure_or_strength_word_of_its_own(
    language: str,
) -> None:
    proved = [id_ for id_, one in WANTED.items() if one.kind is PROVED]
    assert len(proved) > 30
    assert sum(one.kind is STRENGTH for one in WANTED.values()) == 7
    for id_ in proved:
        for text in wordings(language)[id_]:
            for piece in BLANK.sub("\0", text).split("\0"):
                assert not figure_in(piece) + strength_in(piece, Words(language))
            assert "%" not in text


def test_the_catalogues_are_where_the_programme_looks() -> None:
    assert po.paths(BRIEF)[0].is_relative_to(str(LOCALES))
    assert BRIEF.name == DOMAIN
