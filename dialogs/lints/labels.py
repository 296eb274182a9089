"""Options can be read on a button, and told apart."""

import unicodedata
from collections.abc import Iterator

from dialogs.folding import fold
from dialogs.lints.base import Finding, Outside, warning
from dialogs.questions import Points
from dialogs.questions.options import Option, WithOptions
from dialogs.round import Round

MOST_SHOWN = 64
"""Telegram has no documented limit; a phone cuts a label after two lines of about this much."""


def find(round_: Round, outside: Outside) -> Iterator[Finding]:
    for place, options, most in _lists(round_):
        for language in round_.languages:
            seen: dict[str, str] = {}
            for j, option in enumerate(options):
                path = f"{place}[{j}].label.{language}"
                label = option.button(language)
                if shown(label) > most:
                    yield warning(
                        path,
                        f"This label has {shown(label)} characters; phones cut it after about "
                        f"{most}.",
                        "Shorten it, or explain it in the question.",
                    )
                key = fold(label) or label
                if key in seen:
                    yield warning(
                        path,
                        f"“{label}” reads like the option “{seen[key]}”.",
                        "Whoever types the answer cannot be understood: word them differently.",
                    )
                seen.setdefault(key, option.id)


def _lists(round_: Round) -> Iterator[tuple[str, tuple[Option, ...], int]]:
    """Yield lists of options with their paths, and how long each may be."""
    if round_.consent.check is not None:
        yield "$.consent.check.options", round_.consent.check.options, MOST_SHOWN
    for i, question in enumerate(round_.questions):
        if isinstance(question, WithOptions):
            yield f"$.questions[{i}].options", question.options, room_for(question)


def room_for(question: WithOptions) -> int:
    """Return how many characters a label may have; the points given stand behind it."""
    points = f" · {question.total}" if isinstance(question, Points) else ""
    return MOST_SHOWN - len(points)


def shown(text: str) -> int:
    """Return how many characters are seen: marks on letters and joiners are not counted."""
    return sum(unicodedata.category(letter) not in {"Mn", "Me", "Cf"} for letter in text)
