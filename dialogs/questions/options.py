"""What the kinds with options share: which are shown, in which order, and which a text names."""

import hashlib
from collections.abc import Mapping, Sequence
from enum import StrEnum

from msgspec import UNSET, Struct, UnsetType

from dialogs.answers import Answer, Value
from dialogs.folding import fold, match
from dialogs.placeholders import shown
from dialogs.positions import position
from dialogs.questions.base import (
    Asking,
    Chose,
    Gesture,
    Level,
    Localised,
    Question,
    Shown,
    Typed,
    Unclear,
    Why,
)
from dialogs.sorting import Key, sort_key
from dialogs.texts import Speaker

OWN_WORDS_LIMIT = 100
_OWN_WORDS = "="
"""Begins what is held of the own words for "other"; no option id begins like this."""


_Placed = tuple[int, "Option"]
"""An option with its place in the file."""


class Sort(StrEnum):
    """How options are put in order for whoever reads them."""

    ALPHABET = "alphabet"
    """By their words, as a dictionary of the reader's language has them."""


class Option(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """One thing that can be chosen.

    Attributes:
        id: what a dataset holds.
        label: its words, in every language of the round.
        emoji: shown before the label.
        footnote: shown under the question, for instance on a disputed name.
        belongs_to: the options of the question named by `filter_by` with which this one is
            shown; with all of them when left out.
        anchored: keeps its place where the order is random or sorted.
        exclusive: cannot be chosen together with others ("none of these").
        other: asks for a few own words.
    """

    id: str
    label: Localised
    emoji: str = ""
    footnote: Localised | None = None
    belongs_to: tuple[str, ...] = ()
    anchored: bool = False
    exclusive: bool = False
    other: bool = False

    def button(self, language: str) -> str:
        """Return the label with the emoji before it."""
        return f"{self.emoji} {self.label[language]}" if self.emoji else self.label[language]


class Wider(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A wider category, in whose place several options stand where one of them is too small.

    Attributes:
        id: names it in results.
        label: its words in the brief, in every language of the round. No participant sees them.
        of: the options that it holds, two or more.
    """

    id: str
    label: Localised
    of: tuple[str, ...]


class WithOptions(Question, frozen=True, kw_only=True):
    """A question with a list of options.

    Attributes:
        options: all of them, in the order of the round file.
        random_order: each person sees them in another order; anchored ones keep their place.
        sort: `alphabet` shows them in the alphabet of the reader's language, for long lists such as
            towns; `other` and `exclusive` ones come last. Briefs keep the order of the file.
        filter_by: an earlier question; options that belong to another answer of it are left out.
    """

    options: tuple[Option, ...]
    random_order: bool = False
    sort: Sort | UnsetType = UNSET  # not encoded when left out: rounds without it keep their hash
    filter_by: str = ""

    def shown(self, asking: Asking) -> tuple[_Placed, ...]:
        """Return the options with their places in the file, in the order this person sees."""
        found = self._possible(asking.given)
        if self.random_order:
            return _mixed(found, f"{asking.seed}/{self.id}")
        return _sorted(found, asking.language) if self.sort is Sort.ALPHABET else found

    def _possible(self, given: Mapping[str, Answer]) -> tuple[_Placed, ...]:
        """Return the options that go together with the earlier answers."""
        everything = tuple(enumerate(self.options))
        answer = given.get(self.filter_by) if self.filter_by else None
        value = answer.value if answer else None
        if value is None:
            return everything
        wanted = chosen_in(value)
        return tuple(
            (index, option)
            for index, option in everything
            if not option.belongs_to or wanted.intersection(option.belongs_to)
        )

    def option(self, option_id: str) -> Option | None:
        """Return the option with this id, if there is one."""
        return next((option for option in self.options if option.id == option_id), None)

    def still_fits(self, answer: Answer, given: Mapping[str, Answer]) -> bool:
        if answer.value is None or not self.filter_by:
            return True
        chosen = answer.value if isinstance(answer.value, tuple | dict) else (answer.value,)
        return {option.id for _, option in self._possible(given)}.issuperset(chosen)

    def resume(self, held: tuple[str, ...], asking: Asking) -> tuple[str, ...]:
        possible = {option.id for _, option in self._possible(asking.given)}
        return held if possible.issuperset(without_words(held)) else ()

    def choice(
        self, index: int, option: Option, asking: Asking, *, mark: str = "", more: str = ""
    ) -> Shown:
        """Return an option as it is shown, with its mark, and `more` behind its label."""
        label, note = option.button(asking.language), option.footnote
        footnote = f"{option.label[asking.language]}: {note[asking.language]}" if note else ""
        return Shown(index, f"{label}{more}", mark, footnote=footnote)

    def levels(self) -> tuple[Level, ...]:
        return tuple(Level(option.id, option.label) for option in self.options)

    def named(self, gesture: Gesture, asking: Asking) -> Option | Unclear:
        """Return the option that was pressed or typed: by its words, its number or its letter."""
        if isinstance(gesture, Chose):
            return self._pressed(gesture.index, asking) or Unclear(Why.NOT_AN_OPTION)
        if isinstance(gesture, Typed):
            shown = [option for _, option in self.shown(asking)]
            place = _place(gesture.text, shown, asking.language)
            return shown[place] if place is not None else Unclear(Why.NOT_AN_OPTION)
        return Unclear(Why.NOT_AN_OPTION)

    def _pressed(self, index: int, asking: Asking) -> Option | None:
        """Return the option at this place of the file, if it is among those that are shown."""
        if not 0 <= index < len(self.options):
            return None
        possible = not self.filter_by or any(i == index for i, _ in self._possible(asking.given))
        return self.options[index] if possible else None

    def labels(self, ids: Value, words: str, say: Speaker) -> tuple[str, ...]:
        """Return the labels of `ids` in their order, with the own words after "other"."""
        shown_words = shown(words, say)
        listed = ids if isinstance(ids, tuple) else (str(ids),)
        options = [option for one in listed if (option := self.option(one)) is not None]
        return tuple(
            f"{option.label[say.language]}: {shown_words}"
            if option.other and words
            else option.label[say.language]
            for option in options
        )


def chosen_in(value: Value) -> set[str]:
    """Return the ids of the options that an answer's value chooses."""
    if isinstance(value, dict):
        return {option for option, points in value.items() if points}
    return set(value) if isinstance(value, tuple) else {str(value)}


def own_words(held: tuple[str, ...]) -> str:
    """Return the own words among what is held; empty when there are none."""
    return next((one[1:] for one in held if one.startswith(_OWN_WORDS)), "")


def without_words(held: tuple[str, ...]) -> tuple[str, ...]:
    """Return the option ids among what is held."""
    return tuple(one for one in held if not one.startswith(_OWN_WORDS))


def with_words(held: tuple[str, ...], words: str) -> tuple[str, ...]:
    """Return what is held, with these own words instead of earlier ones; without when empty."""
    return (*without_words(held), *((_OWN_WORDS + words,) if words else ()))


def words_of(text: str, asking: Asking) -> str | Unclear:
    """Return what may be kept of typed own words, or why they cannot be taken."""
    words = " ".join(text.split())
    if len(words) > OWN_WORDS_LIMIT:
        return Unclear(Why.TOO_LONG, OWN_WORDS_LIMIT)
    return " ".join(asking.scrub(words).split()) or Unclear(Why.EMPTY)


def finds(text: str, label: str) -> bool:
    """Return whether a word of `label` begins with what was typed, however it is spelt."""
    wanted = fold(text)
    folded = fold(label)
    return bool(wanted) and (folded.startswith(wanted) or f" {wanted}" in f" {folded}")


def _place(text: str, options: Sequence[Option], language: str) -> int | None:
    found = match(text, [option.label[language] for option in options])
    return position(text, len(options), language) if found is None else found


def _mixed(found: Sequence[_Placed], seed: str) -> tuple[_Placed, ...]:
    """Mix all but the anchored ones; the same seed gives the same order."""

    def chance(one: _Placed) -> bytes:
        return hashlib.blake2b(f"{seed}/{one[1].id}".encode()).digest()

    return _around_anchors(found, sorted(_free(found), key=chance))


def _sorted(found: Sequence[_Placed], language: str) -> tuple[_Placed, ...]:
    """Sort all but the anchored ones; "somewhere else" and "none of these" come last."""

    def word(one: _Placed) -> tuple[bool, Key]:
        option = one[1]
        return option.other or option.exclusive, sort_key(option.label[language], language)

    return _around_anchors(found, sorted(_free(found), key=word))


def _free(found: Sequence[_Placed]) -> list[_Placed]:
    return [one for one in found if not one[1].anchored]


def _around_anchors(found: Sequence[_Placed], free: Sequence[_Placed]) -> tuple[_Placed, ...]:
    """Return the free ones in their new order, with the anchored ones where they stand."""
    ordered = iter(free)
    return tuple(one if one[1].anchored else next(ordered) for one in found)
