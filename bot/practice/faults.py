"""Trouble on order: what a network and a busy server do to a bot, programmed and repeatable.

A `Faults` is handed to the server; a test or a rehearsal orders trouble for the next calls, or
with a probability, per method (`"*"` is every method except getUpdates, which has to be named).
"""

import enum
import random
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias, TypeVar


class Moment(enum.Enum):
    """When trouble strikes, seen from the effect of the call."""

    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True)
class TooManyRequests:
    """429: the call is not carried out, and the client is told how many seconds to wait."""

    retry_after: int = 1


@dataclass(frozen=True)
class ServerError:
    """500 with a proper error body; the call is not carried out."""


@dataclass(frozen=True)
class BadGateway:
    """502 with a page of HTML instead of JSON, as proxies answer; by default nothing was done."""

    moment: Moment = Moment.BEFORE


@dataclass(frozen=True)
class Slow:
    """The answer comes `seconds` of real time late; `moment` says on which side of the effect."""

    seconds: float = 1.0
    moment: Moment = Moment.AFTER


@dataclass(frozen=True)
class Dropped:
    """The connection breaks without an answer, before or after the call took effect."""

    moment: Moment = Moment.BEFORE


Fault: TypeAlias = TooManyRequests | ServerError | BadGateway | Slow | Dropped


class _OfAChat(Protocol):
    @property
    def chat_id(self) -> int: ...


UpdateT = TypeVar("UpdateT", bound=_OfAChat)


class Faults:
    """A seeded programme of faults; without orders it changes nothing."""

    def __init__(self, seed: int = 0) -> None:
        self._random = random.Random(seed)  # noqa: S311 - repeatable trouble, not a secret
        self._ordered: dict[str, deque[Fault]] = defaultdict(deque)
        self._likely: list[tuple[str, Fault, float]] = []
        self._repeat = 0.0
        self._repeat_times = 1
        self._reorder = 0.0
        self._reorder_within_chats = False

    def next(self, method: str, fault: Fault, times: int = 1) -> None:
        """Let the next `times` calls of `method` meet `fault`, in the order of ordering."""
        self._ordered[method.lower()].extend([fault] * times)

    def chance(self, method: str, fault: Fault, probability: float) -> None:
        """Let every call of `method` meet `fault` with this probability."""
        self._likely.append((method.lower(), fault, probability))

    def repeat_updates(self, probability: float, times: int = 1) -> None:
        """Deliver each update up to `times` more, each time with this probability."""
        self._repeat = probability
        self._repeat_times = times

    def reorder_updates(self, probability: float, *, within_chats: bool = False) -> None:
        """Shuffle a delivery with this probability; one chat keeps its order unless asked."""
        self._reorder = probability
        self._reorder_within_chats = within_chats

    def clear(self) -> None:
        """Forget every order: calm from now on."""
        self._ordered.clear()
        self._likely.clear()
        self._repeat = self._reorder = 0.0

    def pick(self, method: str) -> Fault | None:
        """The fault that a call of `method` meets now, if any; an order is used up."""
        names = (method.lower(),) if method.lower() == "getupdates" else (method.lower(), "*")
        for name in names:
            if self._ordered.get(name):
                return self._ordered[name].popleft()
        for name, fault, probability in self._likely:
            if name in names and self._random.random() < probability:
                return fault
        return None

    def repeats(self) -> int:
        """How often the update just delivered comes again."""
        if self._repeat == 0:
            return 0
        return sum(self._random.random() < self._repeat for _ in range(self._repeat_times))

    def swaps(self) -> bool:
        """Whether the next two updates of one chat change places."""
        wanted = self._reorder_within_chats and self._reorder > 0
        return wanted and self._random.random() < self._reorder

    def arrange(self, updates: Sequence[UpdateT]) -> list[UpdateT]:
        """A batch as it is delivered: perhaps shuffled, perhaps with repetitions."""
        batch = list(updates)
        if self._repeat > 0:
            batch += [update for update in updates for _ in range(self.repeats())]
        if self._reorder > 0 and self._random.random() < self._reorder:
            return self._shuffled(batch)
        return batch

    def _shuffled(self, batch: list[UpdateT]) -> list[UpdateT]:
        if self._reorder_within_chats:
            self._random.shuffle(batch)
            return batch
        return list(self._interleaved(batch))

    def _interleaved(self, batch: list[UpdateT]) -> Iterator[UpdateT]:
        """The chats in a random order of turns, each chat in its own order."""
        queues: dict[int, deque[UpdateT]] = defaultdict(deque)
        for update in batch:
            queues[update.chat_id].append(update)
        turns = [update.chat_id for update in batch]
        self._random.shuffle(turns)
        return (queues[chat_id].popleft() for chat_id in turns)
