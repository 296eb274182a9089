"""`ranking`: tap in order, most important first; the last tap can be taken back."""

from typing import ClassVar

from dialogs.answers import Value, answered
from dialogs.questions.base import (
    Chose,
    Finished,
    Gesture,
    Holding,
    Level,
    Measure,
    Option,
    Question,
    Shown,
    Taken,
    Typed,
    Unclear,
    Undone,
    Why,
)
from dialogs.questions.options import labels_of, levels_of, named


class Ranking(Question, frozen=True, kw_only=True, tag="ranking"):
    """The `places` most important options, in order; all of them when `places` is left out."""

    measure: ClassVar[Measure] = Measure.ORDER

    options: tuple[Option, ...]
    places: int | None = None

    @property
    def length(self) -> int:
        """How many options make a finished ranking."""
        return self.places or len(self.options)

    def gathers(self) -> bool:
        return True

    def choices(self, language: str, held: Value | None) -> tuple[Shown, ...]:
        order = held if isinstance(held, tuple) else ()
        return tuple(
            Shown(option.label[language], mark=_place(option.id, order)) for option in self.options
        )

    def take(self, gesture: Gesture, held: tuple[str, ...], language: str) -> Taken:
        match gesture:
            case Chose() | Typed():
                return self._place_next(gesture, held, language)
            case Undone():
                return Holding(held[:-1])
            case Finished() if len(held) < self.length:
                return Unclear(Why.TOO_FEW, self.length)
            case Finished():
                return answered(held)

    def _place_next(self, gesture: Chose | Typed, held: tuple[str, ...], language: str) -> Taken:
        option = named(gesture, self.options, language)
        if option is None:
            return Unclear(Why.NOT_AN_OPTION)
        if option.id in held:
            return Holding(held)
        if len(held) == self.length:
            return Unclear(Why.TOO_MANY, self.length)
        return Holding((*held, option.id))

    def levels(self) -> tuple[Level, ...]:
        return levels_of(self.options)

    def wording_of(self, value: Value, language: str) -> str:
        order = value if isinstance(value, tuple) else (str(value),)
        labels = labels_of(order, self.options, language)
        return ", ".join(f"{place}. {label}" for place, label in enumerate(labels, start=1))


def _place(option: str, order: tuple[str, ...]) -> str:
    return f"{order.index(option) + 1}." if option in order else ""
