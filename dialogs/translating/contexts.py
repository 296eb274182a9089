"""What each text of a round is: how translators are told, who speaks, and how long it may be."""

import re
from enum import StrEnum

from msgspec import Struct

from dialogs.lints.labels import MOST_SHOWN, shown
from dialogs.lints.screen_length import MOST_WORDS
from dialogs.lints.tools.words import words


class Unit(StrEnum):
    """What is counted."""

    CHARACTERS = "characters"
    WORDS = "words"


class Limit(Struct, frozen=True):
    """How long a text may be, as `consult check` counts it."""

    most: int
    unit: Unit

    def __str__(self) -> str:
        return f"{self.most} {self.unit}"

    def length(self, text: str) -> int:
        """Return how long a text is."""
        return shown(text) if self.unit is Unit.CHARACTERS else len(words(text))


class Context(Struct, frozen=True):
    """What a text is, who says it, and how long it may be."""

    told: str
    limit: Limit | None = None


_YOUNG = "The organisation speaks to one young person."
_BUTTON = Context(
    "Button. The young person says this by tapping it.", Limit(MOST_SHOWN, Unit.CHARACTERS)
)
_FOOTNOTE = Context(f"Small print that explains an option. {_YOUNG}")
_SCREEN = Limit(MOST_WORDS, Unit.WORDS)

CONTEXTS: dict[str, Context] = {
    "public_label": Context(f"Title of the round, in headings and sentences. {_YOUNG}"),
    "footnote": Context(f"Small print on the first card. {_YOUNG}"),
    "purpose": Context(f"Why we ask, a sentence or two on the first card. {_YOUNG}"),
    "organiser.name": Context("Who asks: part of a sentence and of a list, in the base form."),
    "organiser.funder": Context("Who pays: part of a sentence, in the base form."),
    "addressee.body": Context("Who decides: part of a sentence, in the base form."),
    "addressee.role": Context("What that body is responsible for: part of a sentence."),
    "addressee.decision": Context("What is decided: part of a sentence, after “they decide”."),
    "consent.text": Context(f"What is agreed to. Every promise in it must stay. {_YOUNG}", _SCREEN),
    "consent.check.text": Context(f"Question whether the consent was understood. {_YOUNG}"),
    "consent.check.options[].label": _BUTTON,
    "consent.check.options[].footnote": _FOOTNOTE,
    "consent.guardians.text": Context(
        f"For a younger person and whoever looks after them. {_YOUNG}", _SCREEN
    ),
    "help_lines[].name": Context("Name of a help line, as it calls itself in this language."),
    "help_lines[].hours": Context("When the help line answers, in a few words."),
    "questions[].text": Context(f"Question, the heading of its screen. {_YOUNG}"),
    "questions[].why": Context(f"Small print under the question: why it is asked. {_YOUNG}"),
    "questions[].body": Context(f"Text on a screen that only informs. {_YOUNG}", _SCREEN),
    "questions[].unit": Context("What a number counts, as it stands behind the figure."),
    "questions[].low": Context("Name of the lowest point of a scale; as strong as the highest."),
    "questions[].middle": Context("Name of the middle of a scale."),
    "questions[].high": Context("Name of the highest point of a scale; as strong as the lowest."),
    "questions[].options[].label": _BUTTON,
    "questions[].options[].footnote": _FOOTNOTE,
    "questions[].wider[].label": Context(
        "In the brief: a group that several options are put together in, as a table names it."
    ),
    "questions[].seeds[].text": Context(
        "Statement that one agrees or disagrees with. A young person speaks."
    ),
    "publication.asks[].what": Context(
        "In the brief: what should be done. The organisation speaks to those who decide."
    ),
    "publication.asks[].who": Context("In the brief: who should do it."),
}
"""By the fields that lead to a text."""

_PLACE = re.compile(r"\[\d+\]")


def context_of(path: str) -> Context:
    """Return what the text at a path (`$.questions[2].text`) is."""
    return CONTEXTS[_PLACE.sub("[]", path.removeprefix("$."))]
