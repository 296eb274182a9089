"""Somebody has phoned every help line in the last 90 days."""

from collections.abc import Iterator

from dialogs.lints.base import Finding, Outside, warning
from dialogs.round import Round

MOST_DAYS = 90


def find(round_: Round, outside: Outside) -> Iterator[Finding]:
    for i, line in enumerate(round_.help_lines):
        tested = outside.phoned.get(line.number)
        days = (outside.today - tested).days if tested else None
        if days is None or days > MOST_DAYS:
            since = "there is no record" if days is None else f"{days} days ago"
            yield warning(
                f"$.help_lines[{i}].number",
                f"When was {line.number} last phoned? Our answer: {since}.",
                "Phone it, ask for its hours, and record that with `consult confirm`.",
            )
