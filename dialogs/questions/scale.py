"""`scale`: 3 to 11 points with labelled ends."""

from typing import ClassVar

from dialogs.answers import Value, answered
from dialogs.questions.base import (
    Chose,
    Gesture,
    Level,
    Localised,
    Measure,
    Question,
    Shown,
    Taken,
    Typed,
    Unclear,
    Why,
)


class Scale(Question, frozen=True, kw_only=True, tag="scale"):
    """A whole number from 1 to `points`; `low` and `high` name the ends."""

    measure: ClassVar[Measure] = Measure.SCALE

    low: Localised
    high: Localised
    points: int = 5

    def choices(self, language: str, held: Value | None) -> tuple[Shown, ...]:
        return tuple(
            Shown(str(point), mark="✓" if point == held else "", wide=False)
            for point in range(1, self.points + 1)
        )

    def take(self, gesture: Gesture, held: tuple[str, ...], language: str) -> Taken:
        point = _point(gesture)
        if point is not None and 1 <= point <= self.points:
            return answered(point)
        return Unclear(Why.NOT_AN_OPTION)

    def levels(self) -> tuple[Level, ...]:
        ends = {1: self.low, self.points: self.high}
        return tuple(
            Level(str(point), _level_label(point, self.text, ends.get(point)))
            for point in range(1, self.points + 1)
        )

    def wording_of(self, value: Value, language: str) -> str:
        return f"{value} / {self.points}"

    def ends(self, language: str) -> str:
        """Return the line that says what the ends mean."""
        return f"1 = {self.low[language]} · {self.points} = {self.high[language]}"


def _point(gesture: Gesture) -> int | None:
    match gesture:
        case Chose(index):
            return index + 1
        case Typed(text) if text.strip().isdecimal():
            return int(text)
    return None


def _level_label(point: int, languages: Localised, end: Localised | None) -> Localised:
    return {tag: f"{point} ({end[tag]})" if end else str(point) for tag in languages}
