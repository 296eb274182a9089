"""The alarm that rings when another program has used our token.

There are two signs: Telegram refuses to hand us updates because somebody else fetches them (409),
or it says that it brings them to another address. One sighting can be a second program of our own
that was started by mistake; the alarm rings on for a while all the same, so that whoever looks
every few minutes sees it.
"""

from collections.abc import Callable
from time import monotonic

from bot.metrics import Metrics

RINGS_FOR_SECONDS = 900.0

WHAT_TO_DO = (
    "another program has used this bot's token: stop it if it is yours; if not, get a new token "
    "now (docs/token_rotation.md)"
)


class TheftAlarm:
    """Remembers when another program was last seen."""

    def __init__(self, metrics: Metrics, *, time: Callable[[], float] = monotonic) -> None:
        self._time = time
        self._seen_at = float("-inf")
        self._metrics = metrics
        metrics.token_elsewhere.set_function(lambda: float(self.is_ringing))

    def ring(self) -> None:
        """Note that another program was seen just now."""
        self._seen_at = self._time()
        self._metrics.receive_errors.labels("other_receiver").inc()

    @property
    def is_ringing(self) -> bool:
        """Whether another program was seen lately."""
        return self._time() - self._seen_at < RINGS_FOR_SECONDS
