"""Dates follow each other."""

from collections.abc import Iterator

from dialogs.round import Round
from dialogs.shape.base import Finding


def find(round_: Round) -> Iterator[Finding]:
    addressee = round_.addressee
    if round_.closes < round_.opens:
        yield "$.closes", "The round closes before it opens.", "Correct one of the dates."
    if addressee.decision_date <= round_.closes:
        yield (
            "$.addressee.decision_date",
            "The decision is taken before the round closes.",
            "Close earlier.",
        )
    if not 1 <= round_.keep_drafts_days <= 30:
        yield "$.keep_drafts_days", "Unfinished answers are kept 1 to 30 days.", "7 is usual."
