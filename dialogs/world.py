"""Everything an engine step takes from outside, so that a replay is exact."""

import datetime as dt
from collections.abc import Callable, Collection, Mapping
from typing import Protocol

from msgspec import Struct

from dialogs.facts import Facts
from dialogs.questions.base import Statement
from dialogs.texts import Texts


class Chance(Protocol):
    """A source of unpredictable bytes; seeded in tests."""

    def take(self, count: int) -> bytes:
        """Return `count` bytes."""
        ...


class World(Struct, frozen=True, kw_only=True):
    """What is true outside of the conversation.

    Attributes:
        texts: the interface texts of all languages.
        now: the time.
        chance: where nonces and withdrawal codes come from.
        took_part: this person is in the ledger already.
        open: the round still takes answers.
        paused: what people are told while the round is paused, by language; empty when it is not.
        holds: whether a response lies under a withdrawal code.
        admits: whether an invitation or guardian's code is one of ours and unused.
        consent_age: from how many years on one may consent for oneself, where this round runs.
        phoned: the numbers of the help lines that somebody has phoned and confirmed.
        added: statements that participants have added and a moderator has let through, by question.
        shown: how often each statement has been shown, by id.
        facts: what this installation does with what is stored.
    """

    texts: Texts
    now: dt.datetime
    chance: Chance
    took_part: bool
    open: bool
    holds: Callable[[str], bool]
    admits: Callable[[str], bool]
    consent_age: int
    phoned: Collection[str] = frozenset()
    paused: Mapping[str, str] = {}
    added: Mapping[str, tuple[Statement, ...]] = {}
    shown: Mapping[str, int] = {}
    facts: Facts = Facts()
