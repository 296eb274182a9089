"""What an organisation says of itself: earlier promises, and the nine requirements.

The nine are those of General Comment 12 of the UN Committee on the Rights of the Child, 2009,
paragraph 134. A score names all of them, so that none is passed over.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Literal

from msgspec import Meta, Struct

from admin.words import marked

MOST_POINTS = 3

REQUIREMENTS: Mapping[str, str] = {
    "transparent": marked("Transparent and informative"),
    "voluntary": marked("Voluntary"),
    "respectful": marked("Respectful"),
    "relevant": marked("Relevant"),
    "child_friendly": marked("Child-friendly"),
    "inclusive": marked("Inclusive"),
    "supported": marked("Supported by training"),
    "safe": marked("Safe and sensitive to risk"),
    "accountable": marked("Accountable"),
}
"""Field of `SelfScore` to the requirement in words, in the order of the General Comment."""

STATUSES: Mapping[str, str] = {
    "kept": marked("Kept"),
    "partly": marked("Partly kept"),
    "not_kept": marked("Not kept"),
    "open": marked("Still open"),
}
Status = Literal["kept", "partly", "not_kept", "open"]


class Promise(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What was promised after an earlier consultation, and what became of it.

    Attributes:
        what: the promise.
        who: who gave it.
        status: whether it was kept.
        happened: what was done, or why not.
        by: by when it is to be kept, where it is still open.
    """

    what: str
    who: str
    status: Status
    happened: str
    by: dt.date | None = None


class Score(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How far a requirement was met, and why the organisation thinks so."""

    points: Annotated[int, Meta(ge=0, le=MOST_POINTS)]
    because: str


class SelfScore(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A score for each of the nine requirements."""

    transparent: Score
    voluntary: Score
    respectful: Score
    relevant: Score
    child_friendly: Score
    inclusive: Score
    supported: Score
    safe: Score
    accountable: Score

    def of(self, requirement: str) -> Score:
        """Return the score of one of `REQUIREMENTS`."""
        score: Score = getattr(self, requirement)
        return score
