"""Until when unfinished answers wait, and when somebody who has asked for it is reminded.

All of it is counted in days, from the day of the last message.
"""

import datetime as dt

from dialogs.round import Round

_DAY = dt.timedelta(days=1)


def last_day(round_: Round, touched: dt.date) -> dt.date:
    """Return the last day on which a draft waits that was last touched on the day `touched`."""
    return min(touched + dt.timedelta(days=round_.keep_drafts_days), round_.closes)


def reminder_day(round_: Round, touched: dt.date) -> dt.date | None:
    """Return the day of the reminder: one before the last day, but never the day of the message.

    None when the last day is that of the message, so that there is nothing to remind of.
    """
    last = last_day(round_, touched)
    return max(touched + _DAY, last - _DAY) if last > touched else None


def longest_untouched(round_: Round, today: dt.date) -> dt.date:
    """Return the day on which, or before which, a draft was touched whose reminder is due today."""
    silent = 1 if round_.closes - _DAY <= today else max(1, round_.keep_drafts_days - 1)
    return today - dt.timedelta(days=silent)
