"""All protected tables as rows, one for each cell: what every export of the tables is made of."""

from collections.abc import Iterator

from msgspec import Struct

from admin.disclosure import Protected, ProtectedCell, ProtectedTable
from admin.labels import Labels
from admin.linking import EVERYONE

BASE = "base"
PARTICIPATION = "participation"
SHOWN, HIDDEN, NEARLY_ALL = "yes", "no", "nearly all"


class Row(Struct, frozen=True):
    """One cell: wordings in one language, ids, and numbers; None where no number may be shown.

    No breakdown is everybody; `shown` is "yes", "no" (hidden) or "nearly all".
    """

    question: str
    breakdown: str
    group: str
    option: str
    variable_id: str
    breakdown_id: str
    group_id: str
    option_id: str
    base: int | None
    count: int | None
    percent: int | None
    shown: str


COLUMNS = Row.__struct_fields__


def rows(tables: Protected, labels: Labels) -> Iterator[Row]:
    """Yield every cell: who took part, all tables, and those with what was set apart."""
    for name, cell in (("finished", tables.finished), *tables.tallies.items()):
        words = (
            labels.words("Participation"),
            "",
            "",
            labels.tally(name),
            PARTICIPATION,
            "",
            "",
            name,
        )
        yield Row(*words, *_numbers(cell))
    for table in tables.tables.values():
        yield from _of_table(table, labels)
    for table in tables.everyone.values():
        yield from _of_table(table, labels, EVERYONE)


def _of_table(table: ProtectedTable, labels: Labels, whole: str = "") -> Iterator[Row]:
    """Yield the rows of a table; `whole` names what it is over, where that is not usual."""
    variable, by, say = table.variable, table.by, labels.words
    question = labels.question(variable) if variable.question else labels.breakdown(variable.id)
    breakdown = labels.breakdown(by.id) if by else say("With those set apart") if whole else ""
    for (group, category), cell in table.cells.items():
        yield Row(
            question,
            breakdown,
            labels.group(by, group) if by else say("Everybody"),
            labels.category(variable.category(category)) if category else say("Base"),
            variable.id,
            by.id if by else whole,
            group,
            category or BASE,
            *_numbers(cell),
        )


def _numbers(cell: ProtectedCell) -> tuple[int | None, int | None, int | None, str]:
    shown = NEARLY_ALL if cell.nearly_all else SHOWN if cell.shown else HIDDEN
    return cell.base, cell.count, cell.percent, shown
