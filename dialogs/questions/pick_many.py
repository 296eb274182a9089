"""`pick_many`: taps switch options on and off, "done" answers."""

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
    Why,
)
from dialogs.questions.options import labels_of, levels_of, named, option_ids


class PickMany(Question, frozen=True, kw_only=True, tag="pick_many"):
    """Between `least` and `most` of the options, kept in the order of the round file."""

    measure: ClassVar[Measure] = Measure.MANY

    options: tuple[Option, ...]
    least: int = 1
    most: int | None = None

    @property
    def ceiling(self) -> int:
        """The most that may be chosen."""
        return self.most or len(self.options)

    def gathers(self) -> bool:
        return True

    def choices(self, language: str, held: Value | None) -> tuple[Shown, ...]:
        chosen = held if isinstance(held, tuple) else ()
        return tuple(
            Shown(option.label[language], mark="☑" if option.id in chosen else "☐")
            for option in self.options
        )

    def take(self, gesture: Gesture, held: tuple[str, ...], language: str) -> Taken:
        match gesture:
            case Chose() | Typed():
                return self._switch(gesture, held, language)
            case Finished() if len(held) < self.least:
                return Unclear(Why.TOO_FEW, self.least)
            case Finished():
                return answered(held)
        return Unclear(Why.NOT_AN_OPTION)

    def _switch(self, gesture: Chose | Typed, held: tuple[str, ...], language: str) -> Taken:
        option = named(gesture, self.options, language)
        if option is None:
            return Unclear(Why.NOT_AN_OPTION)
        chosen = set(held) ^ {option.id}
        if len(chosen) > self.ceiling:
            return Unclear(Why.TOO_MANY, self.ceiling)
        return Holding(tuple(one for one in option_ids(self.options) if one in chosen))

    def levels(self) -> tuple[Level, ...]:
        return levels_of(self.options)

    def wording_of(self, value: Value, language: str) -> str:
        chosen = value if isinstance(value, tuple) else (str(value),)
        return ", ".join(labels_of(chosen, self.options, language))
