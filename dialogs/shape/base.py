"""What a rule gives: where, what is wrong, what to do."""

from dialogs.questions import AnyQuestion, Scale
from dialogs.questions.options import WithOptions

Finding = tuple[str, str, str]
"""Path (`$.questions[2].text`), what is wrong, what to do."""


def has_level(question: AnyQuestion, level: object) -> bool:
    """Return whether an answer can be `level`: an option's id, or a point of a scale as a text.

    Nothing else of the question is looked at: its texts and numbers may still be wrong.
    """
    if isinstance(question, WithOptions):
        return any(option.id == level for option in question.options)
    if isinstance(question, Scale) and isinstance(level, str) and level.isdecimal():
        return len(level) < 4 and int(level) in question.numbers
    return False
