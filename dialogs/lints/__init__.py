"""What should be better about a round that can be run: one file for each rule.

`consult check` prints what they find. A new rule is a new file here and a new name in `_FILES`.
What a round cannot be run without is in `dialogs.shape`.
"""

from types import ModuleType

from dialogs.lints import (
    asks,
    breakdown_plan,
    contradictions,
    dates,
    distress_words,
    double_barrelled,
    duration,
    empty_lists,
    example_texts,
    harmful_words,
    help_lines,
    internal_terms,
    labels,
    leading,
    quotes,
    random_order,
    reachable,
    reviews,
    scales,
    screen_length,
    sentences,
    stale_translations,
    telegram,
)
from dialogs.lints.base import Finding, Lint, Outside
from dialogs.problems import Problem
from dialogs.round import Round
from dialogs.yaml_lines import Lines

_FILES: tuple[ModuleType, ...] = (
    asks,
    breakdown_plan,
    contradictions,
    dates,
    distress_words,
    double_barrelled,
    duration,
    empty_lists,
    example_texts,
    harmful_words,
    help_lines,
    internal_terms,
    labels,
    leading,
    quotes,
    random_order,
    reachable,
    reviews,
    scales,
    screen_length,
    sentences,
    stale_translations,
    telegram,
)


def _lint(file: ModuleType) -> Lint:
    name = file.__name__.rpartition(".")[2]
    return Lint(name, (file.__doc__ or "").splitlines()[0], file.find)


LINTS: dict[str, Lint] = {lint.name: lint for lint in map(_lint, _FILES)}
"""Every lint by its name."""


def problems_in(round_: Round, lines: Lines, outside: Outside) -> tuple[Problem, ...]:
    """Return everything that the lints find, each with its file and line."""
    return tuple(
        Problem(*lines.place(each.path), each.what, each.remedy, lint.name, each.severity)
        for lint in LINTS.values()
        for each in lint.find(round_, outside)
    )


__all__ = ["LINTS", "Finding", "Lint", "Outside", "problems_in"]
