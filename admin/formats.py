"""Numbers and dates as each language writes them, by CLDR; Romani, which CLDR lacks, apart."""

import datetime as dt
from functools import cache

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal

from dialogs.days import in_figures

_LOCALES = {"en": "en_GB", "rom": "ro"}
"""Where the locale is not the language's own. English readers of briefs are no Americans. Romani
has no locale: its speakers write numbers as their neighbours do, who have a comma before the
decimals and a point between thousands; Romanian stands for them."""

_WITHOUT_MONTHS = frozenset({"rom"})
"""Whose names of the months nobody has agreed on: a date stands in figures."""


def number(value: float, language: str, *, decimals: int = 0) -> str:
    """Return a number with this many decimals."""
    form = "#,##0" + ("." + "0" * decimals if decimals else "")
    return format_decimal(value, form, locale=locale_of(language))


def day(date: dt.date, language: str) -> str:
    """Return a date with the month in words, where the language has words for it."""
    if language in _WITHOUT_MONTHS:
        return in_figures(date, language)
    return format_date(date, "long", locale=locale_of(language))


@cache
def locale_of(language: str) -> Locale:
    """Return the locale of a language of the interface; babel.UnknownLocaleError for none."""
    return Locale.parse(_LOCALES.get(language, language).replace("-", "_"))
