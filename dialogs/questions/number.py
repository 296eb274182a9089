"""`number`: a typed number within a range."""

from typing import ClassVar

from dialogs.answers import Answer, answered
from dialogs.numbers import number
from dialogs.questions.base import (
    Asking,
    Gesture,
    Localised,
    Measure,
    Question,
    Shown,
    Taken,
    Typed,
    Unclear,
    Why,
)


class Number(Question, frozen=True, kw_only=True, tag="number"):
    """A number from `least` to `most`, both included.

    Attributes:
        least: the smallest number that can be answered.
        most: the largest.
        decimals: how many digits may follow the decimal mark; 0 asks for whole numbers.
        unit: said behind the number ("minutes").
    """

    measure: ClassVar[Measure] = Measure.NUMBER

    least: int | float
    most: int | float
    decimals: int = 0
    unit: Localised | None = None

    def choices(self, asking: Asking) -> tuple[Shown, ...]:
        return ()

    def notes(self, asking: Asking) -> tuple[str, ...]:
        unit = f" {self.unit[asking.language]}" if self.unit else ""
        most = f"{self.most}{unit}"
        return (
            asking.say(
                "🔢 Type a number from {least} to {most}.", least=str(self.least), most=most
            ),
        )

    def awaits_typing(self, asking: Asking) -> bool:
        return True

    def take(self, gesture: Gesture, asking: Asking) -> Taken:
        typed = number(self._bare(gesture.text, asking)) if isinstance(gesture, Typed) else None
        if typed is None:
            return Unclear(Why.NOT_A_NUMBER)
        rounded = round(typed, self.decimals) if self.decimals else typed
        if rounded != typed or (not self.decimals and not isinstance(typed, int)):
            return Unclear(Why.NOT_A_NUMBER)
        if not self.least <= rounded <= self.most:
            return Unclear(Why.OUT_OF_RANGE, str(self.least), str(self.most))
        return answered(rounded)

    def _bare(self, text: str, asking: Asking) -> str:
        """Return a typed text without the unit that some will write behind the number."""
        unit = self.unit[asking.language].casefold() if self.unit else ""
        return text.strip().casefold().removesuffix(unit)

    def wording_of(self, answer: Answer, asking: Asking) -> str:
        return f"{answer.value} {self.unit[asking.language]}" if self.unit else str(answer.value)
