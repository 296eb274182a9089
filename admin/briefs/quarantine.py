"""Responses that look like stuffing: how many, by which rule, and what they would change."""

from collections.abc import Iterator

from admin.analysis.variables import QUARANTINED, Variable
from admin.briefs.context import Context, both_of
from admin.briefs.model import Block, Heading, Paragraph, Table, plain
from admin.disclosure import ProtectedCell


def facts(context: Context) -> Iterator[tuple[str, str]]:
    """Yield what was set apart; nothing for a dataset that was never judged."""
    say, cell = context.words, context.tables.tallies.get(QUARANTINED)
    if cell is None:
        return
    rule = say(
        "Left out of all figures, but kept in the dataset: answers with two signs of stuffing"
        " (faster than one can read; the same place in every list; a long text that many sent"
        " nearly alike; a set of answers far more frequent than chance), and those faster than one"
        " can read when many came so. Who waits and varies is not noticed; a few quick people may"
        " be left out wrongly."
    )
    yield say("Set apart"), f"{rule} {_how_many(context, cell)}"


def comparison(context: Context) -> Iterator[Block]:
    """Yield the headline figures without and with what was set apart, where that can be shown."""
    say, tables = context.words, context.tables
    cell = tables.tallies.get(QUARANTINED)
    if cell is None or not cell.shown:
        return
    yield Heading(say("What the answers set apart would change"))
    rows = [row for name in tables.everyone for row in _rows(context, tables.plan.variable(name))]
    if rows:
        yield Table(
            "",
            (say("Answer"), say("Without them"), say("With them")),
            tuple(rows),
            (4, 1.5, 1.5),
            note=say("* hidden, because the difference would tell of too few people."),
            lang=context.wording_lang,
        )
    else:
        text = say("This cannot be shown: the differences would tell of too few people.")
        yield Paragraph(plain(text), look="note")


def _how_many(context: Context, cell: ProtectedCell) -> str:
    say = context.words
    if cell.count is None:
        return say(
            "Here they are fewer than {threshold}, or their number is hidden to protect another.",
            threshold=context.tables.rule.threshold,
        )
    return say("Here they are about {count}.", count=cell.count)


def _rows(context: Context, variable: Variable) -> list[tuple[str, ...]]:
    without, everyone = context.tables.table(variable.id), context.tables.everyone[variable.id]
    pairs = [(one, without.cell(one.id), everyone.cell(one.id)) for one in variable.categories]
    if not any(with_them.shown for _, _, with_them in pairs):
        return []
    labels = context.labels
    say = context.words
    named = [
        (labels.category(one), both_of(before, say), both_of(after, say))
        for one, before, after in pairs
    ]
    return [(labels.question(variable),), *named]
