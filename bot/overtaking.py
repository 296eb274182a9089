"""Which screens need not be drawn, because the next one in line replaces them.

Who was not answered for a while repeats what they did, and needs one screen, not twenty.
"""

from bot.channels.base import Delivery
from dialogs.events import Show


class Overtaking:
    """Remembers the newest of the deliveries in line: by person, and by the message they change."""

    def __init__(self) -> None:
        self._promised: dict[bytes, bytes] = {}
        self._changed: dict[tuple[int, int], int] = {}

    def begin(self, delivery: Delivery) -> None:
        """Note that a delivery stands in line now, behind all others."""
        if delivery.mark and not delivery.again:
            self._promised[delivery.tag] = delivery.mark
        changed = _changed(delivery)
        if changed is not None:
            self._changed[changed] = delivery.arrival.update_id

    def end(self, delivery: Delivery) -> None:
        """Note that a delivery has left the line."""
        if self._promised.get(delivery.tag) == delivery.mark:
            del self._promised[delivery.tag]
        changed = _changed(delivery)
        if changed and self._changed.get(changed) == delivery.arrival.update_id:
            del self._changed[changed]

    def is_overtaken(self, delivery: Delivery) -> bool:
        """Return whether all there is to do is a screen that another in line replaces."""
        only_shows = all(isinstance(effect, Show) for effect in delivery.effects)
        if not only_shows or delivery.arrival.query_id is not None:
            return False
        if delivery.mark or delivery.tag in self._promised:
            return delivery.mark != self._promised.get(delivery.tag, delivery.mark)
        changed = _changed(delivery)
        return changed is not None and self._changed.get(changed) != delivery.arrival.update_id


def _changed(delivery: Delivery) -> tuple[int, int] | None:
    """Return the chat and the message whose screen is changed in place, if one is."""
    arrival = delivery.arrival
    changes = any(isinstance(effect, Show) and not effect.fresh for effect in delivery.effects)
    return (arrival.chat, arrival.message_id) if changes and arrival.message_id else None
