"""What happened to a round while it was open, without a number of people."""

import datetime as dt
from dataclasses import dataclass

from admin.dataset import Closing
from storage.closing_record import Mended, Outage, Pause


@dataclass(frozen=True)
class Return:
    """The round was brought back on a day from a copy of an earlier one."""

    copied: dt.date
    restored: dt.date


@dataclass(frozen=True)
class Incidents:
    """What the closing record tells beside counts.

    How many responses were lost is the tally "lost"; it is there when `all_known`.
    """

    returns: tuple[Return, ...]
    pauses: tuple[Pause, ...]
    outages: tuple[Outage, ...]
    mended: tuple[Mended, ...]
    announced: dt.date | None
    damaged: bool
    all_known: bool

    @classmethod
    def of(cls, closing: Closing) -> "Incidents":
        """Return what a closing record tells."""
        return cls(
            returns=tuple(Return(one.copied, one.restored) for one in closing.restores),
            pauses=closing.pauses,
            outages=closing.outages,
            mended=closing.mended,
            announced=closing.announced,
            damaged=closing.unreadable > 0,
            all_known=closing.lost is not None,
        )
