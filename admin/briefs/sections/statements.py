"""Votes on statements: how many agree, and with which fewest do."""

from collections.abc import Iterator

from admin.analysis.statements import AGREE, DISAGREE, voting
from admin.briefs.context import Context
from admin.briefs.model import (
    Block,
    Figure,
    Figures,
    Heading,
    Paragraph,
    Section,
    plain,
)
from admin.charts import VoteRow, votes
from admin.disclosure import ProtectedTable
from admin.voting import by_agreement, statements, untold
from dialogs.questions import Statements

PICTURED = 8
"""Statements in the charts; all are in the annex."""


def section(context: Context) -> Section | None:
    """Return the votes of every question with statements; None where the round has none."""
    blocks = [block for one in voting(context.round) for block in _blocks(context, one)]
    if not blocks:
        return None
    title = context.words("Statements they voted on")
    return Section("statements", title, tuple(blocks), new_page=True)


def _blocks(context: Context, question: Statements) -> Iterator[Block]:
    say = context.words
    yield Heading(context.own(question.text), context.wording_lang)
    ordered = by_agreement(context.tables, question.id)
    hidden = untold(context.tables, question.id)
    if not ordered:
        yield Paragraph(plain(say("Too few voted for any statement to be shown.")))
        return
    note = say(
        "Each could agree, disagree or pass on short sentences. n: the people whom the shares are"
        " of. All numbers are in Annex C."
    )
    if len(statements(context.tables, question.id)) > len(question.seeds):
        note += " " + say("Some sentences were added by people who took part.")
    yield Paragraph(plain(note), look="note")
    yield Figures(tuple(_figures(context, ordered)))
    if names := [say.quoted(context.labels.question(one.variable)) for one in hidden]:
        note = say(
            "How many agree cannot be shown for: {statements}.", statements=say.listed(names)
        )
        yield Paragraph(plain(note, lang=context.wording_lang), look="note")


def _figures(context: Context, ordered: list[ProtectedTable]) -> Iterator[Figure]:
    """Yield the statements that most agree with beside those that fewest agree with."""
    chosen = ordered
    if len(ordered) > PICTURED:
        chosen = [*ordered[: PICTURED // 2], *ordered[-PICTURED // 2 :]]
    half = (len(chosen) + 1) // 2
    say = context.words
    for title, some in (
        (say("With the most agreement"), chosen[:half]),
        (say("With the least agreement"), chosen[half:]),
    ):
        rows = [_row(context, table) for table in some]
        if rows:
            picture = votes(rows, say, accent=context.accent)
            yield Figure(title, "", picture, context.wording_lang)


def _row(context: Context, table: ProtectedTable) -> VoteRow:
    statement = context.labels.question(table.variable)
    return VoteRow(statement, table.base(), table.cell(AGREE), table.cell(DISAGREE))
