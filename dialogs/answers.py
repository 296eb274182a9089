"""What a person said to one question: the outcome, and the value when there is one."""

from enum import StrEnum

from msgspec import Struct

Value = str | int | float | tuple[str, ...] | dict[str, int]
"""An option id, a text or a part of a date; a number; option ids (in order for a ranking); or
whole numbers by id (points by option, votes by statement)."""


class Outcome(StrEnum):
    """Why a value is there or not. The four are never mixed in a table."""

    ANSWERED = "answered"
    SKIPPED = "skipped"
    DECLINED = "declined"
    """Chose "rather not say"."""
    NOT_ASKED = "not_asked"
    """The path did not lead here. Only in datasets: a session holds no such answer."""


class Answer(Struct, frozen=True, omit_defaults=True, gc=False):
    """One answer. `value` is None unless the outcome is ANSWERED.

    `words` are own words beside the value: what "other" means, or statements of one's own, one a
    line. They are kept apart from the value in a dataset, as all texts are; statements leave the
    response already when it is sent.
    """

    outcome: Outcome
    value: Value | None = None
    words: str = ""


SKIPPED = Answer(Outcome.SKIPPED)
DECLINED = Answer(Outcome.DECLINED)


def answered(value: Value, words: str = "") -> Answer:
    """Return the answer that holds `value`."""
    return Answer(Outcome.ANSWERED, value, words)
