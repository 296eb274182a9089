"""What a person has confirmed: facts about the world on which a round rests.

A help line, an age of consent and a translation can be wrong without any program noticing. Each
is confirmed by a person, and the confirmation names the exact thing by its digest: when the number
or a sentence changes, it is unconfirmed again.
"""

import datetime as dt
import hashlib
from collections.abc import Iterable
from enum import StrEnum

import msgspec
from msgspec import Struct

from dialogs.round import HelpLine, Round
from dialogs.shape.languages import texts_of

UNKNOWN_AGE = 18
"""Where no age of consent is known, nobody below this consents alone."""


class What(StrEnum):
    """What can be confirmed."""

    HELP_LINE = "helpline"
    AGE = "age"
    TRANSLATION = "translation"
    """The texts of a round in one language."""
    INTERFACE = "interface"
    """The catalogue of one language."""
    BRIEF = "brief"
    """The fixed words of briefs in one language."""
    WORDS = "words"
    """The words of distress of one language, by child-protection staff."""
    TERMS = "terms"
    """The internal words of one language, and what to write instead."""
    AMOUNTS = "amounts"
    """The words of one language that claim how many."""


class Fact(Struct, frozen=True):
    """One thing that can be confirmed: its kind, its name for people, and its digest."""

    what: What
    name: str
    digest: str


class Confirmation(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """That somebody has confirmed a fact.

    Attributes:
        what, name, digest: the fact.
        by: role and organisation, never a private person's name.
        on: the day.
        note: what it rests on (the call, the law, the paper).
        value: the age in years, for an age of consent.
    """

    what: What
    name: str
    digest: str
    by: str
    on: dt.date
    note: str = ""
    value: int | None = None


class Confirmations:
    """All confirmations of an installation; the latest one of a fact counts."""

    def __init__(self, entries: Iterable[Confirmation] = ()) -> None:
        self._latest = {
            (one.what, one.digest): one for one in sorted(entries, key=lambda one: one.on)
        }

    def of(self, fact: Fact) -> Confirmation | None:
        """Return the confirmation of exactly this fact; None when nobody has confirmed it."""
        return self._latest.get((fact.what, fact.digest))

    def phoned(self, round_: Round) -> frozenset[str]:
        """Return the numbers of the help lines of a round that somebody has confirmed."""
        lines = round_.help_lines
        return frozenset(line.number for line in lines if self.of(help_line_fact(line)))

    @property
    def phoned_on(self) -> dict[str, dt.date]:
        """The day on which each help line, by its number, was last confirmed."""
        lines = [one for one in self._latest.values() if one.what is What.HELP_LINE]
        return {one.name: one.on for one in sorted(lines, key=lambda one: one.on)}

    def consent_age(self, countries: Iterable[str]) -> int:
        """Return from how many years on one may consent alone in all of these countries."""
        return max((self._age_in(country) for country in countries), default=UNKNOWN_AGE)

    def _age_in(self, country: str) -> int:
        confirmed = self.of(age_fact(country))
        return UNKNOWN_AGE if confirmed is None or confirmed.value is None else confirmed.value


def help_line_fact(line: HelpLine) -> Fact:
    """Return the fact that a number is answered at these hours by these people."""
    return Fact(What.HELP_LINE, line.number, _digest(line))


def age_fact(country: str) -> Fact:
    """Return the fact of a country's age of consent; the age is the confirmation's value."""
    return Fact(What.AGE, country, _digest(country))


def translation_fact(round_: Round, language: str) -> Fact:
    """Return the fact that all texts of a round are right in one language."""
    texts = [(path, text.get(language, "")) for path, text in texts_of(round_)]
    return Fact(What.TRANSLATION, f"{round_.id}/{language}", _digest(texts))


def interface_fact(language: str, texts: Iterable[tuple[str, str]]) -> Fact:
    """Return the fact that a catalogue (wording and its translation, each) is right."""
    return Fact(What.INTERFACE, language, _digest(sorted(texts)))


def brief_fact(language: str, texts: Iterable[tuple[str, str]]) -> Fact:
    """Return the fact that the fixed words of briefs (wording and translation, each) are right."""
    return Fact(What.BRIEF, language, _digest(sorted(texts)))


def words_fact(language: str, phrases: Iterable[str]) -> Fact:
    """Return the fact that a list of words of distress is right, by the tag of the list."""
    return Fact(What.WORDS, language, _digest(sorted(phrases)))


def terms_fact(language: str, entries: Iterable[tuple[str, str]]) -> Fact:
    """Return the fact that a list of internal words, with their wordings, is right."""
    return Fact(What.TERMS, language, _digest(sorted(entries)))


def amounts_fact(language: str, entries: Iterable[tuple[str, str]]) -> Fact:
    """Return the fact that a list of words that claim how many (kind and entry, each) is right."""
    return Fact(What.AMOUNTS, language, _digest(sorted(entries)))


def facts_of(round_: Round) -> tuple[Fact, ...]:
    """Return all facts about the world that a round rests on, but the interface."""
    return (
        *(translation_fact(round_, language) for language in round_.languages),
        *(help_line_fact(line) for line in round_.help_lines),
        *(age_fact(country) for country in round_.countries),
    )


def _digest(value: object) -> str:
    return hashlib.sha256(msgspec.json.encode(value)).hexdigest()[:32]
