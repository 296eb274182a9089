"""`pick_one`: one tap answers. May be a breakdown (gender, part of town, …) or a long list."""

from typing import ClassVar

from msgspec import UNSET, UnsetType

from dialogs.answers import Answer, answered
from dialogs.folding import match
from dialogs.questions.base import (
    Asking,
    Finished,
    Gesture,
    Holding,
    Measure,
    Narrowed,
    Shown,
    Taken,
    Typed,
    Unclear,
    Why,
)
from dialogs.questions.options import Option, Wider, WithOptions, finds, words_of


class PickOne(WithOptions, frozen=True, kw_only=True, tag="pick_one"):
    """Exactly one of the options.

    Attributes:
        breakdown: results may be broken down by it.
        places: a list of up to 300 places, shown in pages and searched by typing.
        likert: the options are the steps of one scale, in their order; never mixed.
        wider: of a breakdown, what stands in the brief in place of several options where one of
            them is too small to be compared, such as “the coast” in place of its towns.
    """

    measure: ClassVar[Measure] = Measure.ONE

    breakdown: bool = False
    places: bool = False
    likert: bool = False
    wider: tuple[Wider, ...] | UnsetType = UNSET

    @property
    def in_wider(self) -> tuple[Wider, ...]:
        """The wider categories, none where the round names none."""
        return self.wider or ()

    def gathers(self, asking: Asking) -> bool:
        return bool(asking.held)

    def takes_words(self, asking: Asking) -> bool:
        return bool(asking.held)

    def choices(self, asking: Asking) -> tuple[Shown, ...]:
        chosen = asking.held[0] if asking.held else asking.value
        return tuple(
            self.choice(index, option, asking, mark="✓" if option.id == chosen else "")
            for index, option in self._listed(asking)
        )

    def _listed(self, asking: Asking) -> tuple[tuple[int, Option], ...]:
        """Return the options that are shown, of a long list those that were searched for."""
        shown = self.shown(asking)
        if not asking.find:
            return shown
        return tuple(one for one in shown if finds(asking.find, one[1].label[asking.language]))

    def notes(self, asking: Asking) -> tuple[str, ...]:
        if asking.held:
            return (asking.say("✏️ Write it in a few words, without names, or tap “Done”."),)
        return (asking.say("🔎 Type the first letters to search."),) if self.places else ()

    def take(self, gesture: Gesture, asking: Asking) -> Taken:
        if asking.held and isinstance(gesture, Finished):
            return answered(asking.held[0])
        if isinstance(gesture, Typed) and self.places and not asking.held:
            return self._search(gesture.text, asking)
        option = self.named(gesture, asking)
        if not isinstance(option, Unclear):
            return _chosen(option)
        if isinstance(gesture, Typed) and asking.held:
            words = words_of(gesture.text, asking)
            return words if isinstance(words, Unclear) else answered(asking.held[0], words)
        return option

    def _search(self, text: str, asking: Asking) -> Taken:
        """Take a name, or what it begins with. A number or letter says nothing in a long list."""
        options = [option for _, option in self.shown(asking)]
        labels = [option.label[asking.language] for option in options]
        named = match(text, labels)
        if named is not None:
            return _chosen(options[named])
        found = any(finds(text, label) for label in labels)
        return Narrowed(" ".join(text.split())) if found else Unclear(Why.NOTHING_FOUND)

    def wording_of(self, answer: Answer, asking: Asking) -> str:
        return ", ".join(self.labels(answer.value or "", answer.words, asking.say))


def _chosen(option: Option) -> Taken:
    return Holding((option.id,)) if option.other else answered(option.id)
