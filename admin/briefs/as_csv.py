"""All protected tables as one tidy CSV file, a row for each cell.

Columns: question, breakdown, group, option (the wordings of one language), their ids, base, count,
percent, shown, practice. A hidden number is an empty field with `shown` = no, or "nearly all" where
that is said in its place. A text that a spreadsheet could take for a formula is given an apostrophe
in front.
"""

import csv
import io

from msgspec.structs import astuple

from admin import tidy
from admin.briefs.context import PRACTICE, Context
from admin.formulas import safe

COLUMNS = (*tidy.COLUMNS, "practice")


def render(context: Context) -> bytes:
    """Return the file: UTF-8 with a byte-order mark, so that spreadsheets read every letter."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerow(COLUMNS)
    mark = context.words(PRACTICE) if context.practice else ""
    for row in tidy.rows(context.tables, context.labels):
        writer.writerow([*map(field, astuple(row)), mark])
    return out.getvalue().encode("utf-8-sig")


def field(value: str | float | None) -> str:
    """Return a value as it stands in a file: a text that is no formula, or a number."""
    return safe(value) if isinstance(value, str) else "" if value is None else str(value)
