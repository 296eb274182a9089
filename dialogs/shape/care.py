"""Help is named, and a question about the consent can be answered."""

from collections.abc import Iterator

from dialogs.round import Round
from dialogs.shape.base import Finding


def find(round_: Round) -> Iterator[Finding]:
    if not round_.help_lines:
        yield (
            "$.help_lines",
            "A round needs at least one help line.",
            "Ask a child-protection partner.",
        )
    check = round_.consent.check
    if check is None:
        return
    if not 2 <= len(check.options) <= 4:
        yield "$.consent.check.options", "The check has 2 to 4 options.", "3 is usual."
    if check.right not in {option.id for option in check.options}:
        yield "$.consent.check.right", f"“{check.right}” is none of its options.", "Use their ids."
