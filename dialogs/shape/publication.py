"""The plan of tables names what is there, and protection is never weakened."""

from collections.abc import Iterator

from dialogs.round import Round
from dialogs.shape.base import Finding, has_level


def find(round_: Round) -> Iterator[Finding]:
    plan = round_.publication
    allowed = {"age", *(q.id for q in round_.breakdowns)}
    for i, name in enumerate(plan.breakdowns):
        if name not in allowed:
            yield (
                f"$.publication.breakdowns[{i}]",
                f"“{name}” is no breakdown.",
                "Mark its question `breakdown: true`.",
            )
    if plan.threshold < 10 or plan.rounding < 5:
        yield (
            "$.publication",
            "Protection may only be stricter: threshold ≥ 10, rounding ≥ 5.",
            "Raise it.",
        )
    yield from _asks(round_)


def _asks(round_: Round) -> Iterator[Finding]:
    questions = {question.id: question for question in round_.questions}
    for i, ask in enumerate(round_.publication.asks):
        question = questions.get(ask.question)
        if question is None or not has_level(question, ask.option):
            yield (
                f"$.publication.asks[{i}]",
                "The ask rests on an option that is not there.",
                "Correct its question or option.",
            )
