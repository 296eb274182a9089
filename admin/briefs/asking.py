"""All asks of a brief under one count: those prepared with the round, then the organisation's own.

An ask says who makes it, so that what young people propose is never mixed with what others infer.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from admin.amounts.typed import share_in
from admin.asks import carried
from admin.briefs.context import Context
from admin.briefs.model import Table, text_of

ON_THE_FRONT = 3
PREPARED, YOUNG_PEOPLE, ORGANISATION, EVIDENCE = (
    "prepared", "young_people", "organisation", "evidence",
)  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """One ask, in words that are final."""

    number: int
    author: str
    what: str
    who: str
    by: str
    why: str

    @property
    def numbered(self) -> str:
        """The ask as a table shows it."""
        return f"{self.number}. {self.what}"


def asked(context: Context) -> tuple[Asked, ...]:
    """Return all asks, those first that are on the front page."""
    both = (*_prepared(context), *_own(context))
    return tuple(Asked(number, *one) for number, one in enumerate(both, start=1))


def shares_in(context: Context) -> Iterator[str]:
    """Yield what is to be said of each prepared ask that tells a share.

    It has passed `consult check`; this finds what has been put on a list since.
    """
    for ask in context.round.publication.asks:
        for text in (context.own(ask.what), context.own(ask.who)):
            if wrong := share_in(text, context.language):
                yield f"“{text}” was written before anybody had answered. {wrong}"


def table(context: Context, asks: Sequence[Asked], why: str) -> Table:
    """Return asks as a table, apart by who makes them; `why` heads what they rest on."""
    say = context.words
    rows: list[tuple[str, ...]] = []
    for author, some in groupby(asks, lambda one: one.author):
        if {one.author for one in asks} != {PREPARED}:
            rows.append((_author(context, author),))
        rows += [(one.numbered, one.who, one.by, one.why) for one in some]
    head = (say("Ask"), say("Who"), say("By when"), why)
    widths = (5.1, 1.7, 2.2, 2.9)
    return Table("", head, tuple(rows), widths, figures=False, lang=context.wording_lang)


def _author(context: Context, author: str) -> str:
    say, organiser = context.words, context.own(context.round.organiser.name)
    if author == PREPARED:
        return say("Prepared before the round opened, and carried by the answers")
    if author == YOUNG_PEOPLE:
        return say("Proposed by young people")
    if author == ORGANISATION:
        return say("Added by {organiser}", organiser=organiser)
    return say("Drawn from other evidence")


Texts = tuple[str, str, str, str, str]


def _prepared(context: Context) -> Iterator[Texts]:
    for one in carried(context.tables, context.labels):
        ask, evidence = one.ask, context.say(one.evidence)
        yield (
            PREPARED,
            context.own(ask.what),
            context.own(ask.who),
            context.words.day(ask.by),
            text_of(evidence),
        )


def _own(context: Context) -> Iterator[Texts]:
    asks = context.own_words.wording.asks
    for author in (YOUNG_PEOPLE, ORGANISATION, EVIDENCE):
        for one in getattr(asks, author):
            by = context.words.day(one.by) if one.by else ""
            what, who = text_of(context.voiced(one.what)), text_of(context.voiced(one.who))
            yield author, what, who, by, text_of(context.voiced(one.why, claim=True))
