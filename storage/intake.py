"""Intake: which rounds still take answers. What the stores ask before they write."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from dialogs.ports import Changes
from storage.sealing import PublicKey
from storage.tags import PREFIX_BYTES, round_prefix


class State(StrEnum):
    """The life of a round in the database. It only ever goes forward.

    A pause is no state of its own: a paused round is open, and answers can be taken back.
    """

    OPEN = "open"
    CLOSING = "closing"
    """Takes nothing more; nothing is destroyed yet."""
    FROZEN = "frozen"
    """The dataset is complete and verified; what it was made from may go."""
    CLOSED = "closed"
    CANCELLED = "cancelled"
    """Called off: everything was erased, and there is no dataset."""

    @property
    def comes_after(self) -> frozenset["State"]:
        """The states from which a round gets here; itself where doing it again is harmless."""
        return _COMES_AFTER[self]

    @property
    def needs_words(self) -> bool:
        """Whether the holders' words are still needed to close it."""
        return self in {State.OPEN, State.CLOSING}

    @property
    def is_over(self) -> bool:
        """Whether nothing about people may be left of it."""
        return self in {State.CLOSED, State.CANCELLED}


_COMES_AFTER = {
    State.OPEN: frozenset[State](),
    State.CLOSING: frozenset({State.OPEN, State.CLOSING}),
    State.FROZEN: frozenset({State.CLOSING}),
    State.CLOSED: frozenset({State.FROZEN, State.CLOSED}),
    State.CANCELLED: frozenset({State.OPEN, State.CLOSING, State.CANCELLED}),
}


class RoundClosedError(Exception):
    """A batch wants to write for rounds that take no such thing any more. Nothing was written."""

    def __init__(self, round_ids: Iterable[str]) -> None:
        self.round_ids = frozenset(round_ids)
        super().__init__(f"closed: {', '.join(sorted(self.round_ids))}")


class UnknownRoundError(Exception):
    """A batch wants to write for a round that was never opened in this database."""


@dataclass(frozen=True)
class Intake:
    """A round as a writing batch needs it."""

    round_id: str
    state: State
    public_key: PublicKey


def prefixes_written(changes: Changes) -> frozenset[bytes]:
    """Return the prefixes of the rounds for which `changes` brings something new."""
    drafts = [tag for tag, content in changes.drafts.items() if content is not None]
    tags = (*drafts, *changes.entered, *changes.left)
    named = {one.round_id for one in changes.finished.values()}
    named |= {one.round_id for one in changes.proposed}
    return frozenset(tag[:PREFIX_BYTES] for tag in tags) | {round_prefix(one) for one in named}


def prefixes_touched(changes: Changes) -> frozenset[bytes]:
    """Return the prefixes of all rounds of which `changes` would leave something in the store.

    A count, a screen and a code that is free again are taken until the people of a round are
    erased, and never after.
    """
    tags = frozenset(tag[:PREFIX_BYTES] for tag in (*changes.promised, *changes.released))
    counted = {round_prefix(one.round_id) for one in changes.tallies}
    return prefixes_written(changes) | tags | counted


def check_intake(changes: Changes, intakes: Iterable[Intake]) -> dict[str, PublicKey]:
    """Return the public keys by round id, when every round that is written to is open.

    Args:
        changes: what a batch wants to write.
        intakes: the rounds of `prefixes_touched`, as they stay until the batch is written.

    Raises:
        RoundClosedError: at least one of them takes nothing more, or its people are erased.
        UnknownRoundError: at least one of them is not among `intakes`.
    """
    by_prefix = {round_prefix(intake.round_id): intake for intake in intakes}
    written = prefixes_written(changes)
    if not written <= by_prefix.keys():
        raise UnknownRoundError("a batch names a round that was never opened here")
    rounds = {by_prefix[prefix] for prefix in written}
    closed = {intake.round_id for intake in rounds if intake.state is not State.OPEN}
    erased = {intake.round_id for intake in by_prefix.values() if intake.state.is_over}
    if closed | erased:
        raise RoundClosedError(closed | erased)
    return {intake.round_id: intake.public_key for intake in rounds}
