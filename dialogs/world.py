"""Everything an engine step takes from outside, so that a replay is exact."""

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from enum import Enum, auto
from typing import Protocol

from msgspec import Struct

from dialogs.facts import Facts
from dialogs.questions.base import Statement
from dialogs.texts import Texts


class Stage(Enum):
    """How far a round is, as those who are asked see it."""

    OPEN = auto()
    ENDED = auto()
    """The last day is over: nothing more is asked, and what was sent can still be taken back."""
    CLOSED = auto()
    """It is being counted, or was."""
    CANCELLED = auto()
    """It was called off, and everything is erased."""


class Chance(Protocol):
    """A source of unpredictable bytes; seeded in tests."""

    def take(self, count: int) -> bytes:
        """Return `count` bytes."""
        ...


class Scrub(Protocol):
    """Takes out of a typed text what could tell who wrote it or about whom."""

    def __call__(
        self,
        text: str,
        language: str,
        countries: Collection[str],
        public: frozenset[str] = frozenset(),
    ) -> str:
        """Return `text` as it may be kept; `dialogs.scrubbing` says how."""
        ...


class Guess(Protocol):
    """Says in which of some languages a text is written, where that is clear."""

    def __call__(self, text: str, among: Sequence[str], /) -> str | None:
        """Return the tag of a language of `among`, in order of preference, or None."""
        ...


class Distressed(Protocol):
    """Says whether a typed text holds words of somebody in distress."""

    def __call__(self, text: str, languages: Collection[str], /) -> bool:
        """Return whether `text` holds such words of one of these languages."""
        ...


class World(Struct, frozen=True, kw_only=True):
    """What is true outside of the conversation.

    Attributes:
        texts: the interface texts of all languages.
        now: the time.
        chance: where nonces and withdrawal codes come from.
        guess: tells in which of the round's languages somebody writes.
        distressed: whether a typed text calls for the help lines; never kept.
        scrub: what every typed text passes before it is kept anywhere.
        took_part: this person is in the ledger already.
        stage: how far the round is.
        paused: what people are told while the round is paused, by language; empty when it is not.
        holds: whether a response lies under a withdrawal code.
        counts: whether it can no longer be taken back, because its round is being counted.
        admits: whether an invitation or guardian's code is one of ours and unused.
        consent_age: from how many years on one may consent for oneself, where this round runs.
        phoned: the numbers of the help lines that somebody has phoned and confirmed.
        added: statements that participants have added and a moderator has let through, by question.
        shown: how often each statement has been shown, by id.
        facts: what this installation does with what is stored.
        others: other rounds can be answered in the same chat.
    """

    texts: Texts
    now: dt.datetime
    chance: Chance
    scrub: Scrub
    took_part: bool
    stage: Stage = Stage.OPEN
    holds: Callable[[str], bool]
    admits: Callable[[str], bool]
    consent_age: int
    counts: Callable[[str], bool] = lambda _: False
    phoned: Collection[str] = frozenset()
    paused: Mapping[str, str] = {}
    added: Mapping[str, tuple[Statement, ...]] = {}
    shown: Mapping[str, int] = {}
    facts: Facts = Facts()
    others: bool = False
    guess: Guess = lambda *_: None
    distressed: Distressed = lambda *_: False

    @property
    def open(self) -> bool:
        """Whether answers are taken; a pause aside."""
        return self.stage is Stage.OPEN

    @property
    def over(self) -> bool:
        """Whether nothing about anybody is kept any longer for this round to go on with."""
        return self.stage is Stage.CLOSED or self.stage is Stage.CANCELLED

    @property
    def on_hold(self) -> bool:
        """Whether nothing goes on just now, and what was said so far waits."""
        return bool(self.paused) or self.stage is Stage.ENDED
