"""Some answers lead to every question."""

from collections.abc import Iterator

from dialogs.lints.base import Finding, Outside, error
from dialogs.lints.tools.reach import can_hold, is_asked
from dialogs.round import Round


def find(round_: Round, outside: Outside) -> Iterator[Finding]:
    """A condition that contradicts itself is left to `contradictions`."""
    for i, question in enumerate(round_.questions):
        if question.show_if is None or can_hold(round_, question.show_if) is False:
            continue
        if is_asked(round_, question) is False:
            yield error(
                f"$.questions[{i}].show_if",
                f"No possible answers lead to “{question.id}”: whenever its condition could be "
                "true, a question that it looks at is not asked.",
                "Compare it with the conditions of the questions it names.",
            )
