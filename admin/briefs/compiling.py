"""From protected tables to a brief, with proof of every number in its sentences."""

import datetime as dt

from admin.analysis import count
from admin.briefs.context import PRACTICE, Context
from admin.briefs.model import Brief
from admin.briefs.sections import SECTIONS
from admin.charts import ACCENT
from admin.claims import prove
from admin.dataset import Dataset
from admin.disclosure import protect
from admin.incidents import Incidents
from admin.labels import Labels
from admin.words import Words


class BriefError(ValueError):
    """A brief cannot be made as it was asked for; the message says what can be."""


def context_of(dataset: Dataset, *, language: str, generated_on: dt.date) -> Context:
    """Return what sections may look at; from here on nothing is unprotected."""
    round_, words = dataset.round, Words(language)
    if language not in round_.languages:
        raise BriefError(f"The round has no “{language}”; it has {', '.join(round_.languages)}.")
    tables = protect(count(dataset), round_)
    hashes = {
        words("Instrument"): dataset.closing.hashes["round.json"],
        words("Dataset"): dataset.closing.hashes["responses.parquet"],
        words("Tables"): tables.digest(),
    }
    return Context(
        round=round_,
        tables=tables,
        labels=Labels(round_, language, words),
        words=words,
        practice=dataset.practice,
        opened=dataset.closing.opened,
        closed=dataset.closing.closed,
        generated_on=generated_on,
        hashes=hashes,
        accent=ACCENT,
        incidents=Incidents.of(dataset.closing),
    )


def compiled(context: Context) -> Brief:
    """Return the whole brief.

    Raises:
        ProofError: a sentence states something that the tables do not say.
    """
    sections = tuple(one for make in SECTIONS if (one := make(context)) is not None)
    prove(context.said, context.tables, context.words)
    say, title = context.words, context.own(context.round.public_label)
    return Brief(
        title=title,
        kicker=say("Brief on a consultation of young people"),
        lead=context.own(context.round.purpose),
        language=say.language,
        label_language=context.wording_lang,
        practice=say(PRACTICE) if context.practice else "",
        running=say("{title}. Issued on {day}.", title=title, day=say.day(context.generated_on)),
        page_of=say.template("Page {page} of {pages}"),
        generated=context.generated_on.isoformat(),
        author=context.own(context.round.organiser.name),
        accent=context.accent,
        contents=say("Contents"),
        sections=sections,
    )
