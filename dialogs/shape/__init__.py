"""What a round must be like to be run at all: one file for each family of rules.

`round_file.load` refuses a round in which one of these rules is broken. What merely should be
better, or must be true before a launch, is a lint (`dialogs.lints`).
"""

from collections.abc import Iterator
from types import ModuleType

from dialogs.round import Round
from dialogs.shape import (
    ages,
    beginnings,
    care,
    dates,
    ids,
    languages,
    limits,
    logic,
    publication,
    questions,
    quotes,
    themes,
    wider,
)
from dialogs.shape.base import Finding

RULES: tuple[ModuleType, ...] = (
    languages,
    ids,
    questions,
    logic,
    beginnings,
    dates,
    ages,
    care,
    publication,
    quotes,
    themes,
    wider,
)


def findings(round_: Round) -> Iterator[tuple[str, Finding]]:
    """Yield everything in `round_` that keeps it from being run, with the name of the rule."""
    too_many = False
    for finding in limits.find(round_):
        too_many = True
        yield "limits", finding
    for rule in () if too_many else RULES:
        for finding in rule.find(round_):
            yield rule.__name__.rpartition(".")[2], finding
