"""Where people stopped, and what became of the sentences that they added, as far as it is kept."""

from collections.abc import Iterator

from admin.analysis.process import ADDED, REFUSED, UNJUDGED, in_language
from admin.analysis.statements import voting
from admin.analysis.variables import LANGUAGE
from admin.briefs.context import Context, figure_of
from admin.briefs.model import Block, Table
from dialogs.languages import OWN_NAMES

Fact = tuple[str, str]
"""A label, and a text."""


def facts(context: Context) -> Iterator[Fact]:
    """Yield what became of added sentences, and what is not known of those who stopped."""
    say = context.words
    if any(question.own for question in voting(context.round)):
        yield context.labels.tally(ADDED), _added(context)
    unknown = say("At which question somebody stopped is not kept.")
    yield context.labels.tally("stopped"), unknown


def by_language(context: Context) -> Iterator[Block]:
    """Yield how many began, finished and stopped in each language, where that was kept."""
    say, labels, tallies = context.words, context.labels, context.tables.tallies
    table = context.tables.table(LANGUAGE)
    rows = [
        (
            OWN_NAMES.get(one.id, one.id),
            figure_of(tallies[in_language("started", one.id)], say),
            figure_of(table.cell(one.id), say),
            figure_of(tallies[in_language("stopped", one.id)], say),
        )
        for one in labels.in_order(table.variable)
        if in_language("started", one.id) in tallies and in_language("stopped", one.id) in tallies
    ]
    if rows:
        heads = (labels.tally(name) for name in ("started", "finished", "stopped"))
        yield Table(
            say("From start to finish"),
            (say("Language"), *heads),
            tuple(rows),
            (2, 1.4, 1.4, 1.4),
            note=_hidden(context),
        )


def _hidden(context: Context) -> str:
    return context.words(
        "* hidden: fewer than {threshold}, or hidden to protect such a number.",
        threshold=context.tables.rule.threshold,
    )


def _added(context: Context) -> str:
    say, labels, tallies = context.words, context.labels, context.tables.tallies
    if ADDED not in tallies:
        return say("How many sentences were added and refused was not kept for this round.")
    total = figure_of(tallies[ADDED], say)
    rest = (f"{labels.tally(one)}: {figure_of(tallies[one], say)}" for one in (REFUSED, UNJUDGED))
    return f"{'; '.join([total, *rest])}. {_hidden(context)}"
