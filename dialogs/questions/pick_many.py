"""`pick_many`: taps switch options on and off, "done" answers."""

from typing import ClassVar

from dialogs.answers import Answer, answered
from dialogs.placeholders import shown
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
    Why,
)
from dialogs.questions.options import (
    Option,
    WithOptions,
    own_words,
    with_words,
    without_words,
    words_of,
)


class PickMany(WithOptions, frozen=True, kw_only=True, tag="pick_many"):
    """Between `least` and `most` of the options, kept in the order of the round file.

    Attributes:
        least: how many must be chosen.
        most: how many may be chosen; all when left out.
    """

    measure: ClassVar[Measure] = Measure.MANY

    least: int = 1
    most: int | None = None

    @property
    def ceiling(self) -> int:
        """The most that may be chosen."""
        return self.most or len(self.options)

    def begin(self, asking: Asking) -> tuple[str, ...]:
        chosen = asking.value
        if not isinstance(chosen, tuple) or asking.answer is None:
            return ()
        return with_words(chosen, asking.answer.words)

    def gathers(self, asking: Asking) -> bool:
        return True

    def takes_words(self, asking: Asking) -> bool:
        return self._open_other(asking.held) is not None

    def choices(self, asking: Asking) -> tuple[Shown, ...]:
        return tuple(
            self.choice(
                index,
                option,
                asking,
                mark="☑" if option.id in asking.held else "☐",
                more=_own_words(option, asking),
            )
            for index, option in self.shown(asking)
        )

    def notes(self, asking: Asking) -> tuple[str, ...]:
        if not self.takes_words(asking):
            return ()
        return (asking.say("✏️ Write it in a few words, without names, or tap “Done”."),)

    def take(self, gesture: Gesture, asking: Asking) -> Taken:
        if isinstance(gesture, Finished):
            return self._done(asking.held)
        option = self.named(gesture, asking)
        if not isinstance(option, Unclear):
            return self._switch(option, asking.held)
        if isinstance(gesture, Typed) and self._open_other(asking.held):
            words = words_of(gesture.text, asking)
            return words if isinstance(words, Unclear) else Holding(with_words(asking.held, words))
        return option

    def _done(self, held: tuple[str, ...]) -> Taken:
        chosen = without_words(held)
        if len(chosen) < self.least and not self._exclusive(chosen):
            return Unclear(Why.TOO_FEW, self.least)
        return answered(chosen, own_words(held))

    def _switch(self, option: Option, held: tuple[str, ...]) -> Taken:
        before = set(without_words(held))
        alone = option.exclusive or self._exclusive(before)
        chosen = {option.id} if alone and option.id not in before else before ^ {option.id}
        if len(chosen) > self.ceiling:
            return Unclear(Why.TOO_MANY, self.ceiling)
        kept = tuple(one.id for one in self.options if one.id in chosen)
        return Holding(with_words(kept, own_words(held) if self._open_other(kept) else ""))

    def _exclusive(self, chosen: set[str] | tuple[str, ...]) -> bool:
        return any(option.exclusive for option in self.options if option.id in chosen)

    def _open_other(self, held: tuple[str, ...]) -> Option | None:
        return next((one for one in self.options if one.other and one.id in held), None)

    def wording_of(self, answer: Answer, asking: Asking) -> str:
        return ", ".join(self.labels(answer.value or (), answer.words, asking.say))


def _own_words(option: Option, asking: Asking) -> str:
    words = shown(own_words(asking.held), asking.say)
    return f": {words}" if option.other and words else ""
