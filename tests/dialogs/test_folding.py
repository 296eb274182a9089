"""What is spelt differently and meant alike has a key in common; what is not, has none."""

import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.alphabets import CYRILLIC_LOOKALIKES, LATIN_LOOKALIKES, SPELLINGS
from dialogs.folding import fold, folds, keys, match, plain

ALIKE = """
    pomoš      pomos pomosh помош помoш пoмoш роmоš ПОМОШ Помош! pomoooš
    pomoć      pomoc pomoch помоћ pomoç помoћ POMOĆ
    ndihmë     ndihme NDIHMË ndihmê ndihmё ndіhmë
    çfarë      cfare chfare çfare ÇFARË
    прекини    prekini PREKINI прeкини
    ќе         ke kje ḱe
    ѓаволи     gavoli gjavoli
    њиве       njive nive
    џеп        džep dzep dzhep
    већ        vec već vech
    вођа       vođa vodja voda
    дахмареба  დახმარება dakhmareba daxmareba dahmareba
    წყალი      tsqali tskali wyali ckali
    დღე        dghe dge dRe
    օգնություն ognutyun ognutiun ognut'yun ՕԳՆՈՒԹՅՈՒՆ
    ոչ         voch och
    այո        ayo ajo
    допомога   dopomoha dopomoga допoмога
    п’ять      pyat piat p'jat п'ять пять
    дзякуй     dziakuj dzyakuy dziakuy
    помощь     pomoshch pomosch pomosh помoщь
    помощ      pomosht pomosh
    стъпка     stapka stupka
    ещё        еще eshche eshchyo
    көмек      komek kömek
    жардам     jardam zhardam žardam
    ёрдам      yordam ердам
    ўзбек      oʻzbek o'zbek ozbek uzbek
    кӯмак      kumak kūmak komak
    тусламж    tuslamj tuslamzh
    kömək      komek kömek
    yardım     yardim YARDIM YARDİM
    şəhər      seher sheher
    înapoi     inapoi ÎNAPOI
    dobrý      dobry dobri добрый DOBRÝ
    βοήθεια    voithia boithia βοηθεια
    сос        sos SOS СОС coc COC
    ²          2 ٢ ۲ ２
"""


@pytest.mark.parametrize("line", ALIKE.strip().splitlines())
def test_spellings_of_a_word_meet(line: str) -> None:
    word, *spellings = line.split()
    assert [spelt for spelt in spellings if not keys(spelt) & keys(word)] == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("да", "не"),
        ("po", "jo"),
        ("помош", "помоћ"),
        ("ndihmë", "ndihmës"),
        ("help", "helpless"),
        ("11", "1"),
        ("15–17", "1517"),
        ("👍", "👎"),
        ("", " "),
        ("?", "!"),
        ("момче", "момчиња"),
        ("vajzë", "vajzat"),
    ],
)
def test_different_words_do_not_meet(one: str, other: str) -> None:
    assert not keys(one) & keys(other)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("  U\u00a0Pomoć!! ", "u pomoc"),
        ("по\u200bмо\u00adш", "pomos"),
        ("🆘 Помош", "pomos"),
        ("🆘\ufe0f", "🆘"),
        ("👍🏽", "👍"),
        ("e-mail_2", "e mail 2"),
        ("s’ka", "ska"),
        ("…", ""),
    ],
)
def test_what_is_no_letter_is_put_in_order(text: str, key: str) -> None:
    assert fold(text) == key
    assert keys(text) == frozenset({key} - {""})


def test_a_word_is_read_in_the_script_of_its_own_letters() -> None:
    assert fold("cтoп") == fold("стоп")
    assert fold("рrеkіnі") == fold("prekini")
    assert fold("y помоћ") == fold("у помоћ")
    assert fold("TV и радио") == "tv i rado"


def _letters(*scripts: str) -> st.SearchStrategy[str]:
    """Return words of the letters we know whose Unicode names begin with one of `scripts`."""
    known = {*SPELLINGS, *"abcdefghijklmnopqrstuvwxyzëçšžčćğşöüâîțășûñá"}
    letters = sorted(one for one in known if unicodedata.name(one).startswith(scripts))
    return st.text(st.sampled_from(letters), min_size=1, max_size=12).filter(keys)


