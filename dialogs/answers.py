"""What a person said to one question: the outcome, and the value when there is one."""

from enum import StrEnum

from msgspec import Struct

Value = str | int | tuple[str, ...]
"""An option id, a point on a scale or a text, or option ids (in order for a ranking)."""


class Outcome(StrEnum):
    """Why a value is there or not. The four are never mixed in a table."""

    ANSWERED = "answered"
    SKIPPED = "skipped"
    DECLINED = "declined"
    """Chose "rather not say"."""
    NOT_ASKED = "not_asked"
    """The path did not lead here. Only in datasets: a session holds no such answer."""


class Answer(Struct, frozen=True, omit_defaults=True):
    """One answer. `value` is None unless the outcome is ANSWERED."""

    outcome: Outcome
    value: Value | None = None


SKIPPED = Answer(Outcome.SKIPPED)
DECLINED = Answer(Outcome.DECLINED)


def answered(value: Value) -> Answer:
    """Return the answer that holds `value`."""
    return Answer(Outcome.ANSWERED, value)
