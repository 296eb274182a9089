"""A confirmation holds for exactly the words or the number that it was made for."""

import datetime as dt

from msgspec.structs import replace

from dialogs.confirmations import (
    UNKNOWN_AGE,
    Confirmation,
    Confirmations,
    Fact,
    age_fact,
    facts_of,
    help_line_fact,
    interface_fact,
    translation_fact,
)
from tests.support.world import EXAMPLE

DAY = dt.date(2026, 11, 10)


def confirmed(fact: Fact, *, value: int | None = None, on: dt.date = DAY) -> Confirmation:
    return Confirmation(
        what=fact.what, name=fact.name, digest=fact.digest, by="lead, forum", on=on, value=value
    )


def test_a_fact_is_confirmed_as_long_as_it_is_the_same() -> None:
    line = EXAMPLE.help_lines[0]
    known = Confirmations([confirmed(help_line_fact(line))])
    assert known.of(help_line_fact(line)) is not None
    assert known.of(help_line_fact(replace(line, number="0800 1 2223"))) is None
    assert known.phoned(EXAMPLE) == {line.number}


def test_a_changed_sentence_makes_its_language_unconfirmed_and_no_other() -> None:
    known = Confirmations([confirmed(translation_fact(EXAMPLE, tag)) for tag in ("sq", "mk")])
    mended = replace(EXAMPLE, purpose={**EXAMPLE.purpose, "sq": "Tjetër."})
    assert known.of(translation_fact(mended, "sq")) is None
    assert known.of(translation_fact(mended, "mk")) is not None


def test_a_translation_of_one_language_does_not_confirm_another() -> None:
    known = Confirmations([confirmed(translation_fact(EXAMPLE, "sq"))])
    assert known.of(translation_fact(EXAMPLE, "mk")) is None


def test_the_interface_is_confirmed_whatever_the_order_of_its_texts() -> None:
    one, other = ("Back", "Prapa"), ("Stop", "Ndal")
    assert interface_fact("sq", [one, other]) == interface_fact("sq", [other, one])
    assert interface_fact("sq", [one]) != interface_fact("sq", [("Back", "Mbrapa")])


def test_an_unknown_age_is_eighteen() -> None:
    assert Confirmations().consent_age(["MK"]) == UNKNOWN_AGE
    assert Confirmations().consent_age([]) == UNKNOWN_AGE


def test_the_strictest_country_decides() -> None:
    known = Confirmations(
        [confirmed(age_fact("CY"), value=14), confirmed(age_fact("GR"), value=15)]
    )
    assert known.consent_age(["CY"]) == 14
    assert known.consent_age(["CY", "GR"]) == 15
    assert known.consent_age(["CY", "MK"]) == UNKNOWN_AGE


def test_the_latest_confirmation_counts() -> None:
    later = confirmed(age_fact("CY"), value=16, on=DAY + dt.timedelta(days=1))
    assert Confirmations([later, confirmed(age_fact("CY"), value=14)]).consent_age(["CY"]) == 16


def test_a_help_line_was_last_phoned_on_the_latest_day() -> None:
    fact = help_line_fact(EXAMPLE.help_lines[0])
    later = DAY + dt.timedelta(days=30)
    known = Confirmations([confirmed(fact, on=later), confirmed(fact), confirmed(age_fact("CY"))])
    assert known.phoned_on == {EXAMPLE.help_lines[0].number: later}


def test_a_round_rests_on_its_languages_lines_and_countries() -> None:
    names = [fact.name for fact in facts_of(EXAMPLE)]
    assert names == [
        *(f"our_evenings/{tag}" for tag in EXAMPLE.languages),
        *(line.number for line in EXAMPLE.help_lines),
        *EXAMPLE.countries,
    ]
