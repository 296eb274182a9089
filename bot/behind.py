"""Keeps the order of a person of whom an update was sent away, to be brought again.

Telegram brings one chat's messages one after the other, but a person's taps beside them, and each
comes again by a clock of its own. So what is later waits, too, until the earlier one has come.
"""

from time import monotonic

from bot.channels.base import Arrival

MOST = 1_000
"""Of so many people at a time; beyond, and after `SECONDS`, order is no longer worth the wait."""

SECONDS = 60.0


class Behind:
    """Who has sent something that we did not take, and since when."""

    def __init__(self) -> None:
        self._first: dict[str, tuple[int, float]] = {}

    def sent_away(self, arrival: Arrival) -> None:
        """Note that this update comes again."""
        number, now = arrival.update_id, monotonic()
        first, since = self._first.get(arrival.user, (number, now))
        if arrival.user in self._first or len(self._first) < MOST:
            self._first[arrival.user] = (min(first, number), since)

    def is_too_early(self, arrival: Arrival) -> bool:
        """Return whether an earlier update of the same person has to come before this one."""
        if not self._first or arrival.user not in self._first:
            return False
        first, since = self._first[arrival.user]
        if monotonic() - since > SECONDS:
            del self._first[arrival.user]
            return False
        return first < arrival.update_id

    def done(self, arrival: Arrival) -> None:
        """Note that this update is taken."""
        if self._first and self._first.get(arrival.user, (0, 0.0))[0] == arrival.update_id:
            del self._first[arrival.user]
