"""Opinion groups: who voted alike on the statements, what unites them and what divides them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from admin.analysis.statements import AGREE, UNGROUPED, groups_id, voting
from admin.briefs.context import Context, figure_of
from admin.briefs.model import Block, Bullets, Heading, Paragraph, Section, Table, plain
from admin.voting import Position, Stance, by_agreement, dividing, groups, uniting
from admin.words import marked
from dialogs.questions import Statements

LISTED = 3
"""Statements that unite, and that divide, of each at most."""


def section(context: Context) -> Section | None:
    """Return the opinion groups of every question with statements; None where there are none."""
    blocks: list[Block] = []
    asked = [one for one in voting(context.round) if by_agreement(context.tables, one.id)]
    for question in asked:
        if len(asked) > 1:
            blocks.append(Heading(context.own(question.text), context.wording_lang))
        blocks += _groups(context, question)
    if not blocks:
        return None
    return Section("opinion_groups", context.words("Who voted alike"), tuple(blocks), yields=4)


def _groups(context: Context, question: Statements) -> Iterator[Block]:
    say, names = context.words, groups(context.tables, question.id)
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
