"""What the conversation needs from the world, as Protocols that other packages implement."""

from collections.abc import Callable, Collection, Mapping
from contextlib import AbstractAsyncContextManager
from typing import Protocol

from msgspec import Struct, field

from dialogs.questions.base import Statement

EXPOSED = "shown/"
"""Begins the name of a tally that counts how often a statement was shown."""


class Promise(Struct, frozen=True):
    """A screen that a commit has promised to somebody, and that may not be drawn yet.

    Attributes:
        mark: tells it from a later promise to the same person.
        content: what is needed to draw it.
        worker: the process that is to draw it.
    """

    mark: bytes
    content: bytes
    worker: int = 0


class Owed(Struct, frozen=True):
    """A promise that somebody has to keep, with the draft as it is now."""

    promise: Promise
    draft: bytes | None


Held = Callable[[bytes, bytes], bool]
"""Tells whether somebody is about to keep the promise with this tag and mark."""


def none_held(_tag: bytes, _mark: bytes) -> bool:
    """Tell of every promise that nobody is about to keep it."""
    return False


class Proposal(Struct, frozen=True):
    """A statement that a participant has added, on its way to a moderator."""

    round_id: str
    question: str
    language: str
    text: str


class Pool(Struct, frozen=True):
    """The statements of a round that participants have added.

    Attributes:
        added: those that a moderator has let through, by question.
        shown: how often each statement of the round has been shown, added or not, by id.
        damaged: how many were let through and cannot be read any more.
    """

    added: Mapping[str, tuple[Statement, ...]] = field(default_factory=dict)
    shown: Mapping[str, int] = field(default_factory=dict)
    damaged: int = 0


class Snapshot(Struct, frozen=True):
    """What is known about the people of one batch.

    Attributes:
        seen: those of the asked update ids that have been handled before.
        drafts: the unfinished sessions, by tag, as the bytes that were written.
        took_part: those of the asked tags that are in the ledger.
        sealed: in which round a finished response lies, by those of the asked row keys that have
            one.
        counted: those of them that can no longer be taken back: their round takes nothing more.
        open: the ids of all rounds that take answers.
        tickets: those of the asked tickets (as tags) that are ours and unused.
        promises: what was promised to the asked tags and is not known to be drawn, by tag.
    """

    seen: frozenset[int] = frozenset()
    drafts: Mapping[bytes, bytes] = field(default_factory=dict)
    took_part: frozenset[bytes] = frozenset()
    sealed: Mapping[bytes, str] = field(default_factory=dict)
    counted: frozenset[bytes] = frozenset()
    open: frozenset[str] = frozenset()
    tickets: frozenset[bytes] = frozenset()
    promises: Mapping[bytes, Promise] = field(default_factory=dict)


class Finished(Struct, frozen=True):
    """A finished response on its way to be sealed: its round and its content."""

    round_id: str
    content: bytes


class Tally(Struct, frozen=True):
    """What is counted without knowing who: an event name, by language."""

    round_id: str
    name: str
    language: str


class Changes(Struct, frozen=True):
    """Everything one batch writes, all or nothing.

    Attributes:
        seen: update ids that are handled now.
        drafts: new content by tag; None erases the draft.
        entered: tags that join the ledger.
        left: tags that leave the ledger.
        finished: responses by row key; each is sealed to its round's public key.
        withdrawn: row keys whose sealed response is erased.
        tallies: how much each count grows.
        redeemed: tickets that are used up; each must be there.
        released: tickets that can be used again.
        proposed: statements for the moderator.
        promised: screens that must be drawn after this commit, by tag; one replaces another.
        moved: drafts that are there already and tell of another message now; nobody has written,
            so they are erased no later than before.
        kept: promises that are drawn, by tag and mark; a later one to the same person stays.
        unsent: letters, by id, that are not worth sending any more; those on their way may arrive.
    """

    seen: Collection[int] = ()
    drafts: Mapping[bytes, bytes | None] = field(default_factory=dict)
    entered: Collection[bytes] = ()
    left: Collection[bytes] = ()
    finished: Mapping[bytes, Finished] = field(default_factory=dict)
    withdrawn: Collection[bytes] = ()
    tallies: Mapping[Tally, int] = field(default_factory=dict)
    redeemed: Collection[bytes] = ()
    released: Collection[bytes] = ()
    proposed: Collection[Proposal] = ()
    promised: Mapping[bytes, Promise] = field(default_factory=dict)
    moved: Mapping[bytes, bytes] = field(default_factory=dict)
    kept: Mapping[bytes, bytes] = field(default_factory=dict)
    unsent: Collection[bytes] = ()


class UnitOfWork(Protocol):
    """One transaction."""

    async def read(
        self,
        *,
        updates: Collection[int],
        tags: Collection[bytes],
        keys: Collection[bytes],
        tickets: Collection[bytes] = (),
    ) -> Snapshot:
        """Return what is known, locking the rows of `tags` until the transaction ends."""
        ...

    async def hold(self, tags: Collection[bytes]) -> None:
        """Lock the rows of `tags` until the transaction ends, as `read` does."""
        ...

    async def write(self, changes: Changes) -> None:
        """Write all changes; they are durable when the transaction has ended without an error."""
        ...

    async def count_failure(self, update: int) -> int:
        """Note that an update could not be handled alone; return how often that has happened."""
        ...


class Store(Protocol):
    """Remembers sessions, who took part, and sealed responses."""

    def begin(self, bot: int) -> AbstractAsyncContextManager[UnitOfWork]:
        """Open a transaction for the bot with this id (update ids are counted per bot).

        It commits on leaving without an error, and leaves no trace otherwise.
        """
        ...

    async def pool(self, round_id: str) -> Pool:
        """Return the added statements of a round, and how often each statement was shown."""
        ...

    async def owed(self, limit: int, held: Held = none_held) -> Mapping[bytes, Owed]:
        """Return promises that this process has to keep, by tag.

        Those of processes that have ended are taken over first. Of `limit` promises, those are
        left out that are `held`.
        """
        ...
