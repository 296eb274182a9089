"""A question as a sheet shows it: answers down, everybody and the groups of breakdowns across."""

from collections.abc import Iterator
from dataclasses import dataclass

from admin.analysis.variables import Variable
from admin.briefs.context import Context
from admin.disclosure import ProtectedCell

Across = tuple[str, str]
"""Breakdown and group; two empty texts for everybody."""
Cells = list[ProtectedCell | None]
"""One for each column; None where the plan has no such table."""


@dataclass(frozen=True)
class Block:
    """One way of counting a question's answers."""

    caption: str
    rows: list[tuple[str, Cells]]


@dataclass(frozen=True)
class Grid:
    """All numbers of a question.

    Attributes:
        columns: breakdown and group in words; the breakdown only above its first group.
        base: everybody who was asked.
    """

    columns: list[tuple[str, str]]
    base: ProtectedCell
    blocks: list[Block]


def grid_of(context: Context, question: str) -> Grid:
    """Return the tables of a question side by side."""
    variables = [v for v in context.tables.plan.variables if v.question == question]
    across = [("", ""), *_groups(context, variables)]
    blocks = [_block(context, variable, across) for variable in variables]
    return Grid(
        list(_names(context, across)),
        context.tables.table(variables[0].id).base(),
        blocks,
    )


def _groups(context: Context, variables: list[Variable]) -> Iterator[Across]:
    names, seen = {variable.id for variable in variables}, set()
    for (variable, by), table in context.tables.tables.items():
        if by and by not in seen and variable in names:
            seen.add(by)
            yield from ((by, group) for group in table.groups)


def _names(context: Context, across: list[Across]) -> Iterator[tuple[str, str]]:
    before = ""
    for by, group in across:
        if by:
            shown = context.labels.breakdown(by) if by != before else ""
            yield shown, context.labels.group(context.tables.plan.grouping(by), group)
        else:
            yield "", context.words("Everybody")
        before = by


def _block(context: Context, variable: Variable, across: list[Across]) -> Block:
    say = context.words
    names = {"": say("Base")} | {c.id: context.labels.category(c) for c in variable.categories}
    rows = [(text, _row(context, variable, name, across)) for name, text in names.items()]
    captions = {
        "merged": context.labels.merged(variable.question),
        "among": say("Among the choices"),
        "themes": say("Themes of the texts"),
        "": say("Counts and shares"),
    }
    if variable.statement or variable.part:
        return Block(context.labels.question(variable), rows)
    return Block(captions[variable.id.partition(":")[2]], rows)


def _row(context: Context, variable: Variable, category: str, across: list[Across]) -> Cells:
    tables = context.tables.tables
    found = ((tables.get((variable.id, by)), group) for by, group in across)
    return [table.cell(category, group) if table else None for table, group in found]
