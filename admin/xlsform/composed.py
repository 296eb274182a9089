"""Kinds that a form has no type for: our export writes each as a group, and import reads it back.

    points       a group with one integer for each option
    statements   a group with one "agree, disagree, pass" for each statement

That a group is one of these is said in the `consult` sheet; elsewhere a group is just a group.
"""

from collections.abc import Sequence

from admin.xlsform.known import Plain
from admin.xlsform.sheets import Row
from admin.xlsform.tongues import Tongues

KINDS = ("points", "statements")


def question(kind: str, row: Row, members: Sequence[Row], tongues: Tongues) -> Plain:
    """Return the question that a group stands for; a member is named `budget.library`."""
    parts, label = ("options", "label") if kind == "points" else ("seeds", "text")
    why = tongues.texts(row, "hint")
    listed = [
        {"id": member.get("name").rpartition(".")[2], label: tongues.texts(member, "label")}
        for member in members
    ]
    plain: Plain = {"kind": kind, "text": tongues.texts(row, "label"), parts: listed}
    return {**plain, "why": why} if why else plain
