"""The lists of choices, with the ids that their options get."""

from collections.abc import Collection

from msgspec import Struct

from admin.xlsform.findings import Findings
from admin.xlsform.names import Ids
from admin.xlsform.sheets import Row, Table


class Choice(Struct, frozen=True):
    """One row of the choices sheet."""

    name: str
    id: str
    row: Row


Lists = dict[str, tuple[Choice, ...]]


def lists(table: Table, numbers: Collection[str], findings: Findings) -> Lists:
    """Return the choices by the name of their list. Renamed and doubled ones are told.

    The lists named in `numbers` give names to the points of a range; their names stay numbers.
    """
    gathered: dict[str, list[Choice]] = {}
    ids: dict[str, Ids] = {}
    for row in table.rows:
        name, list_name = row.get("name"), row.get("list_name")
        if not list_name:
            findings.add(
                row.sheet,
                row.cell("list_name"),
                f"A choice without a list (“{name}”). It is not read.",
                "Write the name of its list, or empty the row.",
            )
        elif list_name in numbers:
            gathered.setdefault(list_name, []).append(Choice(name, name, row))
        else:
            made = _choice(row, name, ids.setdefault(list_name, Ids("o")), findings)
            gathered.setdefault(list_name, []).append(made)
    return {name: tuple(choices) for name, choices in gathered.items()}


def _choice(row: Row, name: str, ids: Ids, findings: Findings) -> Choice:
    twice = ids.has(name)
    given = ids.take(name or next(iter(row.texts("label").values()), ""))
    if not name:
        what, suggestion = f"A choice without a name; it is “{given}” now.", "Name it."
    elif twice:
        what = f"“{name}” is there twice; the second is “{given}” now."
        suggestion = "Give one of them another name."
    else:
        what = f"“{name}” is no id; it is “{given}” now."
        suggestion = "Nothing: what refers to it follows."
    if given != name:
        findings.add(row.sheet, row.cell("name"), what, suggestion)
    return Choice(name or given, given, row)
