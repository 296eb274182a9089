"""The asks that are not on the front page, apart by who makes them."""

from admin.briefs.asking import ON_THE_FRONT, asked, table
from admin.briefs.context import Context
from admin.briefs.model import Section


def section(context: Context) -> Section | None:
    """Return the further asks; None where all are on the front page."""
    further = asked(context)[ON_THE_FRONT:]
    if not further:
        return None
    say = context.words
    return Section("asks", say("What else is asked"), (table(context, further, say("Reason")),))
