"""Annex: every table in numbers."""

from collections.abc import Iterator

from admin.analysis.variables import Category, Variable, by_level, merged_id
from admin.briefs import numbers, themes, voting, weighted
from admin.briefs.context import Context, both_of, figure_of
from admin.briefs.model import Block, Figure, Figures, Heading, Paragraph, Section, Table, plain
from admin.charts import StackRow, stacks
from admin.disclosure import ProtectedTable
from admin.words import Words
from dialogs.questions import AnyQuestion, PickOne, Points, Scale, Statements


def section(context: Context) -> Section:
    """Return each question over everybody and by every breakdown."""
    blocks: list[Block] = [Paragraph(plain(how_to_read(context)), look="note")]
    for question in context.round.questions:
        about_person = isinstance(question, PickOne) and question.breakdown
        every = context.tables.plan.variables
        names = [one.id for one in every if one.question == question.id and not one.part]
        if not about_person and (by_level(question) or isinstance(question, Points)):
            blocks.append(Heading(context.own(question.text), context.wording_lang))
            blocks += [_table(context, name) for name in names]
            blocks += numbers.tables(context, question)
            blocks += numbers.of_groups(context, question)
            blocks += _stacks(context, question)
            blocks += weighted.table(context, names)
        if isinstance(question, Statements):
            blocks.append(Heading(context.own(question.text), context.wording_lang))
            blocks += _who_answered(context, question)
            blocks += voting.tables(context, question)
        blocks += themes.tables(context, question)
    return Section("tables", context.words("Annex C: Tables"), tuple(blocks))


def how_to_read(context: Context) -> str:
    """Return what a count, a share and a star in a table are."""
    return context.words(
        "Each cell gives the count and, on bases of {base} and more, the share of the base."
        " * hidden: fewer than {threshold} (zero included), or hidden to protect such a number."
        " Where more than 90% of a base gave one answer, it is called nearly all.",
        base=context.tables.rule.percent_base,
        threshold=context.tables.rule.threshold,
    )


def _who_answered(context: Context, question: Statements) -> Iterator[Table]:
    """Yield in which groups how many voted on anything, where that is counted."""
    if any(name == question.id and by for name, by in context.tables.tables):
        yield _table(context, question.id)


def _stacks(context: Context, question: AnyQuestion) -> list[Block]:
    if not isinstance(question, Scale):
        return []
    figures = []
    for by in context.tables.plan.compared:
        table = context.tables.table(merged_id(question.id), by)
        rows = _stack_rows(context, table)
        if table.by is not None and sum(row.whole for row in rows) > 1:
            figures.append(_stack(context, table, table.by, rows))
    return [Figures(tuple(figures))] if figures else []


def _stack_rows(context: Context, table: ProtectedTable) -> list[StackRow]:
    return [
        StackRow(
            context.labels.group(table.by, group) if table.by else "",
            table.base(group),
            tuple(table.cell(category.id, group) for category in table.variable.substance),
        )
        for group in context.charted_groups(table)
    ]


def _stack(context: Context, table: ProtectedTable, by: Variable, rows: list[StackRow]) -> Figure:
    name, substance = context.labels.category, table.variable.substance
    rest = " · ".join(name(one) for one in table.variable.categories if one not in substance)
    legend = [name(category) for category in substance]
    picture = stacks(rows, legend, rest, context.words, accent=context.accent)
    title = context.words("By {breakdown}", breakdown=context.labels.breakdown_in_text(by.id))
    left_out = context.left_out(len(rows), len(context.named_groups(table)))
    note = f"{context.labels.question(table.variable)} {left_out}".strip()
    return Figure(title, note, picture, context.wording_lang)


def _table(context: Context, variable: str) -> Table:
    whole = context.tables.table(variable)
    categories = whole.variable.categories
    names = (context.labels.category(category) for category in categories)
    rows: list[tuple[str, ...]] = [
        (context.words("Everybody"), *_cells(whole, "", categories, context.words))
    ]
    for (name, by), table in context.tables.tables.items():
        if name == variable and by:
            rows += _broken_down(context, table, categories)
    return Table(
        _caption(context, variable),
        (context.words("Group"), context.words("Base"), *names),
        tuple(rows),
        (2.2, 0.9, *(1.4 for _ in categories)),
        lang=context.wording_lang,
    )


def _broken_down(
    context: Context, table: ProtectedTable, categories: tuple[Category, ...]
) -> Iterator[tuple[str, ...]]:
    if table.by is not None:
        yield (context.labels.breakdown(table.by.id),)
        for group in table.groups:
            name = context.labels.group(table.by, group)
            yield (name, *_cells(table, group, categories, context.words))


def _caption(context: Context, variable: str) -> str:
    question, _, kind = variable.partition(":")
    kinds = {
        "merged": context.labels.merged(question),
        "among": context.words("Among the choices"),
        "": context.words("Counts and shares"),
    }
    return kinds[kind]


def _cells(
    table: ProtectedTable, group: str, categories: tuple[Category, ...], words: Words
) -> list[str]:
    cells = [table.cell(category.id, group) for category in categories]
    return [figure_of(table.base(group), words), *(both_of(cell, words) for cell in cells)]
