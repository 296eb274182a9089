"""What every question kind has in common.

A kind is one file in this folder, named like its tag, holding one frozen Struct that derives
from `Question`. The kinds are listed in `dialogs/questions/__init__.py`; `consult kinds` prints
them. A kind never draws: it says which choices there are, what is to be read beside the question,
and what a gesture means.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import ClassVar

from msgspec import Struct

from dialogs.answers import Answer, Value
from dialogs.conditions import Condition
from dialogs.texts import Speaker

Localised = dict[str, str]
"""Language tag (BCP 47) to text. `round_file` has checked that every language is there."""


class Statement(Struct, frozen=True, forbid_unknown_fields=True):
    """A short sentence that one can agree or disagree with.

    Those of the round are in all its languages; one that a participant has added is in theirs,
    and in those into which a moderator has put it.

    Attributes:
        id: names it in the dataset.
        text: the sentence, in every language of the round.
    """

    id: str
    text: Localised

    def wording(self, language: str) -> str:
        """Return the text in `language`, else in the first language that it has."""
        return self.text.get(language) or next(iter(self.text.values()))


class Asking(Struct, frozen=True, kw_only=True, gc=False):
    """What is known while a question is open.

    Attributes:
        say: the interface in the language that is spoken.
        scrub: turns what was typed into what may be kept of it. Whatever keeps own words calls it.
        answer: what has been answered before, if anything.
        held: what a question with several taps has gathered so far.
        given: the earlier answers that count, by question id.
        seed: what a random order follows from; the same for a whole session.
        find: what a long list is narrowed to.
        today: the date.
        added: statements that participants have added and a moderator has let through.
        shown: how often each statement has been shown to anybody, by id.
    """

    say: Speaker
    scrub: Callable[[str], str]
    answer: Answer | None = None
    held: tuple[str, ...] = ()
    given: Mapping[str, Answer] = {}
    seed: str = ""
    find: str = ""
    today: dt.date = dt.date.min
    added: tuple[Statement, ...] = ()
    shown: Mapping[str, int] = {}

    @property
    def language(self) -> str:
        """The language that is spoken."""
        return self.say.language

    @property
    def value(self) -> Value | None:
        """The value of the earlier answer, if there is one."""
        return self.answer.value if self.answer else None


class Chose(Struct, frozen=True):
    """A button of the question was pressed: the choice with this index."""

    index: int


class Typed(Struct, frozen=True):
    """A text was sent while the question was open. Not to be kept before it is scrubbed."""

    text: str


class Finished(Struct, frozen=True):
    """The button that ends a question with several taps was pressed."""


class Undone(Struct, frozen=True):
    """The button that takes back the last tap was pressed."""


Gesture = Chose | Typed | Finished | Undone


class Holding(Struct, frozen=True, gc=False):
    """Not answered yet; `value` is what has been gathered so far."""

    value: tuple[str, ...]


class Narrowed(Struct, frozen=True):
    """Not answered yet; a long list is narrowed to what `find` finds."""

    find: str


class Why(StrEnum):
    """Why a gesture was not taken, so that the next wording can help."""

    NOT_AN_OPTION = "not_an_option"
    TOO_FEW = "too_few"
    TOO_MANY = "too_many"
    TOO_LONG = "too_long"
    EMPTY = "empty"
    NOT_A_NUMBER = "not_a_number"
    OUT_OF_RANGE = "out_of_range"
    NOT_A_DATE = "not_a_date"
    NOT_SPENT = "not_spent"
    ALL_SPENT = "all_spent"
    NOTHING_FOUND = "nothing_found"


class Unclear(Struct, frozen=True):
    """The gesture could not be taken; nothing has changed. `limit` and `most` fill the wording."""

    why: Why
    limit: str | int = 0
    most: str | int = 0


Taken = Answer | Holding | Narrowed | Unclear


class Shown(Struct, frozen=True, gc=False):
    """One choice as it stands now.

    Attributes:
        index: what the button of this choice carries.
        label: its words.
        mark: its mark when it has been chosen, or where it stands in an order.
        wide: False when several may stand in one row (the points of a scale).
        footnote: to be read where this choice is shown; may be empty.
    """

    index: int
    label: str
    mark: str = ""
    wide: bool = True
    footnote: str = ""


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
    NUMBER = "number"
    DATE = "date"
    POINTS = "points"
    VOTES = "votes"
    NOTHING = "nothing"
    """Nothing is asked."""


class Question(Struct, frozen=True, kw_only=True, tag_field="kind", forbid_unknown_fields=True):
    """A question of a round.

    Attributes:
        id: the column in a dataset; `[a-z][a-z0-9_]{0,23}`.
        text: the wording, in every language of the round.
        why: "why we ask", shown under the wording; may be left out.
        show_if: the question is asked only where this holds; always when left out.
        may_decline: offers "rather not say" beside "skip".
        required: offers "rather not say" instead of "skip". No question must be answered.
    """

    measure: ClassVar[Measure]
    undoes: ClassVar[bool] = False
    """Whether the last tap can be taken back with a button."""
    shows_statements: ClassVar[bool] = False
    """Whether `open_statement` can name one."""

    id: str
    text: Localised
    why: Localised | None = None
    show_if: Condition | None = None
    may_decline: bool = False
    required: bool = False

    def begin(self, asking: Asking) -> tuple[str, ...]:
        """Return what is gathered already when the question opens (from an earlier answer)."""
        return ()

    def choices(self, asking: Asking) -> tuple[Shown, ...]:
        """Return the choices as they stand, in the order shown."""
        raise NotImplementedError

    def notes(self, asking: Asking) -> tuple[str, ...]:
        """Return what is to be read beside the question, a paragraph each."""
        return ()

    def take(self, gesture: Gesture, asking: Asking) -> Taken:
        """Return what `gesture` means."""
        raise NotImplementedError

    def gathers(self, asking: Asking) -> bool:
        """Return whether a "done" is needed to answer, as things stand."""
        return False

    def takes_words(self, asking: Asking) -> bool:
        """Return whether any typed text is an answer, as things stand."""
        return False

    def awaits_typing(self, asking: Asking) -> bool:
        """Return whether a typed text is what we wait for."""
        return self.takes_words(asking)

    def still_fits(self, answer: Answer, given: Mapping[str, Answer]) -> bool:
        """Return whether `answer` can still be given after the answers in `given`."""
        return True

    def resume(self, held: tuple[str, ...], asking: Asking) -> tuple[str, ...]:
        """Return what is gathered when a question opens that was left with `held`.

        Nothing, when it can no longer be chosen like that; then the question begins anew.
        """
        return held

    def open_statement(self, asking: Asking) -> str:
        """Return the id of the statement that is being shown; empty when none is."""
        return ""

    def levels(self) -> tuple[Level, ...]:
        """Return the values that can be counted, in the order they are shown; none for texts."""
        return ()

    def wording_of(self, answer: Answer, asking: Asking) -> str:
        """Return an answer with a value in words, as the summary before sending shows it."""
        raise NotImplementedError
