"""`scale`: 3 to 11 points with labelled ends."""

from typing import ClassVar

from dialogs.answers import Answer, answered
from dialogs.numbers import number
from dialogs.questions.base import (
    Asking,
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
    """A whole number, `points` of them from `first` on.

    Attributes:
        low: the name of the lowest point.
        high: the name of the highest point.
        middle: the name of the middle; may be left out.
        points: how many points there are, 3 to 11.
        first: the number of the lowest point, 0 or 1.
    """

    measure: ClassVar[Measure] = Measure.SCALE

    low: Localised
    high: Localised
    middle: Localised | None = None
    points: int = 5
    first: int = 1

    @property
    def numbers(self) -> range:
        """The points."""
        return range(self.first, self.first + self.points)

    def choices(self, asking: Asking) -> tuple[Shown, ...]:
        return tuple(
            Shown(index, str(point), mark="✓" if point == asking.value else "", wide=False)
            for index, point in enumerate(self.numbers)
        )

    def notes(self, asking: Asking) -> tuple[str, ...]:
        return (self.ends(asking.language),)

    def take(self, gesture: Gesture, asking: Asking) -> Taken:
        point = self._point(gesture)
        return answered(point) if point in self.numbers else Unclear(Why.NOT_AN_OPTION)

    def _point(self, gesture: Gesture) -> int:
        outside = self.first - 1
        match gesture:
            case Chose(index):
                return self.first + index if index >= 0 else outside
            case Typed(text):
                typed = number(text)
                return typed if isinstance(typed, int) else outside
        return outside

    def levels(self) -> tuple[Level, ...]:
        return tuple(
            Level(str(point), _label(point, self.text, self._names.get(point)))
            for point in self.numbers
        )

    @property
    def _names(self) -> dict[int, Localised]:
        """Return the points that have a name, from low to high."""
        names = {self.first: self.low}
        if self.middle is not None and self.points % 2:
            names[self.numbers[self.points // 2]] = self.middle
        return {**names, self.numbers[-1]: self.high}

    def wording_of(self, answer: Answer, asking: Asking) -> str:
        return f"{answer.value} / {self.numbers[-1]}"

    def ends(self, language: str) -> str:
        """Return the line that says what the named points mean."""
        return " · ".join(f"{point} = {name[language]}" for point, name in self._names.items())


def _label(point: int, languages: Localised, name: Localised | None) -> Localised:
    return {tag: f"{point} ({name[tag]})" if name else str(point) for tag in languages}
