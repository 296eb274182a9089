"""Who writes faster than anybody can read is heard again after a short silence.

A person has so many messages at once, and as many a second as we may answer in their chat. When
that is used up they are told so, once, and until they have been silent for a moment nothing of
theirs is read: nothing is stored, drawn or queued, so it costs nobody else a place. What they have
answered before stays as it is. Words that are passed over are removed all the same; see `unread`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from time import monotonic

from bot.allowance import Allowance
from bot.channels.base import Arrival
from dialogs.events import Left

AT_ONCE, A_SECOND = 20, 0.95
SILENCE_SECONDS = 10.0
ROUNDING = 1e-6
MOST_PEOPLE = 10_000
"""So many people are remembered, before those that are forgotten who have done nothing lately."""


@dataclass
class _Person:
    allowance: Allowance = field(default_factory=lambda: Allowance(A_SECOND, AT_ONCE))
    quiet_until: float = float("-inf")

    def is_idle(self, now: float) -> bool:
        return self.allowance.is_full(now) and self.quiet_until <= now


@dataclass
class Sorted:
    """Arrivals: to be read, whose sender is to be asked for a pause, and passed over."""

    read: list[Arrival] = field(default_factory=list)
    ask: list[Arrival] = field(default_factory=list)
    passed_over: list[Arrival] = field(default_factory=list)


class Flood:
    """Tells what is read from what is passed over. `time` is the clock."""

    def __init__(self, *, time: Callable[[], float] = monotonic) -> None:
        self._time = time
        self._people: dict[str, _Person] = {}

    def sort(self, arrivals: Sequence[Arrival]) -> Sorted:
        """Return what is to be read. That somebody has left always is."""
        now, found = self._time(), Sorted()
        for arrival in arrivals:
            if not arrival.user or isinstance(arrival.incoming, Left):
                found.read.append(arrival)
            else:
                self._place(arrival, now, found)
        return found

    def _place(self, arrival: Arrival, now: float, found: Sorted) -> None:
        person = self._of(arrival.user, now)
        if person.quiet_until > now:
            person.quiet_until = now + SILENCE_SECONDS
            found.passed_over.append(arrival)
        elif person.allowance.wait(now) > ROUNDING:
            person.quiet_until = now + SILENCE_SECONDS
            found.ask.append(arrival)
        else:
            person.allowance.take(now)
            found.read.append(arrival)

    def _of(self, user: str, now: float) -> _Person:
        if user not in self._people and len(self._people) >= MOST_PEOPLE:
            self._people = {one: it for one, it in self._people.items() if not it.is_idle(now)}
        return self._people.setdefault(user, _Person())
