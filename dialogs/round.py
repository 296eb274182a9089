"""What a round is: one consultation, as its organisation wrote it.

A `Round` is a frozen value made by `round_file.load`, which has checked everything that is said
here. The field names are those of the YAML file.
"""

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache

import msgspec
from msgspec import Struct

from dialogs.questions import AnyQuestion, PickOne
from dialogs.questions.base import Localised
from dialogs.questions.options import Option


class Stage(StrEnum):
    """Where in the policy process the addressee stands."""

    AGENDA = "agenda"
    DESIGN = "design"
    ADOPTION = "adoption"
    DELIVERY = "delivery"
    REVIEW = "review"


class Review(StrEnum):
    """Whether a person who speaks the language has confirmed the wording."""

    DRAFTED = "drafted"
    REVIEWED = "reviewed"


class _Part(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A part of a round file: unknown fields are refused, so a misspelt one is found."""


class Organiser(_Part, frozen=True, kw_only=True):
    """Who asks, who pays, and where to complain."""

    name: Localised
    funder: Localised
    contact: str


class Addressee(_Part, frozen=True, kw_only=True):
    """Who receives the brief, what they decide and when, and by when they answer."""

    body: Localised
    role: Localised
    stage: Stage
    decision: Localised
    decision_date: dt.date
    reply_date: dt.date


class AgeBand(_Part, frozen=True, kw_only=True):
    """Ages `least` to `most` in completed years, both included; None is open-ended."""

    id: str
    least: int
    most: int | None = None

    def holds(self, age: int) -> bool:
        """Return whether `age` falls into the band."""
        return self.least <= age and (self.most is None or age <= self.most)

    @property
    def label(self) -> str:
        """The band in digits, the same in every language."""
        return f"{self.least}+" if self.most is None else f"{self.least}–{self.most}"


class Comprehension(_Part, frozen=True, kw_only=True):
    """A question that shows whether the consent was understood; `right` is an option's id."""

    text: Localised
    options: tuple[Option, ...]
    right: str


class GuardianRule(StrEnum):
    """What is needed from somebody who may not consent for themselves yet."""

    ASSENT = "assent"
    """Their own yes, after information for them and for those who look after them."""
    CODE = "code"
    """A code that was handed out against a signed slip. The guardian's name is never asked."""


class Guardians(_Part, frozen=True, kw_only=True):
    """How people between the minimum age and the age of consent take part."""

    rule: GuardianRule
    text: Localised


class Consent(_Part, frozen=True, kw_only=True):
    """The words a person agrees to.

    Attributes:
        version: of the text, by language; a change of meaning needs a new one.
        text: what is agreed to.
        check: a question about it, which may be left out.
        guardians: needed when the round is open to people who may not consent for themselves.
    """

    version: dict[str, int]
    text: Localised
    check: Comprehension | None = None
    guardians: Guardians | None = None

    def version_in(self, language: str) -> str:
        """Return what is remembered of a yes: the version and the language of the text."""
        return f"{self.version[language]}/{language}"


class HelpLine(_Part, frozen=True, kw_only=True):
    """A line to call, as its source names it. Whether somebody has phoned it is recorded apart."""

    name: Localised
    number: str
    hours: Localised
    source: str


class Ask(_Part, frozen=True, kw_only=True):
    """What somebody should do, and by when.

    The ask is printed when the option it rests on is among the leading ones of its question,
    so that it follows from what was said.
    """

    question: str
    option: str
    what: Localised
    who: Localised
    by: dt.date


class Invitation(StrEnum):
    """Who can take part."""

    OPEN = "open"
    CODE = "code"
    """Whoever has a code; each code lets one person in."""


class Publication(_Part, frozen=True, kw_only=True):
    """How results are protected and which asks may follow from them."""

    threshold: int = 10
    rounding: int = 5
    breakdowns: tuple[str, ...]
    asks: tuple[Ask, ...] = ()


class Round(_Part, frozen=True, kw_only=True, eq=False):
    """One consultation. Two rounds are the same when their `canonical` bytes are.

    Attributes:
        internal_label, internal_terms: words of the organisation that no participant may see.
        expected: how many people are expected to finish; the plan of tables is checked against it.
        hear_organisations: youth organisations may answer too; they are never mixed with persons.
        footnote: said on the "who asks" card, for instance on the names of territories.
    """

    id: str
    practice: bool = False
    internal_label: str
    internal_terms: tuple[str, ...] = ()
    public_label: Localised
    footnote: Localised | None = None
    expected: int = 300
    invitation: Invitation = Invitation.OPEN
    hear_organisations: bool = False
    languages: dict[str, Review]
    countries: tuple[str, ...]
    purpose: Localised
    organiser: Organiser
    addressee: Addressee
    opens: dt.date
    closes: dt.date
    keep_drafts_days: int = 7
    minimum_age: int = 12
    age_bands: tuple[AgeBand, ...]
    consent: Consent
    help_lines: tuple[HelpLine, ...]
    questions: tuple[AnyQuestion, ...]
    publication: Publication

    def question(self, question_id: str) -> AnyQuestion:
        """Return the question with this id; KeyError when there is none."""
        return self.questions[places(self)[question_id]]

    def band_of(self, age: int) -> AgeBand | None:
        """Return the band of an age in years, None below the youngest or the minimum age."""
        if age < self.minimum_age:
            return None
        return next((band for band in self.age_bands if band.holds(age)), None)

    @property
    def breakdowns(self) -> tuple[PickOne, ...]:
        """The questions that results may be broken down by; age bands come on top."""
        return tuple(q for q in self.questions if isinstance(q, PickOne) and q.breakdown)


@lru_cache(maxsize=64)
def places(round_: Round) -> Mapping[str, int]:
    """Return the place of each question in its round, from 0, by id."""
    return {question.id: place for place, question in enumerate(round_.questions)}


def canonical(round_: Round) -> bytes:
    """Return the round as bytes that are equal exactly when two rounds are equal.

    The order in which languages and texts stand counts, because participants see it.
    """
    return msgspec.json.encode(round_)
