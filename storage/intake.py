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
    def needs_words(self) -> bool:
        """Whether the holders' words are still needed to close it."""
        return self in {State.OPEN, State.CLOSING}

    @property
    def is_over(self) -> bool:
        """Whether nothing about people may be left of it."""
        return self in {State.CLOSED, State.CANCELLED}


class RoundClosedError(Exception):
    """A batch wants to write for rounds that take nothing more. Nothing of it was written."""

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
    finished = {one.round_id for one in changes.finished.values()}
    return frozenset(tag[:PREFIX_BYTES] for tag in tags) | {round_prefix(one) for one in finished}


def check_intake(changes: Changes, intakes: Iterable[Intake]) -> dict[str, PublicKey]:
    """Return the public keys by round id, when every round that is written to is open.

    Raises:
        RoundClosedError: at least one of them takes nothing more.
        UnknownRoundError: at least one of them is not among `intakes`.
    """
    by_prefix = {round_prefix(intake.round_id): intake for intake in intakes}
    written = prefixes_written(changes)
    if not written <= by_prefix.keys():
        raise UnknownRoundError("a batch names a round that was never opened here")
    rounds = [by_prefix[prefix] for prefix in written]
    closed = [intake.round_id for intake in rounds if intake.state is not State.OPEN]
    if closed:
        raise RoundClosedError(closed)
    return {intake.round_id: intake.public_key for intake in rounds}
