"""Votes on statements: how many agree, who voted alike, what unites them and what divides them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from admin.analysis.statements import AGREE, DISAGREE, UNGROUPED, groups_id, voting
from admin.briefs.context import Context, figure_of
from admin.briefs.model import (
    Block,
    Bullets,
    Figure,
    Figures,
    Heading,
    Paragraph,
    Section,
    Table,
    plain,
)
from admin.charts import VoteRow, votes
from admin.disclosure import ProtectedTable
from admin.voting import Position, Stance, by_agreement, dividing, groups, statements, uniting
from admin.words import marked
from dialogs.questions import Statements

PICTURED = 8
"""Statements in the charts; all are in the annex."""
LISTED = 3
"""Statements that unite, and that divide, of each at most."""


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
    yield from _groups(context, question)


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


def _groups(context: Context, question: Statements) -> Iterator[Block]:
    say, names = context.words, groups(context.tables, question.id)
    yield Heading(say("Who voted alike"))
    if not names:
        text = say(
            "No opinion groups are shown: the votes do not part into groups of {threshold} people"
            " or more.",
            threshold=context.tables.rule.threshold,
        )
        yield Paragraph(plain(text))
        return
    text = say.plural(
        "By their votes alone, the program found {number} group of people who voted alike. It knows"
        " nothing else of them, and it has no name.",
        "By their votes alone, the program found {number} groups of people who voted alike. It"
        " knows nothing else of them, and they have no names.",
        len(names),
    )
    yield Paragraph(plain(text))
    yield Bullets(tuple(plain(line) for line in _sizes(context, question)))
    yield from _told(context, question, uniting(context.tables, question.id), _UNITING)
    yield from _told(context, question, dividing(context.tables, question.id), _DIVIDING)


def _sizes(context: Context, question: Statements) -> Iterator[str]:
    say, table = context.words, context.tables.table(groups_id(question.id))
    for category in table.variable.categories:
        cell, name = table.cell(category.id), context.labels.category(category)
        if category.id == UNGROUPED:
            number = figure_of(cell, say) if cell.shown else say("hidden")
            yield say("In no group, because they voted on nothing: {number}", number=number)
        elif cell.count is not None:
            yield say.plural(
                "{group}: {number} person", "{group}: {number} people", cell.count, group=name
            )
        else:
            yield say("{group}: how many they are is hidden to protect another number", group=name)


@dataclass(frozen=True)
class _Kind:
    """How a kind of statements is told: its heading, its rule, and the words if there is none."""

    title: str
    rule: str
    none: str


_UNITING = _Kind(
    title=marked("What all groups share"),
    rule=marked("Most of every group agree."),
    none=marked("There is no statement of which it can be shown that most of every group agree."),
)
_DIVIDING = _Kind(
    title=marked("What divides them"),
    rule=marked("Most of one group agree, and fewer than half of another."),
    none=marked(
        "There is no statement of which it can be shown that most of one group agree with it, and"
        " fewer than half of another."
    ),
)


def _told(
    context: Context, question: Statements, stances: Sequence[Stance], kind: _Kind
) -> Iterator[Block]:
    say = context.words
    yield Heading(say(kind.title))
    if not stances:
        yield Paragraph(plain(say(kind.none)))
        return
    names = groups(context.tables, question.id)
    by = context.tables.plan.variable(groups_id(question.id))
    rows = tuple(
        (context.labels.question(one.variable), *(_position(context, one.of(n)) for n in names))
        for one in stances[:LISTED]
    )
    head = (
        say("Who agrees with it"),
        *(context.labels.group(by, name) for name in names),
    )
    note = f"{say(kind.rule)} {say('Shares are of those in the group who voted on it.')}"
    if any(len(one.positions) < len(names) for one in stances[:LISTED]):
        note += " " + say("–: cannot be shown.")
    widths = (4.0, *(1.7 for _ in names))
    yield Table("", head, rows, widths, note=note, lang=context.wording_lang)


def _position(context: Context, position: Position | None) -> str:
    if position is None:
        return "–"
    say, cell = context.words, position.cell
    if cell.nearly_all:
        if cell.ref.category == AGREE:
            return say("nearly all, of {base}", base=cell.base or 0)
        return say("nearly all do not, of {base}", base=cell.base or 0)
    share = say.percent(cell.percent or 0)
    return say("{share} of {base}", share=share, base=cell.base or 0)
