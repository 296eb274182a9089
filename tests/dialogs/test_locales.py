"""Catalogues and code agree: nothing missing, nothing superfluous, the same blanks everywhere."""

import gettext
import re
from io import BytesIO

import pytest
from babel import Locale
from babel.messages.extract import extract

from bot.catalogues import load_texts
from dialogs.folding import keys
from dialogs.languages import OWN_NAMES
from dialogs.lints.labels import shown
from dialogs.plurals import PLURALS
from dialogs.words import _words, meaning
from tests.tools.catalogues import po, template, updating
from tests.tools.catalogues.contexts import SHORT, TYPED
from tests.tools.catalogues.domains import INTERFACE
from tests.tools.catalogues.template import BLANK, wanted

WANTED = wanted(INTERFACE)
CATALOGUES = {path.parts[-3]: po.read(path) for path in po.paths(INTERFACE)}
TEXTS = load_texts()

SAME = {"e-mail", "a link", "link", "⏹ Stop", "⏸ Pause", "Stopped."}
"""Messages that may be the same as in English in some language."""

QUOTED = {
    "“Skip”": "Skip ➡",
    "“Undo”": "↩ Undo",
    "“Done”": "✔ Done",
    "“Help”": "🆘 Help",
    "“⬅ Back”": "⬅ Back",
}
"""Buttons that other messages name."""

ENDS = ".!?։՞՜;"
"""What ends a sentence; Armenian has marks of its own."""

languages = pytest.mark.parametrize("language", CATALOGUES)


def test_the_template_is_what_the_code_says() -> None:
    told = "Run `python -m tests.tools.catalogues update` and translate what is new."
    assert INTERFACE.template.read_text("utf-8") == template.text(INTERFACE), told


def test_babels_own_extractor_finds_nothing_more() -> None:
    """It finds less: before Python 3.12 it does not look into f-strings."""
    found = set()
    for path in INTERFACE.package.rglob("*.py"):
        source = BytesIO(path.read_bytes())
        found |= {message for _, message, _, _ in extract("python", source, {"say": None})}
    missed = {id_ for id_, each in WANTED.items() if each.kind is not TYPED} - found
    assert found <= WANTED.keys()
    assert len(missed) < len(found) / 50


@languages
def test_a_catalogue_has_the_messages_of_the_code_in_their_order(language: str) -> None:
    catalogue = CATALOGUES[language]
    assert list(catalogue.wordings) == list(WANTED)
    assert not catalogue.fuzzy
    written = po.path_of(INTERFACE, language).read_text("utf-8")
    assert written == po.text(INTERFACE, updating.updated(INTERFACE, catalogue))


@languages
def test_every_message_is_translated(language: str) -> None:
    wordings = CATALOGUES[language].wordings
    assert [id_ for id_, text in wordings.items() if not text.strip()] == []
    if language != "en":
        english = {id_ for id_, text in wordings.items() if text == id_}
        assert english - SAME == set()


@languages
def test_every_message_has_the_same_blanks(language: str) -> None:
    for id_, text in CATALOGUES[language].wordings.items():
        assert sorted(BLANK.findall(text)) == sorted(BLANK.findall(id_)), id_


@languages
def test_every_sentence_ends_as_a_sentence(language: str) -> None:
    wordings = CATALOGUES[language].wordings
    texts = {id_: text for id_, text in wordings.items() if id_[-1] in ".!?"}
    assert {id_: text for id_, text in texts.items() if text[-1] not in ENDS} == {}


@languages
def test_nothing_is_longer_than_it_may_be(language: str) -> None:
    wordings = CATALOGUES[language].wordings
    limits = {id_: each.limit for id_, each in WANTED.items() if each.limit}
    long = {wordings[id_]: limit for id_, limit in limits.items() if shown(wordings[id_]) > limit}
    assert long == {}


@languages
def test_a_button_is_called_the_same_where_it_is_named(language: str) -> None:
    wordings = CATALOGUES[language].wordings
    for quoted, button in QUOTED.items():
        words = wordings[button].strip("↩✔🆘➡ ")
        naming = [text for id_, text in wordings.items() if quoted in id_]
        assert naming
        assert [text for text in naming if words not in text] == []


@languages
def test_quotation_marks_and_spaces_are_typeset(language: str) -> None:
    wordings = CATALOGUES[language].wordings
    for id_, text in wordings.items():
        assert not re.search(r'["\t]|  |\.\.\.|^\s|\s$', text), text
        emoji = id_.split(" ")[0]
        if not emoji.isascii() and not any(map(str.isalnum, emoji)):
            assert text.startswith(emoji + " "), id_


@languages
def test_taken_out_words_fit_into_brackets(language: str) -> None:
    """They stand in a text as [name]: no brackets of their own, all different."""
    short = [CATALOGUES[language].wordings[id_] for id_, one in WANTED.items() if one.kind is SHORT]
    assert len(set(short)) == len(short)
    assert not [text for text in short if re.search(r"[][.,]", text)]


@languages
def test_a_date_has_its_own_point_and_no_second_one(language: str) -> None:
    say = TEXTS.speaker(language)
    for id_, text in CATALOGUES[language].wordings.items():
        if "{date}" in text:
            assert ".." not in say(id_, date="5. 3. 2026."), id_


@languages
def test_each_typed_word_means_its_command_and_no_other(language: str) -> None:
    say, meant = TEXTS.speaker(language), dict[str, str]()
    for command, words in _words(say).items():
        assert len(words) > 1
        for word in words:
            assert meaning(word, [say], language) == command, word
            for key in keys(word):
                assert meant.setdefault(key, command) == command, word


@languages
def test_typed_words_are_listed_once(language: str) -> None:
    for id_, each in WANTED.items():
        if each.kind is TYPED:
            words = CATALOGUES[language].wordings[id_].split(", ")
            assert len(set(words)) == len(words), id_


@languages
def test_headers_are_those_of_the_language(language: str) -> None:
    catalogue = CATALOGUES[language]
    assert language in OWN_NAMES
    assert catalogue.headers == updating.headers(catalogue)


def test_every_language_has_a_plural_rule() -> None:
    assert set(PLURALS) == set(OWN_NAMES)


@pytest.mark.parametrize("language", sorted(PLURALS.keys() - {"rom"}))
def test_plural_forms_tell_numbers_apart_as_cldr_does(language: str) -> None:
    """Romani is left out: CLDR has no rule for it."""
    cldr = Locale.parse({"cnr": "sr_Latn_ME"}.get(language, language.replace("-", "_")))
    count, formula = PLURALS[language].removeprefix("nplurals=")[:-1].split("; plural=")
    ours = gettext.c2py(formula)
    both = {(ours(n), cldr.plural_form(n)) for n in range(250)}
    assert {one for one, _ in both} == set(range(int(count)))
    assert len(both) == int(count) == len({other for _, other in both})
