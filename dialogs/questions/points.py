"""`points`: share a number of points among the options; each tap gives some to one."""

from collections import Counter
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
    Typed,
    Unclear,
    Undone,
    Why,
)
from dialogs.questions.options import WithOptions


class Points(WithOptions, frozen=True, kw_only=True, tag="points"):
    """`total` points, given `step` at a time; all of them must be given.

    A value holds every option that was shown, with 0 where nothing was given. Typing as many
    whole numbers as there are options, in their order, answers at once.

    Attributes:
        total: how many points are shared out.
        step: how many one tap gives; `total` is a multiple of it.
    """

    measure: ClassVar[Measure] = Measure.POINTS
    undoes: ClassVar[bool] = True

    total: int = 10
    step: int = 1

    def begin(self, asking: Asking) -> tuple[str, ...]:
        given = asking.value if isinstance(asking.value, dict) else {}
        return tuple(one for one, points in given.items() for _ in range(points // self.step))

    def gathers(self, asking: Asking) -> bool:
        return True

    def choices(self, asking: Asking) -> tuple[Shown, ...]:
        given = Counter(asking.held)
        return tuple(
            self.choice(index, option, asking, more=f" · {given[option.id] * self.step}")
            for index, option in self.shown(asking)
        )

    def notes(self, asking: Asking) -> tuple[str, ...]:
        left = self.total - len(asking.held) * self.step
        return (asking.say("Points left to give: {number}", number=left),)

    def take(self, gesture: Gesture, asking: Asking) -> Taken:
        left = self.total - len(asking.held) * self.step
        match gesture:
            case Undone():
                return Holding(asking.held[:-1])
            case Finished() if left:
                return Unclear(Why.NOT_SPENT, left)
            case Finished():
                return self._answer(asking)
            case Typed(text) if (numbers := _numbers(text)) and len(numbers) > 1:
                return self._all_at_once(numbers, asking)
        option = self.named(gesture, asking)
        if isinstance(option, Unclear):
            return option
        return Holding((*asking.held, option.id)) if left else Unclear(Why.ALL_SPENT)

    def _answer(self, asking: Asking) -> Answer:
        given = Counter(asking.held)
        return answered({one.id: given[one.id] * self.step for _, one in self.shown(asking)})

    def _all_at_once(self, numbers: list[int], asking: Asking) -> Taken:
        shown = [option.id for _, option in self.shown(asking)]
        if len(numbers) != len(shown) or any(number % self.step for number in numbers):
            return Unclear(Why.NOT_AN_OPTION)
        if sum(numbers) > self.total:
            return Unclear(Why.ALL_SPENT)
        pairs = zip(shown, numbers, strict=True)
        held = tuple(one for one, number in pairs for _ in range(number // self.step))
        return Holding(held)

    def wording_of(self, answer: Answer, asking: Asking) -> str:
        given = answer.value if isinstance(answer.value, dict) else {}
        return ", ".join(
            f"{option.label[asking.language]}: {given[option.id]}"
            for option in self.options
            if option.id in given
        )


def _numbers(text: str) -> list[int]:
    """Return the whole numbers that a text consists of; none when anything else is in it."""
    parts = text.replace(",", " ").replace(";", " ").split()
    return [int(part) for part in parts] if all(part.isdecimal() for part in parts) else []
