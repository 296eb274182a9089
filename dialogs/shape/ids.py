"""Ids are plain words, and none is used twice in one list."""

import re
from collections.abc import Iterator

from dialogs.conditions import FACTS
from dialogs.questions import AnyQuestion, PickOne, Statements
from dialogs.questions.options import WithOptions
from dialogs.round import Round
from dialogs.shape.base import Finding

ID = re.compile(r"[a-z][a-z0-9_]{0,23}")
COLUMNS = frozenset({"response", "invited", "quarantined"})
"""Columns of every dataset, besides what is known without asking."""
BAND = re.compile(r"[a-z0-9_]{1,12}")


def find(round_: Round) -> Iterator[Finding]:
    yield from _named("$.id", [round_.id], "{}")
    check = round_.consent.check
    if check is not None:
        ids = [option.id for option in check.options]
        yield from _named("$.consent.check.options", ids, "{}[{}].id")
    bands = [band.id for band in round_.age_bands]
    yield from _named("$.questions", [q.id for q in round_.questions], "{}[{}].id")
    yield from _twice("$.age_bands", bands)
    for i, name in enumerate(bands):
        if not BAND.fullmatch(name):
            yield (
                f"$.age_bands[{i}].id",
                f"“{name}” cannot be an id.",
                "Use a-z, 0-9, _; 12 at most.",
            )
    for i, question in enumerate(round_.questions):
        yield from _of_question(f"$.questions[{i}]", question)


def _of_question(path: str, question: AnyQuestion) -> Iterator[Finding]:
    if question.id in FACTS:
        yield f"{path}.id", f"“{question.id}” is known without asking.", "Use another id."
    if question.id in COLUMNS:
        yield f"{path}.id", f"“{question.id}” is a column of its own.", "Use another id."
    if isinstance(question, WithOptions):
        yield from _named(f"{path}.options", [one.id for one in question.options], "{}[{}].id")
    if isinstance(question, PickOne):
        yield from _named(f"{path}.wider", [one.id for one in question.in_wider], "{}[{}].id")
    if isinstance(question, Statements):
        yield from _named(f"{path}.seeds", [one.id for one in question.seeds], "{}[{}].id")


def _named(path: str, names: list[str], each: str) -> Iterator[Finding]:
    for index, name in enumerate(names):
        if not ID.fullmatch(name):
            yield (
                each.format(path, index),
                f"“{name}” cannot be an id.",
                "Use a-z, 0-9 and _, at most 24, a letter first.",
            )
    yield from _twice(path, names)


def _twice(path: str, names: list[str]) -> Iterator[Finding]:
    seen: set[str] = set()
    for index, name in enumerate(names):
        if name in seen:
            yield (
                f"{path}[{index}].id",
                f"“{name}” is used twice.",
                "Give one of them another id.",
            )
        seen.add(name)
