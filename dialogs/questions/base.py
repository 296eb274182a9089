"""What every question kind has in common.

A kind is one file in this folder, named like its tag, holding one frozen Struct that derives
from `Question`. The kinds are listed in `dialogs/questions/__init__.py`; `consult kinds` prints
them. A kind never draws: it says which choices there are and what a gesture means.
"""

from enum import StrEnum
from typing import ClassVar

from msgspec import Struct

from dialogs.answers import Answer, Value

Localised = dict[str, str]
"""Language tag (BCP 47) to text. `round_file` has checked that every language is there."""


class Option(Struct, frozen=True, forbid_unknown_fields=True):
    """One thing that can be chosen. `id` is what a dataset holds."""

    id: str
    label: Localised


class Chose(Struct, frozen=True):
    """A button of the question was pressed: the option with this index in `choices`."""

    index: int


class Typed(Struct, frozen=True):
    """A text was sent while the question was open."""

    text: str


class Finished(Struct, frozen=True):
    """The button that ends a question with several taps was pressed."""


class Undone(Struct, frozen=True):
    """The button that takes back the last tap was pressed."""


Gesture = Chose | Typed | Finished | Undone


class Holding(Struct, frozen=True):
    """Not answered yet; `value` is what has been gathered so far."""

    value: tuple[str, ...]


class Why(StrEnum):
    """Why a gesture was not taken, so that the next wording can help."""

    NOT_AN_OPTION = "not_an_option"
    TOO_FEW = "too_few"
    TOO_MANY = "too_many"
    TOO_LONG = "too_long"
    EMPTY = "empty"


class Unclear(Struct, frozen=True):
    """The gesture could not be taken; nothing has changed."""

    why: Why
    limit: int = 0


Taken = Answer | Holding | Unclear


class Shown(Struct, frozen=True):
    """One choice as it stands now: its label, and its mark when it has been chosen."""

    label: str
    mark: str = ""
    wide: bool = True
    """False when several may stand in one row (the points of a scale)."""


class Level(Struct, frozen=True):
    """One value that a dataset column can hold, with its wording in every language."""

    id: str
    label: Localised


class Measure(StrEnum):
    """How a column is to be read: decides the table and the chart."""

    ONE = "one"
    MANY = "many"
    SCALE = "scale"
    ORDER = "order"
    TEXT = "text"


class Question(Struct, frozen=True, kw_only=True, tag_field="kind", forbid_unknown_fields=True):
    """A question of a round.

    Attributes:
        id: the column in a dataset; `[a-z][a-z0-9_]{0,23}`.
        text: the wording, in every language of the round.
        why: "why we ask", shown under the wording; may be left out.
        may_decline: offers "rather not say" beside "skip".
    """

    measure: ClassVar[Measure]

    id: str
    text: Localised
    why: Localised | None = None
    may_decline: bool = False

    def choices(self, language: str, held: Value | None) -> tuple[Shown, ...]:
        """Return the choices as they stand, `held` being the answer or what is gathered so far."""
        raise NotImplementedError

    def take(self, gesture: Gesture, held: tuple[str, ...], language: str) -> Taken:
        """Return what `gesture` means while `held` has been gathered."""
        raise NotImplementedError

    def gathers(self) -> bool:
        """Return whether the question takes several taps and a final "done"."""
        return False

    def levels(self) -> tuple[Level, ...]:
        """Return the values that can be counted, in the order they are shown; none for texts."""
        return ()

    def wording_of(self, value: Value, language: str) -> str:
        """Return an answer in words, as the summary before sending shows it."""
        raise NotImplementedError
