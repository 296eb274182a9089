"""`date_part`: a year, or a month of a year. Never a day: a whole date points to a person."""

import re
from enum import StrEnum
from typing import ClassVar

from dialogs.answers import Answer, answered
from dialogs.questions.base import (
    Asking,
    Chose,
    Gesture,
    Holding,
    Measure,
    Question,
    Shown,
    Taken,
    Typed,
    Unclear,
    Undone,
    Why,
)

_MONTHS = 12
_TYPED = re.compile(r"(?:(?P<month>\d{1,2})[\s./-]+)?(?P<year>\d{4})(?:[\s./-]+(?P<late>\d{1,2}))?")


class Precision(StrEnum):
    """How much of a date is asked for."""

    YEAR = "year"
    MONTH = "month"


class DatePart(Question, frozen=True, kw_only=True, tag="date_part"):
    """A year as "2026", or a month as "2026-03", from `earliest` to `latest`, both included.

    Attributes:
        precision: `year` or `month`.
        earliest: the first year (2022), or month in quotes ("2022-09").
        latest: the last one, in the same form; today when left out.
    """

    measure: ClassVar[Measure] = Measure.DATE
    undoes: ClassVar[bool] = True

    precision: Precision = Precision.MONTH
    earliest: str | int
    latest: str | int | None = None

    def choices(self, asking: Asking) -> tuple[Shown, ...]:
        if asking.held:
            return tuple(
                Shown(month - 1, f"{month:02}.{asking.held[0]}", _mark(part, asking), wide=False)
                for month in range(1, _MONTHS + 1)
                if self._allows(part := f"{asking.held[0]}-{month:02}", asking)
            )
        return tuple(
            Shown(index, str(year), _mark(str(year), asking), wide=False)
            for index, year in enumerate(self._years(asking))
        )

    def _years(self, asking: Asking) -> range:
        """Return the years that can be tapped, the latest first."""
        return range(int(self._last(asking)[:4]), int(self._first[:4]) - 1, -1)

    def notes(self, asking: Asking) -> tuple[str, ...]:
        if self.precision is Precision.YEAR:
            return (asking.say("📅 Tap the year, or type it."),)
        if asking.held:
            return (asking.say("📅 Now tap the month."),)
        return (asking.say("📅 Tap the year, then the month, or type both, such as 03.2026."),)

    def take(self, gesture: Gesture, asking: Asking) -> Taken:
        match gesture:
            case Undone():
                return Holding(())
            case Chose(index) if asking.held:
                return self._checked(f"{asking.held[0]}-{index + 1:02}", asking)
            case Chose(index) if 0 <= index < len(self._years(asking)):
                return self._year(self._years(asking)[index], asking)
            case Typed(text):
                return self._typed(text, asking)
        return Unclear(Why.NOT_A_DATE)

    def _year(self, year: int, asking: Asking) -> Taken:
        """Take a year as the answer, or open its months."""
        if self.precision is Precision.YEAR:
            return self._checked(str(year), asking)
        return Holding((str(year),)) if year in self._years(asking) else self._out(asking)

    def _typed(self, text: str, asking: Asking) -> Taken:
        found = _TYPED.fullmatch(text.strip().rstrip("."))
        if found is None or (found["month"] and found["late"]):
            return Unclear(Why.NOT_A_DATE)
        month = int(found["month"] or found["late"] or 0)
        if not month:
            return self._year(int(found["year"]), asking)
        if self.precision is Precision.YEAR:
            return Unclear(Why.NOT_A_DATE)
        return self._checked(f"{int(found['year']):04}-{month:02}", asking)

    def _checked(self, part: str, asking: Asking) -> Taken:
        return answered(part) if self._allows(part, asking) else self._out(asking)

    def _out(self, asking: Asking) -> Unclear:
        return Unclear(Why.OUT_OF_RANGE, _spoken(self._first), _spoken(self._last(asking)))

    def _allows(self, part: str, asking: Asking) -> bool:
        first, last = self._first, self._last(asking)
        month = int(part[5:] or 1)
        return 1 <= month <= _MONTHS and first <= part[: len(first)] and part[: len(last)] <= last

    @property
    def _first(self) -> str:
        return str(self.earliest)

    def _last(self, asking: Asking) -> str:
        return str(self.latest) if self.latest is not None else f"{asking.today:%Y-%m}"

    def wording_of(self, answer: Answer, asking: Asking) -> str:
        return _spoken(str(answer.value))


def _mark(part: str, asking: Asking) -> str:
    return "✓" if part == asking.value else ""


def _spoken(part: str) -> str:
    """Return a month as it is written in all our languages: 03.2026."""
    year, _, month = part.partition("-")
    return f"{month}.{year}" if month else year
