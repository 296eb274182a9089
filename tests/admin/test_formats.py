"""Every language of the interface writes numbers, dates and plurals in its own way."""

import datetime as dt

import pytest
from babel import Locale, UnknownLocaleError

from admin.formats import day, either, listed, locale_of, number
from bot.catalogues import LOCALES
from dialogs.languages import OWN_NAMES
from dialogs.plurals import PLURALS

DAY = dt.date(2026, 3, 5)
LANGUAGES = sorted(folder.name for folder in LOCALES.iterdir() if folder.is_dir())


def test_all_languages_of_the_interface_are_meant() -> None:
    assert sorted(OWN_NAMES) == LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_number_has_its_decimals_and_its_thousands(language: str) -> None:
    written = number(12345.67, language, decimals=1)
    figures = "".join(one for one in written if one.isdigit())
    assert figures == "123457"
    assert written[-2] in ".,"
    assert number(0, language) == "0"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_date_has_its_day_and_year(language: str) -> None:
    written = day(DAY, language)
    assert "2026" in written
    assert "5" in written
    assert "M03" not in written, "CLDR knows no name of this month"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_said_of_one_or_another_has_a_word_for_it_or_commas(language: str) -> None:
    written = either(["A", "B"], language)
    assert "A" in written
    assert "B" in written
    assert "or" not in written or language == "en"
    if language not in {"rom", "uz-Cyrl"}:
        assert written not in {listed(["A", "B"], language), "A, B"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_has_plurals(language: str) -> None:
    assert PLURALS[language].startswith("nplurals=")


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "1,234.5"),
        ("mk", "1.234,5"),
        ("ru", "1\xa0234,5"),
        ("ka", "1\xa0234,5"),
        ("rom", "1.234,5"),
    ],
)
def test_numbers_are_those_of_cldr(language: str, written: str) -> None:
    assert number(1234.5, language, decimals=1) == written


def test_dates_are_those_of_cldr() -> None:
    assert day(DAY, "en") == "5 March 2026"
    assert day(DAY, "mk") == "5 март 2026\u202fг."
    assert day(DAY, "sr-Cyrl") == "5. март 2026."
    assert day(DAY, "ky") == "2026\u2011ж., 5\u2011март"


def test_romani_is_not_in_cldr_and_stands_in_figures() -> None:
    with pytest.raises(UnknownLocaleError):
        Locale.parse("rom")
    assert locale_of("rom") == Locale("ro")
    assert day(DAY, "rom") == "5.3.2026"
