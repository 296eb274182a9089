"""What time it is: the only place that looks, so that practice can run faster."""

import datetime as dt
import time
from dataclasses import dataclass

_BOOT = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)
"""Linux alone tells how long it has slept; `monotonic` stands still meanwhile."""


def since_boot() -> float:
    """Return seconds that nobody sets, counted on while the machine sleeps."""
    return time.clock_gettime(_BOOT)


@dataclass(frozen=True)
class Clock:
    """The time: practice time `practice` at real time `real`, running `speed` times as fast."""

    real: float = 0.0
    practice: float = 0.0
    speed: float = 1.0

    @classmethod
    def parse(cls, text: str) -> "Clock":
        """Return the clock that `<real> <practice> <speed>` describes; the true one for ""."""
        return cls(*map(float, text.split())) if text else cls()

    def now(self) -> dt.datetime:
        """Return the time in UTC."""
        seconds = self.practice + (time.time() - self.real) * self.speed
        return dt.datetime.fromtimestamp(seconds, tz=dt.UTC)

    def today(self) -> dt.date:
        """Return the date in UTC."""
        return self.now().date()
