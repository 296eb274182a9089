"""Everything an engine step takes from outside, so that a replay is exact."""

from collections.abc import Callable
from typing import Protocol

from msgspec import Struct

from dialogs.texts import Texts


class Chance(Protocol):
    """A source of unpredictable bytes; seeded in tests."""

    def take(self, count: int) -> bytes:
        """Return `count` bytes."""
        ...


class World(Struct, frozen=True):
    """What is true outside of the conversation.

    Attributes:
        texts: the interface texts of all languages.
        chance: where nonces and withdrawal codes come from.
        took_part: this person is in the ledger already.
        open: the round still takes answers.
        holds: whether a response lies under a withdrawal code.
    """

    texts: Texts
    chance: Chance
    took_part: bool
    open: bool
    holds: Callable[[str], bool]
