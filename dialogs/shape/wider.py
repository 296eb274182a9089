"""Wider categories: of options that are there, each in one at most, and not all in the same."""

from collections.abc import Iterator

from dialogs.questions import PickOne
from dialogs.questions.options import Wider
from dialogs.round import Round
from dialogs.shape.base import Finding


def find(round_: Round) -> Iterator[Finding]:
    for i, question in enumerate(round_.questions):
        if isinstance(question, PickOne) and question.in_wider:
            yield from _of_question(question, f"$.questions[{i}]")


def _of_question(question: PickOne, path: str) -> Iterator[Finding]:
    if not question.breakdown:
        yield (
            f"{path}.wider",
            "Wider categories are for a question that results are broken down by.",
            "Add `breakdown: true`, or take `wider` away.",
        )
    options = [option.id for option in question.options]
    taken: dict[str, str] = {}
    for i, one in enumerate(question.in_wider):
        yield from _of_category(one, options, taken, f"{path}.wider[{i}]")
        taken |= dict.fromkeys(one.of, one.id)


def _of_category(
    one: Wider, options: list[str], taken: dict[str, str], path: str
) -> Iterator[Finding]:
    if one.id in options:
        yield f"{path}.id", f"“{one.id}” is an option already.", "Give it another id."
    for j, name in enumerate(one.of):
        if name not in options:
            yield f"{path}.of[{j}]", f"“{name}” is no option of this question.", "Correct it."
        elif name in taken or name in one.of[:j]:
            where = taken.get(name, one.id)
            yield f"{path}.of[{j}]", f"“{name}” is in “{where}” already.", "Keep one of the two."
    held = set(one.of)
    if len(held) < 2:
        yield f"{path}.of", "A wider category holds two options or more.", "Add one, or remove it."
    elif held >= set(options):
        yield f"{path}.of", "It holds every option: nothing is left to compare.", "Take one out."
