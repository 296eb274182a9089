"""What a round must be like to be run at all: one file for each family of rules.

`round_file.load` refuses a round in which one of these rules is broken. What merely should be
better, or must be true before a launch, is a lint (`dialogs.lints`).
"""

from collections.abc import Iterator

from dialogs.round import Round
from dialogs.shape import (
    ages,
    care,
    dates,
    ids,
    languages,
    logic,
    publication,
    questions,
)
from dialogs.shape.base import Finding, Rule

RULES: tuple[Rule, ...] = (
    languages.find,
    ids.find,
    questions.find,
    logic.find,
    dates.find,
    ages.find,
    care.find,
    publication.find,
)


def findings(round_: Round) -> Iterator[Finding]:
    """Yield everything in `round_` that keeps it from being run."""
    for rule in RULES:
        yield from rule(round_)
