"""Dates are written as each language writes them."""

import datetime as dt

import pytest
from babel import Locale
from babel.dates import format_date

from dialogs.days import DAYS, in_figures
from dialogs.languages import OWN_NAMES

DAY = dt.date(2026, 3, 5)
OURS = {"en": "5.3.2026", "ky": "05.03.2026", "rom": "5.3.2026"}
"""Where we do not follow CLDR, or there is nothing to follow; `DAYS` says why."""


def test_every_language_has_a_form() -> None:
    assert set(DAYS) == set(OWN_NAMES)


@pytest.mark.parametrize("language", sorted(DAYS))
def test_a_day_is_written_as_cldr_writes_it(language: str) -> None:
    if language in OURS:
        assert in_figures(DAY, language) == OURS[language]
        return
    locale = Locale.parse({"cnr": "sr_Latn_ME"}.get(language, language.replace("-", "_")))
    pattern = locale.datetime_skeletons["yMd"].pattern
    cldr = format_date(DAY, pattern, locale=locale)
    assert in_figures(DAY, language) == cldr.replace(" ", "\u00a0")


@pytest.mark.parametrize("language", sorted(DAYS))
def test_no_line_ends_within_a_day(language: str) -> None:
    assert " " not in in_figures(DAY, language)


def test_a_language_that_we_do_not_know_has_the_day_first() -> None:
    assert in_figures(DAY, "de") == "5.3.2026"
