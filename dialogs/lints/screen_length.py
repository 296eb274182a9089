"""No screen of the round's own words is longer than 80 words."""

from collections.abc import Iterator

from dialogs.lints.base import Finding, Outside, warning
from dialogs.lints.tools.words import words
from dialogs.questions import Info
from dialogs.questions.base import Localised
from dialogs.round import Round

MOST_WORDS = 80
"""About what a phone shows without scrolling."""


def find(round_: Round, outside: Outside) -> Iterator[Finding]:
    for path, texts in _screens(round_):
        for language, text in texts.items():
            count = len(words(text))
            if count > MOST_WORDS:
                yield warning(
                    f"{path}.{language}",
                    f"{count} words on one screen; after {MOST_WORDS} one has to scroll.",
                    "Say less, or make two screens of it.",
                )


def _screens(round_: Round) -> Iterator[tuple[str, Localised]]:
    yield "$.consent.text", round_.consent.text
    if round_.consent.guardians is not None:
        yield "$.consent.guardians.text", round_.consent.guardians.text
    for i, question in enumerate(round_.questions):
        if isinstance(question, Info) and question.body is not None:
            yield f"$.questions[{i}].body", question.body
