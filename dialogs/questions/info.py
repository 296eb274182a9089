"""`info`: says something and asks nothing."""

from typing import ClassVar

from dialogs.answers import Answer
from dialogs.questions.base import (
    Asking,
    Gesture,
    Localised,
    Measure,
    Question,
    Shown,
    Taken,
    Unclear,
    Why,
)


class Info(Question, frozen=True, kw_only=True, tag="info"):
    """A screen to read: `text` as its heading, `body`, which may be left out, below it.

    Attributes:
        body: what there is to read.
    """

    measure: ClassVar[Measure] = Measure.NOTHING

    body: Localised | None = None

    def choices(self, asking: Asking) -> tuple[Shown, ...]:
        return ()

    def notes(self, asking: Asking) -> tuple[str, ...]:
        return (self.body[asking.language],) if self.body else ()

    def take(self, gesture: Gesture, asking: Asking) -> Taken:
        return Unclear(Why.NOT_AN_OPTION)

    def wording_of(self, answer: Answer, asking: Asking) -> str:
        raise AssertionError("nothing was asked")
