"""The parts of a round: who asks and who answers, whom to call, and by which rules.

What somebody agrees to is in `dialogs.consent`. The field names are those of the YAML file.
"""

import datetime as dt
from enum import StrEnum

from msgspec import Struct

from dialogs.questions.base import Localised


class Part(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A part of a round file: unknown fields are refused, so a misspelt one is found."""


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


class Organiser(Part, frozen=True, kw_only=True):
    """Who asks, who pays, and where to complain.

    Attributes:
        name: who asks, as it stands in a sentence ("the Youth Forum of our town").
        funder: who pays.
        contact: an address for questions and complaints; shown to participants.
    """

    name: Localised
    funder: Localised
    contact: str


class Addressee(Part, frozen=True, kw_only=True):
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


class AgeBand(Part, frozen=True, kw_only=True):
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


class HelpLine(Part, frozen=True, kw_only=True):
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


class Ask(Part, frozen=True, kw_only=True):
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


class Publication(Part, frozen=True, kw_only=True):
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
