"""All protected tables as one tidy CSV file, a row for each cell.

Columns: question, breakdown, group, option (the wordings of one language), their ids, base, count,
percent, shown, practice. A hidden number is an empty field with `shown` = no, or "nearly all" where
that is said in its place. A text that a spreadsheet could take for a formula is given an apostrophe
in front.
"""

import csv
import io
from collections.abc import Iterator

from admin.briefs.context import PRACTICE, Context
from admin.disclosure import ProtectedCell, ProtectedTable
from admin.linking import EVERYONE

COLUMNS = (
    "question", "breakdown", "group", "option",
    "variable_id", "breakdown_id", "group_id", "option_id",
    "base", "count", "percent", "shown", "practice",
)  # fmt: skip
BASE = "base"

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")


def render(context: Context) -> bytes:
    """Return the file: UTF-8 with a byte-order mark, so that spreadsheets read every letter."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    mark = context.words(PRACTICE) if context.practice else ""
    for row in (*_tallies(context), *_tables(context)):
        writer.writerow([*row, mark])
    return out.getvalue().encode("utf-8-sig")


def safe(text: str) -> str:
    """Return a text that no spreadsheet reads as a formula."""
    return f"'{text}" if text.startswith(_DANGEROUS) else text


def _tallies(context: Context) -> Iterator[list[str]]:
    tables = context.tables
    for name, cell in (("finished", tables.finished), *tables.tallies.items()):
        texts = (context.words("Participation"), "", "", name, "participation", "", "", name)
        yield [*texts, *_numbers(cell)]


def _tables(context: Context) -> Iterator[list[str]]:
    for table in context.tables.tables.values():
        yield from _rows(context, table)
    for table in context.tables.everyone.values():
        yield from _rows(context, table, EVERYONE)


def _rows(context: Context, table: ProtectedTable, whole: str = "") -> list[list[str]]:
    """Return the rows of a table; `whole` names what it is over, where that is not usual."""
    labels, variable, by = context.labels, table.variable, table.by
    question = labels.question(variable) if variable.question else labels.breakdown(variable.id)
    rows = []
    for (group, category), cell in table.cells.items():
        group_name = labels.group(by, group) if by else context.words("Everybody")
        option = labels.category(variable.category(category)) if category else ""
        texts = (
            question,
            _breakdown(context, table, whole),
            group_name,
            option or context.words("Base"),
            variable.id,
            by.id if by else whole,
            group,
            category or BASE,
        )
        rows.append([*(safe(text) for text in texts), *_numbers(cell)])
    return rows


def _breakdown(context: Context, table: ProtectedTable, whole: str) -> str:
    if table.by is not None:
        return context.labels.breakdown(table.by.id)
    return context.words("With those set apart") if whole else ""


def _numbers(cell: ProtectedCell) -> list[str]:
    values = (cell.base, cell.count, cell.percent)
    texts = ["" if value is None else str(value) for value in values]
    return [*texts, "nearly all" if cell.nearly_all else "yes" if cell.shown else "no"]
