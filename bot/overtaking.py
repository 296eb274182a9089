"""Which screens need not be drawn, because the next one in line replaces them.

Who was not answered for a while repeats what they did, and needs one screen, not twenty. The words
that they have typed meanwhile are removed all the same, each of them.
"""

from msgspec.structs import replace

from bot.channels.base import Delivery
from dialogs.events import Show, Unsay
from dialogs.taps import LIST

_BELOW = 0
"""In place of the number of a message: below all others."""

_Place = bytes | tuple[int, int]


class Overtaking:
    """Remembers the newest of the deliveries in line: by person, and by where they are drawn."""

    def __init__(self) -> None:
        self._promised: dict[bytes, bytes] = {}
        self._newest: dict[_Place, int] = {}

    def begin(self, delivery: Delivery) -> None:
        """Note that a delivery stands in line now, behind all others."""
        if delivery.mark and not delivery.again:
            self._promised[delivery.tag] = delivery.mark
        place = _place(delivery)
        if place is not None:
            self._newest[place] = delivery.arrival.update_id

    def end(self, delivery: Delivery) -> None:
        """Note that a delivery has left the line."""
        if self._promised.get(delivery.tag) == delivery.mark:
            del self._promised[delivery.tag]
        place = _place(delivery)
        if place and self._newest.get(place) == delivery.arrival.update_id:
            del self._newest[place]

    def left_of(self, delivery: Delivery) -> Delivery | None:
        """Return what there still is to do: all of it, only to remove what was typed, or None."""
        if not self._is_overtaken(delivery):
            return delivery
        removing = tuple(one for one in delivery.effects if isinstance(one, Unsay))
        return replace(delivery, effects=removing, mark=b"") if removing else None

    def _is_overtaken(self, delivery: Delivery) -> bool:
        """Return whether nothing is said, and another in line replaces the screen."""
        if delivery.arrival.query_id is not None:
            return False
        if not all(isinstance(effect, Show | Unsay) for effect in delivery.effects):
            return False
        if delivery.mark or delivery.tag in self._promised:
            return delivery.mark != self._promised.get(delivery.tag, delivery.mark)
        place = _place(delivery)
        return place is not None and self._newest.get(place) != delivery.arrival.update_id


def _place(delivery: Delivery) -> _Place | None:
    """Return where a screen is drawn: in a message that is there, or below all others.

    What is written below for somebody without a promise leaves no earlier screen to be removed:
    nothing is stored of them. The list of rounds is one for a chat. Any other message that belongs
    to no round stays.
    """
    arrival = delivery.arrival
    is_fresh = [effect.fresh for effect in delivery.effects if isinstance(effect, Show)]
    if not all(is_fresh):
        return (arrival.chat, arrival.message_id) if arrival.message_id else None
    if not is_fresh or delivery.mark:
        return None
    return (arrival.chat, _BELOW) if delivery.round == LIST else delivery.tag or None
