"""Young people hear back soon after the decision, and the round lies ahead."""

from collections.abc import Iterator

from dialogs.lints.base import Finding, Outside, warning
from dialogs.round import Round

MOST_DAYS = 183


def find(round_: Round, outside: Outside) -> Iterator[Finding]:
    to = round_.addressee
    days = (to.reply_date - to.decision_date).days
    if days < 0:
        yield warning(
            "$.addressee.reply_date",
            "The reply is promised before the decision is taken.",
            "Promise it for a day after the decision.",
        )
    if days > MOST_DAYS:
        yield warning(
            "$.addressee.reply_date",
            f"The reply comes {days} days after the decision; half a year is long when one is 15.",
            "Agree on an earlier date with the addressee.",
        )
    if round_.closes < outside.today and not round_.practice:
        yield warning("$.closes", "The round has closed already.", "Correct the dates.")
