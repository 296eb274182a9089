"""`ranking`: tap in order, most important first; what was tapped again is free again."""

from typing import ClassVar

from dialogs.answers import Answer, answered
from dialogs.questions.base import (
    Asking,
    Finished,
    Gesture,
    Holding,
    Measure,
    Shown,
    Taken,
    Unclear,
    Undone,
    Why,
)
from dialogs.questions.options import WithOptions


class Ranking(WithOptions, frozen=True, kw_only=True, tag="ranking"):
    """The `places` most important options, in order; all of them when `places` is left out.

    Attributes:
        places: how many are put in order.
    """

    measure: ClassVar[Measure] = Measure.ORDER
    undoes: ClassVar[bool] = True

    places: int | None = None

    @property
    def length(self) -> int:
        """How many options make a finished ranking."""
        return self.places or len(self.options)

    def _length(self, asking: Asking) -> int:
        """Return the length as things stand: a filter may leave fewer options."""
        return min(self.length, len(self.shown(asking))) if self.filter_by else self.length

    def begin(self, asking: Asking) -> tuple[str, ...]:
        return asking.value if isinstance(asking.value, tuple) else ()

    def gathers(self, asking: Asking) -> bool:
        return True

    def choices(self, asking: Asking) -> tuple[Shown, ...]:
        return tuple(
            self.choice(index, option, asking, mark=_place(option.id, asking.held))
            for index, option in self.shown(asking)
        )

    def take(self, gesture: Gesture, asking: Asking) -> Taken:
        length = self._length(asking)
        match gesture:
            case Undone():
                return Holding(asking.held[:-1])
            case Finished() if len(asking.held) < length:
                return Unclear(Why.TOO_FEW, length)
            case Finished():
                return answered(asking.held)
        option = self.named(gesture, asking)
        return option if isinstance(option, Unclear) else self._place(option.id, length, asking)

    def _place(self, option: str, length: int, asking: Asking) -> Taken:
        if option in asking.held:
            return Holding(tuple(each for each in asking.held if each != option))
        if len(asking.held) >= length:
            return Unclear(Why.TOO_MANY, length)
        return Holding((*asking.held, option))

    def wording_of(self, answer: Answer, asking: Asking) -> str:
        labels = self.labels(answer.value or (), "", asking.say)
        return ", ".join(f"{place}. {label}" for place, label in enumerate(labels, start=1))


def _place(option: str, order: tuple[str, ...]) -> str:
    return f"{order.index(option) + 1}." if option in order else ""
