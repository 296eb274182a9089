"""What a round is: one consultation, as its organisation wrote it.

A `Round` is a frozen value made by `round_file.load`, which has checked everything that is said
here. The field names are those of the YAML file.
"""

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache

import msgspec
from msgspec import UNSET, Struct, UnsetType

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
    """Who asks, who pays, and where to complain.

    Attributes:
        name: who asks, as it stands in a sentence ("the Youth Forum of our town").
        funder: who pays.
        contact: an address for questions and complaints; shown to participants.
    """

    name: Localised
    funder: Localised
    contact: str


class Addressee(_Part, frozen=True, kw_only=True):
    """Who receives the brief, what they decide and when, and by when they answer.

    Attributes:
        body: who decides ("Town Council").
        role: what they decide about, in a few words.
        stage: where in the policy process they stand.
        decision: what they decide this time, as it follows "they decide".
        decision_date: when; after the round has closed.
        reply_date: by when young people hear what came of it.
    """

    body: Localised
    role: Localised
    stage: Stage
    decision: Localised
    decision_date: dt.date
    reply_date: dt.date


class AgeBand(_Part, frozen=True, kw_only=True):
    """Ages `least` to `most` in completed years, both included; None is open-ended.

    Attributes:
        id: what a dataset holds; at most 12 of a-z, 0-9 and _, in quotes if it is only figures.
        least: the youngest.
        most: the oldest; left out for the last band.
    """

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
    """A question that shows whether the consent was understood.

    Attributes:
        text: the question.
        options: 2 to 4 answers.
        right: the id of the right one.
    """

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
    """How people between the minimum age and the age of consent take part.

    Attributes:
        rule: whether their own yes is enough, or a code from a signed slip is needed.
        text: what is said to them, and to those who look after them.
    """

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
    """A line to call, as its source names it. Whether somebody has phoned it is recorded apart.

    Attributes:
        name: what the line is called.
        number: what to dial, as it is written locally.
        hours: when somebody answers.
        source: where number and hours were found; not shown.
    """

    name: Localised
    number: str
    hours: Localised
    source: str


class Ask(_Part, frozen=True, kw_only=True):
    """What somebody should do, and by when.

    The ask is printed when the option it rests on is among the leading ones of its question,
    so that it follows from what was said.

    Attributes:
        question: the id of the question on which the ask rests.
        option: the id of the option.
        what: what should be done.
        who: by whom.
        by: until when.
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
    BOTH = "both"
    """Everybody; of a response is known whether somebody with a code gave it."""
    SHARED_PHONE = "shared_phone"
    """Whoever has a code, several on one phone: one answer a code, however many an account.

    What is typed is removed from the chat, and whoever has finished clears the screen and hands the
    phone on. A code that is handed in while somebody answers begins anew.
    """

    @property
    def needs_code(self) -> bool:
        """Whether nobody takes part without a code."""
        return self in {Invitation.CODE, Invitation.SHARED_PHONE}


class Unfinished(StrEnum):
    """What becomes of answers that were not sent when the round closes."""

    DISCARD = "discard"
    """They are erased unread."""
    KEEP_ANSWERS = "keep_answers"
    """They count as if they had been sent, and everybody is told so before they begin."""


class Publication(_Part, frozen=True, kw_only=True):
    """How results are protected and which asks may follow from them.

    Attributes:
        threshold: the smallest group about which anything is shown; 10 or more.
        rounding: counts are rounded to multiples of this; 5 or more.
        breakdowns: `age`, and ids of questions marked as breakdowns, in the order of the brief.
        asks: what may be asked of the addressee.
    """

    threshold: int = 10
    rounding: int = 5
    breakdowns: tuple[str, ...]
    asks: tuple[Ask, ...] = ()


class Round(_Part, frozen=True, kw_only=True, eq=False):
    """One consultation. Two rounds are the same when their `canonical` bytes are.

    Attributes:
        id: names the round in files and commands; never changes.
        practice: for trying out: never opens to real participants.
        internal_label, internal_terms: words of the organisation that no participant may see.
        public_label: what participants call the round.
        languages: each language tag (sq, mk, sr-Latn, …) with `drafted`, or `reviewed` once a
            speaker has read everything. The first one is the fallback.
        countries: two-letter codes; they decide about consent ages.
        purpose: why young people are asked, in a sentence or two.
        organiser: who asks and who pays.
        addressee: who receives the results, decides, and answers.
        opens: the first day.
        closes: the last day.
        keep_drafts_days: how long unfinished answers wait, 1 to 30 days after the last message.
        unfinished: what becomes of answers that were not sent when the round closes: erased, or
            counted with the rest; whoever takes part is told before they agree.
        minimum_age: from how many years on one may take part.
        age_bands: what is kept of an age; from the minimum age upwards without a gap.
        consent: what a participant agrees to.
        help_lines: whom to call; one tap away from every screen.
        questions: 1 to 60, in the order in which they are asked.
        publication: what may be shown of the results.
        invitation: whether everybody can take part, whoever has a code, or both, told apart.
        expected: how many people are expected to finish; the plan of tables is checked against it.
        discreet: what is typed is removed from the chat, so that no answer can be read there
            afterwards; always so where phones are shared.
        hear_organisations: youth organisations may answer too; they are never mixed with persons.
        quotes: before sending, whoever has typed something is asked whether it may be printed; left
            out, nothing of what people type is ever quoted.
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
    discreet: bool = True
    hear_organisations: bool = False
    quotes: bool | UnsetType = UNSET
    languages: dict[str, Review]
    countries: tuple[str, ...]
    purpose: Localised
    organiser: Organiser
    addressee: Addressee
    opens: dt.date
    closes: dt.date
    keep_drafts_days: int = 7
    unfinished: Unfinished = Unfinished.DISCARD
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
    def shares_phones(self) -> bool:
        """Whether several people answer on one phone."""
        return self.invitation is Invitation.SHARED_PHONE

    @property
    def removes_words(self) -> bool:
        """Whether what is typed is removed from the chat."""
        return self.discreet or self.shares_phones

    @property
    def may_quote(self) -> bool:
        """Whether people are asked if words that they typed may be printed."""
        return self.quotes is True

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
