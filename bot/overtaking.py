"""Which screens need not be drawn, because the next one in line replaces them.

Who was not answered for a while repeats what they did, and needs one screen, not twenty; what is
said above it is said once, where the newest says the same. The words that they have typed meanwhile
are removed all the same, each of them.
"""

from msgspec.structs import replace

from bot.channels.base import Delivery
from dialogs.events import Notify, Show, Unsay, first
from dialogs.taps import LIST

_BELOW = 0
"""In place of the number of a message: below all others."""

_Place = bytes | tuple[int, int]


class Overtaking:
    """Remembers the newest of the deliveries in line: by person, and by where they are drawn."""

    def __init__(self) -> None:
        self._promised: dict[bytes, Delivery] = {}
        self._newest: dict[_Place, Delivery] = {}

    def begin(self, delivery: Delivery) -> None:
        """Note that a delivery stands in line now, behind all others."""
        if delivery.mark and not delivery.again:
            self._promised[delivery.tag] = delivery
        place = _place(delivery)
        if place is not None:
            self._newest[place] = delivery

    def end(self, delivery: Delivery) -> None:
        """Note that a delivery has left the line."""
        promised = self._promised.get(delivery.tag)
        if promised is not None and promised.mark == delivery.mark:
            del self._promised[delivery.tag]
        place = _place(delivery)
        newest = self._newest.get(place) if place else None
        if place and newest is not None and _is_same(newest, delivery):
            del self._newest[place]

    def left_of(self, delivery: Delivery) -> Delivery | None:
        """Return what there still is to do: all of it, only to remove what was typed, or None."""
        if not self._is_overtaken(delivery):
            return delivery
        removing = tuple(one for one in delivery.effects if isinstance(one, Unsay))
        return replace(delivery, effects=removing, mark=b"") if removing else None

    def _is_overtaken(self, delivery: Delivery) -> bool:
        """Return whether another in line replaces the screen, and says all that this one says."""
        if delivery.arrival.query_id is not None:
            return False
        newest = self._newer_than(delivery)
        if newest is None:
            return False
        drawn = all(isinstance(effect, Show | Unsay | Notify) for effect in delivery.effects)
        return drawn and _remarks(delivery) <= _remarks(newest)

    def _newer_than(self, delivery: Delivery) -> Delivery | None:
        """Return the newest in line in the place of this one; None where that is itself."""
        if delivery.mark or delivery.tag in self._promised:
            newest = self._promised.get(delivery.tag)
            return newest if newest is not None and newest.mark != delivery.mark else None
        place = _place(delivery)
        newest = self._newest.get(place) if place is not None else None
        return newest if newest is not None and not _is_same(newest, delivery) else None


def _is_same(one: Delivery, other: Delivery) -> bool:
    return one.arrival.update_id == other.arrival.update_id


def _remarks(delivery: Delivery) -> set[str]:
    return {effect.text for effect in delivery.effects if isinstance(effect, Notify)}


def _place(delivery: Delivery) -> _Place | None:
    """Return where a screen is drawn: in a message that is there, or below all others.

    What is written below for somebody without a promise leaves no earlier screen to be removed:
    nothing is stored of them. The list of rounds is one for a chat. Any other message that belongs
    to no round stays.
    """
    arrival, shown = delivery.arrival, first(delivery.effects, Show)
    if shown is None:
        return None
    if not shown.fresh:
        return (arrival.chat, arrival.message_id) if arrival.message_id else None
    if delivery.mark:
        return None
    return (arrival.chat, _BELOW) if delivery.round == LIST else delivery.tag or None
