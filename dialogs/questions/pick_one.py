"""`pick_one`: one tap answers. May be a breakdown (gender, part of town, …)."""

from typing import ClassVar

from dialogs.answers import Value, answered
from dialogs.questions.base import (
    Chose,
    Gesture,
    Level,
    Measure,
    Option,
    Question,
    Shown,
    Taken,
    Typed,
    Unclear,
    Why,
)
from dialogs.questions.options import labels_of, levels_of, named


class PickOne(Question, frozen=True, kw_only=True, tag="pick_one"):
    """Exactly one of the options."""

    measure: ClassVar[Measure] = Measure.ONE

    options: tuple[Option, ...]
    breakdown: bool = False

    def choices(self, language: str, held: Value | None) -> tuple[Shown, ...]:
        return tuple(
            Shown(option.label[language], mark="✓" if option.id == held else "")
            for option in self.options
        )

    def take(self, gesture: Gesture, held: tuple[str, ...], language: str) -> Taken:
        if isinstance(gesture, Chose | Typed):
            option = named(gesture, self.options, language)
            if option is not None:
                return answered(option.id)
        return Unclear(Why.NOT_AN_OPTION)

    def levels(self) -> tuple[Level, ...]:
        return levels_of(self.options)

    def wording_of(self, value: Value, language: str) -> str:
        return labels_of((str(value),), self.options, language)[0]
