"""Numbers, dates and lists as each language writes them, by CLDR; Romani, which it lacks, apart."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from functools import cache

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent

from dialogs.days import in_figures

_LOCALES = {"en": "en_GB", "rom": "ro"}
"""Where the locale is not the language's own. English readers of briefs are no Americans. Romani
has no locale: its speakers write numbers as their neighbours do, who have a comma before the
decimals and a point between thousands; Romanian stands for them."""

_WITHOUT_MONTHS = frozenset({"rom"})
"""Whose names of the months nobody has agreed on: a date stands in figures."""

_WITHOUT_AND = frozenset({"rom"})
"""Whose word for "and" CLDR does not know: a list has commas only."""

_WITHOUT_OR = _WITHOUT_AND | {"uz-Cyrl"}
"""The same of "or"."""


def number(value: float, language: str, *, decimals: int = 0) -> str:
    """Return a number with this many decimals."""
    form = "#,##0" + ("." + "0" * decimals if decimals else "")
    return format_decimal(value, form, locale=locale_of(language))


def percent(value: int, language: str) -> str:
    """Return a whole number of per cent with its sign, which in Turkish stands in front."""
    return format_percent(Decimal(value) / 100, locale=locale_of(language))


def listed(items: Sequence[str], language: str) -> str:
    """Return "a, b and c"."""
    if language in _WITHOUT_AND:
        return ", ".join(items)
    return format_list(list(items), locale=locale_of(language))


def either(items: Sequence[str], language: str) -> str:
    """Return "a, b or c"."""
    if language in _WITHOUT_OR:
        return ", ".join(items)
    return format_list(list(items), style="or", locale=locale_of(language))


def day(date: dt.date, language: str) -> str:
    """Return a date with the month in words, where the language has words for it.

    No line ends at its hyphens: in "15-февраль" the number and the month stay together.
    """
    if language in _WITHOUT_MONTHS:
        return in_figures(date, language)
    return format_date(date, "long", locale=locale_of(language)).replace("-", "\u2011")


@cache
def locale_of(language: str) -> Locale:
    """Return the locale of a language of the interface; babel.UnknownLocaleError for none."""
    return Locale.parse(_LOCALES.get(language, language).replace("-", "_"))
