"""`free_text`: own words, with the warning not to write names."""

from typing import ClassVar

from dialogs.answers import Value, answered
from dialogs.questions.base import (
    Gesture,
    Measure,
    Question,
    Shown,
    Taken,
    Typed,
    Unclear,
    Why,
)


class FreeText(Question, frozen=True, kw_only=True, tag="free_text"):
    """A text of at most `limit` characters."""

    measure: ClassVar[Measure] = Measure.TEXT

    limit: int = 500

    def choices(self, language: str, held: Value | None) -> tuple[Shown, ...]:
        return ()

    def take(self, gesture: Gesture, held: tuple[str, ...], language: str) -> Taken:
        if not isinstance(gesture, Typed) or not gesture.text.strip():
            return Unclear(Why.EMPTY)
        text = gesture.text.strip()
        if len(text) > self.limit:
            return Unclear(Why.TOO_LONG, self.limit)
        return answered(text)

    def wording_of(self, value: Value, language: str) -> str:
        return str(value)
