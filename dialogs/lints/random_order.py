"""A long list is shown to everybody in another order, so that no option gains by standing first."""

from collections.abc import Iterator

from dialogs.lints.base import Finding, Outside, warning
from dialogs.questions import PickOne
from dialogs.questions.options import WithOptions
from dialogs.round import Round

MOST = 6


def find(round_: Round, outside: Outside) -> Iterator[Finding]:
    """Scales, places, breakdowns and what is sorted have an order of their own."""
    for i, question in enumerate(round_.questions):
        if not isinstance(question, WithOptions) or question.random_order or question.sort:
            continue
        ordered = isinstance(question, PickOne) and (
            question.likert or question.places or question.breakdown
        )
        free = [option for option in question.options if not option.anchored]
        if not ordered and len(free) > MOST:
            yield warning(
                f"$.questions[{i}].options",
                f"{len(free)} options are always shown in this order; the first ones gain by it.",
                "Add `random_order: true`, and `anchored: true` to those that must stay in place.",
            )
