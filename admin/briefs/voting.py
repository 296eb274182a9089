"""Votes on statements in the annex: the tables of all statements, and the rules behind the groups.

An added statement may be in another language than the brief; it is printed as it was written.
"""

from collections.abc import Iterator

from admin.analysis.opinion_groups import LEAST_VOTES, MOST_GROUPS
from admin.analysis.statements import agreed_id, voting
from admin.analysis.variables import Variable
from admin.briefs.context import Context, both_of, figure_of
from admin.briefs.model import Table
from admin.disclosure import ProtectedTable
from admin.voting import FEWER, MOST, statements
from dialogs.questions import Statements


def tables(context: Context, question: Statements) -> list[Table]:
    """Return the numbers of every statement: over everybody, in each group, in opinion groups."""
    everybody = [context.tables.table(one.id) for one in statements(context.tables, question.id)]
    blocks = [_table(context, everybody, "", context.words("Everybody"))]
    for by in context.tables.plan.breakdowns:
        every = [finest for one in everybody if (finest := _finest(context, one.variable, by))]
        for group in context.named_groups(every[0]) if every else []:
            name = context.labels.group(context.tables.plan.grouping(by), group)
            blocks += [_table(context, alike, group, name) for alike in _alike(every)]
    return blocks


def _finest(context: Context, statement: Variable, by: str) -> ProtectedTable | None:
    """Return the finer of the two ways in which a statement is counted by a breakdown, if any."""
    seed = statement.statement.id if statement.statement else ""
    names = (statement.id, agreed_id(statement.question, seed))
    found = (context.tables.tables.get((name, by)) for name in names)
    return next((table for table in found if table is not None), None)


def _alike(tables: list[ProtectedTable]) -> Iterator[list[ProtectedTable]]:
    """Yield the tables that have the same columns, the finest first."""
    columns = dict.fromkeys(tuple(_columns(table)) for table in tables)
    for names in sorted(columns, key=len, reverse=True):
        yield [table for table in tables if tuple(_columns(table)) == names]


def rules(context: Context) -> Iterator[str]:
    """Yield how opinion groups are found and read, for a round that has statements."""
    if not voting(context.round):
        return
    say = context.words
    yield say(
        "Statements: shares are of those who voted on a statement; where everybody could vote on"
        " all of them, of everybody."
    )
    yield say(
        "Opinion groups are people who voted alike, whoever they are. They are found by principal"
        " components of the votes and k-means, for those who voted on {least} statements or more"
        " (on all, where there are fewer); who voted on fewer is then counted with the group that"
        " lies nearest. A missing vote counts as the mean of its statement, and"
        " places are stretched by how many votes are missing. Of two to {most} groups, the fewest"
        " are taken that part nearly as well as the best (mean silhouette). There are none where"
        " one would have fewer than {threshold} people, or where shuffled votes part as well.",
        least=LEAST_VOTES,
        most=MOST_GROUPS,
        threshold=context.tables.rule.threshold,
    )
    yield say(
        "A statement unites the groups when {most} or more of every group agree. It divides them"
        " when so many of one group agree, and {fewer} or less of another. The groups are made of"
        " these votes, so no test is made of the differences between them.",
        most=say.percent(MOST),
        fewer=say.percent(FEWER),
    )


def _table(context: Context, found: list[ProtectedTable], group: str, name: str) -> Table:
    say, categories = context.words, found[0].variable.categories
    told = [one for one in found if any(one.cell(c, group).shown for c in _columns(one))]
    rows = [
        (
            context.labels.question(one.variable),
            figure_of(one.base(group), say),
            *(both_of(one.cell(category.id, group), say) for category in categories),
        )
        for one in told
    ]
    head = (say("Statement"), say("Base"), *(context.labels.category(c) for c in categories))
    widths = (4.4, 0.9, *(1.3 for _ in categories))
    note = ""
    if len(told) < len(found):
        note = say.plural(
            "Without {number} statement that has no number to show.",
            "Without {number} statements that have no number to show.",
            len(found) - len(told),
        )
    return Table(name, head, tuple(rows), widths, note=note, lang=context.wording_lang)


def _columns(table: ProtectedTable) -> list[str]:
    return ["", *(category.id for category in table.variable.categories)]
