"""The lists of choices, with the ids that their options get."""

from collections.abc import Collection

from msgspec import Struct

from admin.xlsform.findings import Findings
from admin.xlsform.names import id_for
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
    for row in table.rows:
        name, list_name = row.get("name"), row.get("list_name")
        if not list_name:
            findings.add(
                row.sheet,
                row.cell("list_name"),
                f"A choice without a list (“{name}”). It is not read.",
                "Write the name of its list, or empty the row.",
            )
            continue
        known = gathered.setdefault(list_name, [])
        if list_name in numbers:
            known.append(Choice(name, name, row))
        else:
            known.append(_choice(row, name, known, findings))
    return {name: tuple(choices) for name, choices in gathered.items()}


def _choice(row: Row, name: str, known: list[Choice], findings: Findings) -> Choice:
    taken = {one.id for one in known}
    fallback = name or next(iter(row.texts("label").values()), "")
    given = id_for(fallback, taken, prefix="o")
    if not name:
        findings.add(
            row.sheet,
            row.cell("name"),
            f"A choice without a name; it is “{given}” now.",
            "Name it.",
        )
    elif given != name:
        twice = any(one.name == name for one in known)
        findings.add(
            row.sheet,
            row.cell("name"),
            f"“{name}” is there twice; the second is “{given}” now."
            if twice
            else f"“{name}” is no id; it is “{given}” now.",
            "Give one of them another name." if twice else "Nothing: what refers to it follows.",
        )
    return Choice(name or given, given, row)
