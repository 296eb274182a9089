"""A round takes no more than eight minutes."""

from collections.abc import Iterator

from dialogs.lints.base import Finding, Outside, warning
from dialogs.lints.tools.reach import is_asked
from dialogs.lints.tools.screens import Drawn, first_screens
from dialogs.lints.tools.words import words
from dialogs.prompts import Prompt
from dialogs.questions import AnyQuestion, Statements
from dialogs.questions.base import Measure
from dialogs.round import Round
from dialogs.states import MoveName

MOST_MINUTES = 8

WORDS_A_MINUTE = 180
"""Adults read 238 words of English prose a minute (Brysbaert 2019, a meta-analysis); a young
person on a phone, with many short texts, reads about a quarter slower."""

SECONDS = {
    Measure.ONE: 4,
    Measure.MANY: 8,
    Measure.SCALE: 4,
    Measure.ORDER: 12,
    Measure.POINTS: 15,
    Measure.NUMBER: 8,
    Measure.DATE: 8,
    Measure.TEXT: 45,
    Measure.VOTES: 5,
    Measure.NOTHING: 1,
}
"""To decide and tap, once everything has been read: our own estimates; votes are per statement."""


def find(round_: Round, outside: Outside) -> Iterator[Finding]:
    """Everything that speakers of a language can be asked counts; shorter paths are a bonus."""
    for language in outside.spoken(round_):
        seconds = sum(
            _reading(drawn.prompt) + _deciding(round_, drawn)
            for drawn in first_screens(round_, language, outside)
            if _seen(round_, drawn, language)
        )
        if seconds > MOST_MINUTES * 60:
            yield warning(
                "$.questions",
                f"In “{language}” this takes about {seconds / 60:.0f} minutes at reading speed; "
                f"after {MOST_MINUTES} many stop.",
                "Leave out what the decision does not need.",
            )


def _seen(round_: Round, drawn: Drawn, language: str) -> bool:
    question = _asked(round_, drawn)
    return question is None or is_asked(round_, question, language) is not False


def _asked(round_: Round, drawn: Drawn) -> AnyQuestion | None:
    return round_.question(drawn.session.at) if drawn.session.at else None


def _reading(prompt: Prompt) -> float:
    labels = [each.text for row in prompt.rows for each in row if each.move is MoveName.CHOOSE]
    read = (prompt.heading, *prompt.paragraphs, prompt.hint, *labels)
    return sum(len(words(text)) for text in read) * 60 / WORDS_A_MINUTE


def _deciding(round_: Round, drawn: Drawn) -> float:
    question = _asked(round_, drawn)
    if question is None:
        return 2
    if isinstance(question, Statements):
        shown = min(question.most, len(question.seeds))
        texts = [len(words(seed.wording(drawn.session.language))) for seed in question.seeds]
        reading = sum(texts) / len(texts) * 60 / WORDS_A_MINUTE
        return shown * (SECONDS[question.measure] + reading)
    return SECONDS[question.measure]
