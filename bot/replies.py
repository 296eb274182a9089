"""Lets buttons go in the answers to those who have brought the taps.

Telegram makes one call for us that stands in the answer to its request. That spares a request of
our own for every tap, and the button stops waiting when the tap is stored.
"""

from collections.abc import Sequence

from bot.channels.base import Arrival, Channel, Delivery
from bot.sender import Sender
from dialogs.session import Session


class Replies:
    """Stands before the sender, and keeps what is said in answers until they are given."""

    def __init__(self, channel: Channel, sender: Sender) -> None:
        self._channel = channel
        self._sender = sender
        self._said: dict[int, bytes] = {}

    def send(self, deliveries: Sequence[Delivery]) -> None:
        """Begin to draw all that is not said in an answer."""
        self._sender.send([self._without_reply(each) for each in deliveries])

    def unsay(self, delivery: Delivery) -> bool:
        """Begin to remove what nobody reads; see `Sender.unsay`."""
        return self._sender.unsay(delivery)

    def release(self, arrivals: Sequence[Arrival]) -> None:
        """Let the buttons go of what is not read: whatever is answered lets its button go."""

    def take(self, arrival: Arrival) -> bytes:
        """Return what the answer to the bringer of an arrival says."""
        said = self._said.pop(arrival.update_id, None)
        if said is not None or arrival.query_id is None:
            return said or b""
        reply, _ = self._channel.let_go(Delivery(arrival=arrival, session=Session(), effects=()))
        return reply

    def _without_reply(self, delivery: Delivery) -> Delivery:
        reply, left = self._channel.let_go(delivery)
        if reply:
            self._said[delivery.arrival.update_id] = reply
        return left
