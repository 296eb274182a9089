"""An album is several messages that somebody has sent at once, and is answered once.

The messenger brings each of its pictures by itself, perhaps a moment apart.
"""

from collections.abc import Sequence

from bot.channels.base import Arrival

MOST_PEOPLE = 10_000
"""So many people are remembered, each with the last album that they have sent."""


class Albums:
    """Tells the first message of an album from all others."""

    def __init__(self) -> None:
        self._first: dict[str, tuple[str, int]] = {}

    def sort(self, arrivals: Sequence[Arrival]) -> tuple[Sequence[Arrival], Sequence[Arrival]]:
        """Return what is to be answered, and what is answered by another message of its album.

        The one that is answered may come again, when it could not be stored.
        """
        if not any(arrival.album for arrival in arrivals):
            return arrivals, ()
        spoken_for = [self._is_spoken_for(arrival) for arrival in arrivals]
        either = list(zip(arrivals, spoken_for, strict=True))
        return [one for one, rest in either if not rest], [one for one, rest in either if rest]

    def _is_spoken_for(self, arrival: Arrival) -> bool:
        if not arrival.album:
            return False
        album, first = self._first.get(arrival.user, ("", 0))
        if album == arrival.album:
            return first != arrival.update_id
        self._remember(arrival)
        return False

    def _remember(self, arrival: Arrival) -> None:
        self._first.pop(arrival.user, None)
        if len(self._first) >= MOST_PEOPLE:
            del self._first[next(iter(self._first))]
        self._first[arrival.user] = (arrival.album, arrival.update_id)
