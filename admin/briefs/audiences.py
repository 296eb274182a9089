"""Who a document is for: its sections in their order, and what it must keep to.

A new audience is a new entry in `DESIGNS`; what it says is in `admin.briefs.sections`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from admin.briefs.context import Context
from admin.briefs.model import Section
from admin.briefs.sections import (
    aapor,
    accountability,
    answers,
    asks,
    differences,
    fewer,
    fingerprints,
    front,
    glossary,
    instrument,
    methods,
    more_answers,
    next_steps,
    opinion_groups,
    protection,
    reply,
    said,
    statements,
    tables,
    voices,
    who,
    youth_check,
)
from admin.words import marked

Make = Callable[[Context], Section | None]


class Audience(StrEnum):
    """Who a document is for."""

    POLICYMAKER = "policymaker"
    PARTICIPANTS = "participants"
    TECHNICAL = "technical"


@dataclass(frozen=True)
class Design:
    """How the document of an audience is made.

    Attributes:
        name: what its files are called.
        kicker: what kind of document it is.
        main, annex: the sections.
        most_pages: how long the main part may be on A4; what is over makes way, see
            `admin.briefs.fitting`. 0 for as long as it takes.
        large: whether it is set in large type, and is a chat message as well.
    """

    name: str
    kicker: str
    main: tuple[Make, ...]
    annex: tuple[Make, ...] = ()
    most_pages: int = 0
    large: bool = False


_FINDINGS: tuple[Make, ...] = (
    front.section,
    who.section,
    answers.section,
    more_answers.section,
    fewer.section,
    statements.section,
    opinion_groups.section,
    differences.section,
)
_WHAT_FOLLOWS: tuple[Make, ...] = (asks.section, youth_check.section, reply.section)
_PROOF: tuple[Make, ...] = (
    protection.section,
    tables.section,
    instrument.section,
    fingerprints.section,
    glossary.section,
)

DESIGNS: Mapping[Audience, Design] = {
    Audience.POLICYMAKER: Design(
        name="brief",
        kicker=marked("Brief on a consultation of young people"),
        main=(*_FINDINGS, voices.few, *_WHAT_FOLLOWS),
        annex=(accountability.section, methods.section, *_PROOF),
        most_pages=4,
    ),
    Audience.PARTICIPANTS: Design(
        name="participants",
        kicker=marked("For everybody who took part"),
        main=(said.section, voices.very_few, next_steps.section),
        most_pages=1,
        large=True,
    ),
    Audience.TECHNICAL: Design(
        name="technical",
        kicker=marked("Technical report on a consultation of young people"),
        main=(*_FINDINGS, voices.all_, *_WHAT_FOLLOWS),
        annex=(accountability.section, aapor.section, *_PROOF),
    ),
}
