from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import language_guess
from bot.language_guess import LanguageGuess
from tests.support import typed_text
from tests.support.language_texts import CLASSES, FOLDER, OFFERED, is_here, judge, snippets
from tests.support.shared_data import reason

GUESS = LanguageGuess()
AGAIN = LanguageGuess()

SENTENCES = {
    "en": "There is nowhere to sit in the evening and the park is dark.",
    "sq": "Nuk kemi ku të ulemi në mbrëmje dhe parku është i errët.",
    "mk": "Нема каде да седнеме навечер, а паркот е темен.",
    "sr-Latn": "Nemamo gde da sednemo uveče, a park je mračan.",
    "sl": "Zvečer nimamo kje sedeti, v parku pa je temno.",
    "bg": "Няма къде да седнем вечер, а паркът е тъмен.",
    "ro": "Nu avem unde să stăm seara, iar parcul este întunecat.",
    "tr": "Akşamları oturacak yerimiz yok ve park çok karanlık.",
    "uk": "Увечері нам ніде посидіти, а в парку темно.",
    "ru": "Вечером нам негде посидеть, а в парке темно.",
    "ka": "საღამოს დასაჯდომი ადგილი არ გვაქვს და პარკში ბნელა.",
    "hy": "Երեկոյան նստելու տեղ չունենք, իսկ այգին մութ է։",
    "az": "Axşamlar oturmağa yerimiz yoxdur, park da qaranlıqdır.",
    "kk": "Кешке отыратын жеріміз жоқ, ал саябақ қараңғы.",
    "ky": "Кечинде отура турган жерибиз жок, парк караңгы.",
    "uz-Latn": "Kechqurun oʻtiradigan joyimiz yoʻq, bogʻ esa qorongʻi.",
    "tg": "Бегоҳӣ ҷои нишастан надорем ва боғ торик аст.",
    "tk": "Agşamlaryna oturara ýerimiz ýok, seýilgäh bolsa garaňky.",
    "mn": "Орой суух газар байхгүй, цэцэрлэгт хүрээлэн харанхуй байдаг.",
}
LATIN = ("mk", "bg", "uk", "ru", "ka", "hy", "kk", "ky", "tg", "mn")


@pytest.mark.parametrize("tag", SENTENCES)
def test_it_knows_a_sentence_among_all_languages(tag: str) -> None:
    assert GUESS.guess(SENTENCES[tag], [*SENTENCES]) == tag


@pytest.mark.parametrize("tag", SENTENCES)
def test_capitals_and_missing_marks_change_nothing(tag: str) -> None:
    among = [tag, "en" if tag != "en" else "sq", "hr" if tag != "sr-Latn" else "ro"]
    assert GUESS.guess(SENTENCES[tag].upper(), among) == tag
    assert GUESS.guess(typed_text.without_marks(SENTENCES[tag]), among) == tag


@pytest.mark.parametrize("tag", LATIN)
def test_it_knows_other_scripts_in_latin_letters(tag: str) -> None:
    assert GUESS.guess(typed_text.in_latin(SENTENCES[tag]), [tag, "en", "sq", "tr"]) == tag


@pytest.mark.parametrize("text", ["", "   ", "👍🏽", "12 345", "?!", "a"])
def test_it_does_not_guess_where_nothing_tells(text: str) -> None:
    assert GUESS.guess(text, ["en", "sq", "hr"]) is None


def test_it_does_not_guess_where_it_does_not_know_all_languages() -> None:
    assert GUESS.guess(SENTENCES["en"], ["en", "pl"]) is None
    assert GUESS.guess(SENTENCES["en"], []) is None


def test_languages_that_letters_cannot_tell_apart_follow_the_script_then_the_order() -> None:
    latin, cyrillic = SENTENCES["sr-Latn"], "Немамо где да седнемо увече, а парк је мрачан."
    assert GUESS.guess(latin, ["en", "sr-Cyrl", "bs", "hr"]) == "bs"
    assert GUESS.guess(latin, ["hr", "bs", "en"]) == "hr"
    assert GUESS.guess(latin, ["en", "cnr", "sr-Latn"]) == "cnr"
    assert GUESS.guess(cyrillic, ["en", "bs", "sr-Cyrl"]) == "sr-Cyrl"
    assert GUESS.guess(cyrillic, ["mk", "cnr", "bg"]) == "cnr"
    assert GUESS.guess(latin, ["mk", "sr-Cyrl", "en"]) == "sr-Cyrl"
    assert GUESS.guess("Кечқурун ўтирадиган жойимиз йўқ.", ["uz-Latn", "uz-Cyrl"]) == "uz-Cyrl"


def test_nothing_is_read_before_it_is_needed_and_no_more_than_is_needed() -> None:
    guess = LanguageGuess()
    assert not guess._known
    guess.guess(SENTENCES["sq"], ["sq", "en"])
    assert set(guess._known) == {"sq", "en"}


def test_threads_agree() -> None:
    guess = LanguageGuess()
    with ThreadPoolExecutor(16) as pool:
        told = pool.map(lambda tag: guess.guess(SENTENCES[tag], [*SENTENCES]), [*SENTENCES] * 4)
    assert list(told) == [*SENTENCES] * 4


@settings(deadline=None)
@given(st.text(max_size=300), st.lists(st.sampled_from(OFFERED), max_size=6, unique=True))
def test_any_text_has_one_answer_out_of_what_was_asked(text: str, among: list[str]) -> None:
    told = GUESS.guess(text, among)
    assert told is None or told in among
    assert told == AGAIN.guess(text, among)


@pytest.mark.skipif(not is_here(), reason=reason(FOLDER))
def test_it_is_right_about_texts_it_has_not_seen() -> None:
    found = judge(GUESS.guess, snippets()[::6], rounds=1)
    wanted = {"s": 95.0, "m": 97.0, "l": 98.5}
    assert found.keys() == CLASSES.keys()
    assert all(found[length][0] >= wanted[length] for length in CLASSES)
    assert found["s"][1] >= 85.0


def test_no_profile_is_read_with_a_text_when_they_were_read_ahead(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    guess = LanguageGuess()
    guess.read_ahead(["en", "sq", "xx"])  # what nobody knows is passed over
    monkeypatch.setattr(language_guess, "load", None)
    assert guess.guess(SENTENCES["sq"], ["en", "sq"]) == "sq"
