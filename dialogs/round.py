"""What a round is: one consultation, as its organisation wrote it.

A `Round` is a frozen value made by `round_file.load`, which has checked everything that is said
here. The field names are those of the YAML file.
"""

import datetime as dt
from collections.abc import Mapping
from functools import lru_cache

import msgspec
from msgspec import UNSET, UnsetType

from dialogs.consent import Comprehension, Consent, GuardianRule, Guardians
from dialogs.questions import AnyQuestion, PickOne
from dialogs.questions.base import Localised
from dialogs.round_parts import (
    Addressee,
    AgeBand,
    Ask,
    HelpLine,
    Invitation,
    Organiser,
    Part,
    Publication,
    Review,
    Stage,
    Unfinished,
)

__all__ = [
    "Addressee",
    "AgeBand",
    "Ask",
    "Comprehension",
    "Consent",
    "GuardianRule",
    "Guardians",
    "HelpLine",
    "Invitation",
    "Organiser",
    "Publication",
    "Review",
    "Round",
    "Stage",
    "Unfinished",
    "canonical",
    "places",
]


class Round(Part, frozen=True, kw_only=True, eq=False):
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
        themes_by_group: topics of free texts may be counted by age group and the like after
            closing; for that a sealed link from texts to responses is kept until it is done.
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
    themes_by_group: bool | UnsetType = UNSET
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
    def links_texts(self) -> bool:
        """Whether a sealed link from texts to responses outlives closing, to count themes once."""
        return self.themes_by_group is True

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
