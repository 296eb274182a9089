"""Whatever was answered before, a filtered list has something to choose from."""

from collections.abc import Iterator

from dialogs.answers import answered
from dialogs.lints.base import Finding, Outside, error
from dialogs.questions import PickMany, PickOne, Ranking
from dialogs.questions.options import WithOptions
from dialogs.round import Round


def find(round_: Round, outside: Outside) -> Iterator[Finding]:
    for i, question in enumerate(round_.questions):
        if not isinstance(question, WithOptions) or not question.filter_by:
            continue
        source = round_.question(question.filter_by)
        if not isinstance(source, PickOne | PickMany | Ranking):
            continue
        needed = question.least if isinstance(question, PickMany) else 1
        short = [option.id for option in source.options if _left(question, option.id) < needed]
        if short:
            yield error(
                f"$.questions[{i}].filter_by",
                f"Whoever answers {', '.join(short)} to “{source.id}” finds fewer than {needed} "
                f"option{'s' if needed > 1 else ''} here.",
                "Add options for them, or let `show_if` leave the question out.",
            )


def _left(question: WithOptions, chosen: str) -> int:
    """Return how many options are left after this answer of the earlier question."""
    given = {question.filter_by: answered(chosen)}
    return sum(question.still_fits(answered(option.id), given) for option in question.options)