WORDS = st.one_of(*map(_letters, ("LATIN", "CYRILLIC", "GEORGIAN", "ARMENIAN")))
PHRASES = st.lists(st.one_of(_letters("LATIN"), _letters("CYRILLIC")), min_size=1, max_size=4)


@given(
    st.text()
    | WORDS
    | st.text(st.characters(max_codepoint=0x24F))
    | st.text(st.sampled_from("tshzkdgjnixyаѱѐс' "))
)
def test_folding_a_key_changes_nothing(text: str) -> None:
    key = fold(text)
    assert fold(key) == key
    assert keys(text) == frozenset() if not key else key in keys(text)


def test_folding_the_key_of_any_letter_changes_nothing() -> None:
    letters = map(chr, range(0x3000))
    unsettled = [one for one in letters for key in keys(f"n{one}a") if fold(key) != key]
    assert unsettled == []


@given(WORDS)
def test_case_does_not_matter(word: str) -> None:
    assert keys(word.upper()) & keys(word)
    assert keys(word.capitalize()) & keys(word)


@given(WORDS)
def test_missing_diacritics_do_not_matter(word: str) -> None:
    bare = "".join(
        one for one in unicodedata.normalize("NFD", word) if not unicodedata.combining(one)
    )
    assert keys(bare) & keys(word)


@given(st.sampled_from(["LATIN", "CYRILLIC"]).flatmap(_letters), st.booleans(), st.randoms())
def test_lookalike_letters_do_not_matter(word: str, upper: bool, chance: random.Random) -> None:
    typed = word.upper() if upper else word
    twins = dict(zip(LATIN_LOOKALIKES, CYRILLIC_LOOKALIKES, strict=True))
    twins |= {cyrillic: latin for latin, cyrillic in twins.items()}
    swapped = "".join(twins.get(one, one) if chance.random() < 0.5 else one for one in typed)
    assert keys(swapped) & keys(word)


@given(PHRASES, st.sampled_from(["", "!", " ", "...", " 🙏", "\u200b"]))
def test_what_stands_around_does_not_matter(words: list[str], after: str) -> None:
    text = " ".join(words)
    assert keys(f"  {text}{after}") == keys(text)


OPTIONS = ("Po, shpesh", "Ndonjëherë", "Jo", "Nuk e di", "🎵 Muzikë", "👍", "👎")


@pytest.mark.parametrize(
    ("typed", "index"),
    [
        ("po, shpesh", 0),
        ("PO SHPESH!", 0),
        ("ndonjehere", 1),
        ("ndonjëherë...", 1),
        ("jo", 2),
        ("nuk e di", 3),
        ("muzike", 4),
        ("🎵", None),
        ("👎🏾", 6),
        ("po", None),
        ("", None),
        ("?", None),
        ("nuk e di pse", None),
    ],
)
def test_a_typed_answer_finds_its_option(typed: str, index: int | None) -> None:
    assert match(typed, OPTIONS) == index


def test_the_same_letters_win_over_the_same_sound() -> None:
    assert match("Qën.", ["qen", "qën"]) == 1
    assert match("hora", ["гора", "hora"]) == 1


def test_what_could_be_two_options_is_none() -> None:
    assert match("qèn", ["qen", "qën"]) is None
    assert match("hora", ["гора", "хора"]) is None
    assert match("yes", ["Yes", "yes!"]) is None


def test_a_long_text_is_no_option_unless_it_is_the_very_same() -> None:
    label = "ë" * 300
    assert match(label, ["po", label]) == 1
    assert match("e" * 300, ["po", label]) is None


@given(st.lists(st.one_of(WORDS, st.text(min_size=1)), min_size=1, max_size=6, unique_by=plain))
def test_every_label_finds_itself(labels: list[str]) -> None:
    assert [match(label, labels) for label in labels] == list(range(len(labels)))


@given(st.lists(st.text("abdghijklnostuxyzQWSJ", min_size=1), max_size=8))
def test_words_that_are_folded_together_have_the_keys_they_have_alone(words: list[str]) -> None:
    assert folds(words) == [fold(word) for word in words]
    assert folds([*words, "ščepa"]) == [*map(fold, words), "scepa"]
