"""Words are sorted as the dictionaries of their languages do."""

import pytest

from dialogs.languages import OWN_NAMES
from dialogs.sorting import ALPHABETS, sort_key


@pytest.mark.parametrize(
    ("language", "in_order"),
    [
        ("en", "10 2nd Apple banana Émile fig zoo"),
        (
            "sq",
            "Cërrik Çorovodë Dajt Dhërmi Elbasan Gjirokastër Has Laç Llogara Shkodër Tiranë",
        ),
        (
            "sr-Latn",
            "Cetinje Čačak Ćuprija Doboj Džep Đakovo Lika Ljig Niš Njivice Sombor Šabac Žabalj",
        ),
        (
            "sr-Cyrl",
            "Врање Дебар Ђаково Јагодина Лика Љиг Ниш Њивице Тител Ћуприја Чачак Џеп Шабац",
        ),
        ("hr", "Cres Čakovec Lastovo Ljubuški Osijek Wien Zadar Županja"),
        ("mk", "Дебар Ѓавато Зрновци Ѕвегор Кичево Ќе Шипка"),
        ("ro", "Arad Ăla Bacău Iași Înot Sibiu Șomcuta Tecuci Țara"),
        ("tr", "Cizre Çorum Ilgaz Isparta İzmir Ordu Ödemiş Sivas Şile Urla Ünye"),
        ("az", "Cəlilabad Çay Elm Əli Füzuli Hacı Xaçmaz Işıq İmişli Qax Lənkəran Şəki"),
        ("uk", "Гадяч Ґула Европа Єва Зима Ирій Ізюм Їжак Йот"),
        ("ru", "Ёлкино Енот Жаба"),
        ("kk", "Абай Әйтеке Ғабит Дала Құлан Нұра Өскемен Тараз Шу Ыстық Іле"),
        ("uz-Latn", "Andijon Buxoro Sirdaryo Zomin O'zbek Gʻijduvon Shahrisabz Chirchiq"),
        ("uz-Cyrl", "Андижон Бухоро Яккабоғ Ўзбек Қарши Ғиждувон Ҳазорасп"),
        ("tk", "Baharly Çärjew Däne Enew Ärsary Žalaň Köneürgenç Ňaş Şabat Ýolöten"),
        ("ka", "აბაშა ბათუმი ზუგდიდი თბილისი ჯავა"),
        ("hy", "Աբովյան Գյումրի Երևան Իջևան Օհան"),
    ],
)
def test_words_are_in_the_order_of_their_language(language: str, in_order: str) -> None:
    words = in_order.split()
    mixed = words[::-1]
    assert sorted(mixed, key=lambda word: sort_key(word, language)) == words


@pytest.mark.parametrize("language", OWN_NAMES)
def test_an_alphabet_is_in_its_own_order(language: str) -> None:
    letters = ALPHABETS[language].split()
    assert len(set(letters)) == len(letters)
    assert sorted(letters, key=lambda one: sort_key(one, language)) == letters


def test_another_script_comes_last_and_an_unknown_language_is_sorted_as_english() -> None:
    words = ["Скопје", "beach", "Ohrid"]
    assert sorted(words, key=lambda one: sort_key(one, "en")) == ["beach", "Ohrid", "Скопје"]
    assert sort_key("b", "xx") == sort_key("b", "en")
